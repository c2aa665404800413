"""The deciding half of the conductor: from stop to stop in memory, until the file must wait for somebody.

Which decision belongs to which stop stands in the route; this module knows no rule and no number.
"""

from collections.abc import Callable
from typing import Literal

import msgspec

from clearway.core.assess.assessment import Assessment
from clearway.core.facts.circumstances import Circumstances
from clearway.core.facts.declaration import Declaration
from clearway.core.journey import ROUTE
from clearway.core.kernel.finding import Finding
from clearway.core.law.lawbook import Law
from clearway.core.settle import means_of
from clearway.core.target.selection import Selection
from clearway.stations.declarations import public as declarations
from clearway.stations.duties import public as duties
from clearway.stations.targeting import public as targeting

Outcome = Literal["refused", "accepted", "decided"]


class Decision(msgspec.Struct, frozen=True, omit_defaults=True):
    """What became of a file: how far it came, why it stopped there, and every reason on the way."""

    outcome: Outcome
    reached: str
    waits_for: str | None
    findings: tuple[Finding, ...] = ()
    assessment: Assessment | None = None
    selection: Selection | None = None

    @property
    def state(self) -> str:
        """The word of the route under which the file is found."""
        return "refused" if self.outcome == "refused" else self.reached


class File(msgspec.Struct):
    """A declaration on its way: what is known so far."""

    declaration: Declaration
    law: Law
    circumstances: Circumstances
    findings: list[Finding]
    assessment: Assessment | None = None
    selection: Selection | None = None


def decide(declaration: Declaration, law: Law, circumstances: Circumstances) -> Decision:
    """Take a lodged declaration as far as it can go without anybody's help."""
    file = File(declaration, law, circumstances, [])
    reached = ROUTE[0].name
    for stop in ROUTE[1:]:
        act = ACTS.get(stop.decision)
        if act is None:
            return _decision(file, "decided" if _needs_nobody(file) else "accepted", reached, stop.name)
        halt = act(file)
        if halt is not None:
            return _decision(file, halt, reached, stop.name if halt == "accepted" else None)
        reached = stop.name
    return _decision(file, "decided", reached, None)


def waits_for(decision: Decision, law: Law) -> str:
    """Whom a freshly decided file waits for; ``clearance`` where it can go on by itself."""
    if decision.outcome == "refused":
        return ""
    if decision.assessment is None or decision.selection is None:
        return "officer"
    if decision.selection.lane in {"yellow", "red"}:
        return "control"
    return "payment" if means_of(decision.assessment, law) == "payment" else "clearance"


def _validate(file: File) -> Outcome | None:
    file.findings.extend(declarations.validate(file.declaration, file.law, file.circumstances))
    return "refused" if any(finding.severity == "reject" for finding in file.findings) else None


def _assess(file: File) -> Outcome | None:
    assessment = duties.assess(file.declaration, file.law, file.circumstances)
    file.findings.extend(assessment.findings)
    if any(finding.severity == "reject" for finding in assessment.findings):
        return "accepted"
    file.assessment = assessment
    return None


def _target(file: File) -> Outcome | None:
    assert file.assessment is not None
    file.selection = targeting.target(file.declaration, file.law, file.circumstances, file.assessment)
    return None


#: What the conductor does at each stop that has a station; a stop without one is where a file waits.
ACTS: dict[str, Callable[[File], Outcome | None]] = {"validate": _validate, "assess": _assess, "target": _target}


def _needs_nobody(file: File) -> bool:
    clear = file.selection is not None and file.selection.lane in {"green", "blue"}
    return clear and file.assessment is not None and file.assessment.total.amount == 0


def _decision(file: File, outcome: Outcome, reached: str, waits_for: str | None) -> Decision:
    return Decision(outcome, reached, waits_for, tuple(file.findings), file.assessment, file.selection)
