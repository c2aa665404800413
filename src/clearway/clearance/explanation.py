"""Why a declaration stands where it stands, in the reader's language: for its trader, and for officers.

The two audiences have types of their own, so that a reason meant for officers cannot slip into a trader's answer.
"""

from collections.abc import Iterable

import msgspec

from clearway.clearance.decide import Decision
from clearway.core.assess.assessment import DutyLine, ItemValue, ParameterUsed, Step
from clearway.core.journey import ROUTE
from clearway.core.kernel.finding import Finding
from clearway.core.target.selection import Reason
from clearway.platform.wording import say


class StopSeen(msgspec.Struct, frozen=True, rename="camel"):
    """One stop of the route: behind us, here, or ahead."""

    name: str
    question: str
    is_passed: bool
    is_next: bool


class FindingSaid(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """A finding in words; ``pointer`` is the place in the sender's own message."""

    rule: str
    severity: str
    at: str
    says: str
    found: str | None = None
    passes: str = ""
    pointer: str = ""
    law: str = ""
    national: str = ""


class StepSaid(msgspec.Struct, frozen=True, rename="camel"):
    """One step of a calculation in words, and its result."""

    says: str
    result: str


class AmountSaid(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """A value or an amount owed, with everything that led to it."""

    item: int
    kind: str
    amount: str
    currency: str
    formula: str
    law: str
    expression: str | None = None
    measure: str | None = None
    steps: tuple[StepSaid, ...] = ()
    parameters: tuple[ParameterUsed, ...] = ()


class Explanation(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """What a trader may read about a decision; ``security`` is not owed, but to be covered by a guarantee."""

    outcome: str
    reached: str
    waits_for: str | None
    route: tuple[StopSeen, ...]
    findings: tuple[FindingSaid, ...]
    values: tuple[AmountSaid, ...]
    lines: tuple[AmountSaid, ...]
    total: str
    currency: str
    lane: str | None
    lane_reasons: tuple[str, ...]
    security: tuple[AmountSaid, ...] = ()


class OfficerExplanation(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """What an officer may read besides: the rules that selected, and what they looked at."""

    explanation: Explanation
    reasons: tuple[Reason, ...]
    draw: str
    share: str


def explain(decision: Decision, *, language: str | None = None) -> Explanation:
    """The decision as its trader may read it."""
    assessment = decision.assessment
    selection = decision.selection
    return Explanation(
        outcome=decision.outcome,
        reached=decision.reached,
        waits_for=decision.waits_for,
        route=_route(decision, language),
        findings=tuple(said(finding, language=language) for finding in decision.findings),
        values=tuple(_value(value, language) for value in assessment.values) if assessment else (),
        lines=_lines(assessment.lines, language) if assessment else (),
        security=_lines(assessment.security, language) if assessment else (),
        total=str(assessment.total.amount) if assessment else "",
        currency=assessment.total.currency if assessment else "",
        lane=selection.lane if selection else None,
        lane_reasons=_classes(selection.reasons, language) if selection else (),
    )


def explain_to_officer(decision: Decision, *, language: str | None = None) -> OfficerExplanation:
    """The decision with the reasons of its lane."""
    selection = decision.selection
    return OfficerExplanation(
        explanation=explain(decision, language=language),
        reasons=selection.reasons if selection else (),
        draw=selection.draw if selection else "",
        share=selection.share if selection else "",
    )


def said(finding: Finding, *, language: str | None = None, pointer: str = "") -> FindingSaid:
    """A finding in the reader's language."""
    facts = {**finding.facts, "found": finding.found or ""}
    return FindingSaid(
        rule=finding.rule,
        severity=finding.severity,
        at=finding.at,
        says=say(finding.sentence, facts, language=language),
        found=finding.found,
        passes=say(finding.remedy, facts, language=language),
        pointer=pointer,
        law=finding.law,
        national=finding.national,
    )


def _route(decision: Decision, language: str | None) -> tuple[StopSeen, ...]:
    names = [stop.name for stop in ROUTE]
    here = names.index(decision.reached)
    return tuple(
        StopSeen(stop.name, say(stop.question, language=language), place <= here, stop.name == decision.waits_for)
        for place, stop in enumerate(ROUTE)
    )


def _classes(reasons: Iterable[Reason], language: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(say(reason.reason_class, language=language) for reason in reasons))


def _lines(lines: Iterable[DutyLine], language: str | None) -> tuple[AmountSaid, ...]:
    return tuple(_line(line, language) for line in lines)


def _line(line: DutyLine, language: str | None) -> AmountSaid:
    return AmountSaid(
        item=line.item,
        kind=line.type_code,
        amount=str(line.amount.amount),
        currency=line.amount.currency,
        formula=line.formula,
        law=line.law,
        expression=line.expression,
        measure=line.measure,
        steps=_steps(line.steps, language),
        parameters=line.parameters,
    )


def _value(value: ItemValue, language: str | None) -> AmountSaid:
    return AmountSaid(
        item=value.item,
        kind="customs value",
        amount=str(value.customs_value.amount),
        currency=value.customs_value.currency,
        formula=value.method,
        law=value.law,
        steps=_steps(value.steps, language),
        parameters=value.parameters,
    )


def _steps(steps: Iterable[Step], language: str | None) -> tuple[StepSaid, ...]:
    return tuple(StepSaid(say(step.sentence, step.operands, language=language), step.result) for step in steps)
