"""What is wrong with a draft just now, by page, row and field; nothing is lodged."""

from collections.abc import Iterable, Iterator

import msgspec
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from clearway.clearance import conductor
from clearway.clearance.conductor import Checked
from clearway.clearance.explanation import said
from clearway.clearance.showing.places import place
from clearway.clearance.trader.drafting.answers import Misread
from clearway.clearance.trader.drafting.assembling import IN_CONTAINERS, Assembled
from clearway.clearance.trader.drafting.placing import Spot, spot
from clearway.clearance.trader.words import SEVERITIES
from clearway.core.kernel.finding import Finding
from clearway.platform.identity.actor import Actor
from clearway.stations.drafts.public import Draft

FLAG = "border_means/nationality"
NOT_NAMED_YET = noop(
    "The ship, vehicle or flight is left open. You can lodge without it; when your carrier names it, open the lodged "
    "declaration and press “Change it”."
)
NO_NUMBER = noop(
    "No number of the ship, vehicle or flight is given: what you chose about it (kind of number, country) is left "
    "out of the declaration."
)
NO_CONTAINERS = noop("You said that the goods are not in containers: the containers you named are left out.")


class Remark(msgspec.Struct, frozen=True):
    """A sentence about one field: what is wrong, what would pass, and how hard it bites."""

    severity: str
    spot: Spot | None
    place: str
    says: str
    passes: str = ""
    found: str = ""
    rule: str = ""
    law: str = ""

    @property
    def must_be_corrected(self) -> bool:
        """Whether the declaration would be refused for it."""
        return self.severity == "reject"

    @property
    def key(self) -> str:
        """What tells it from every other remark: who was told it once is not stopped by it again."""
        at = f"{self.spot.row}-{self.spot.field}" if self.spot else ""
        return f"{self.rule}@{at}"

    @property
    def severity_in_words(self) -> str:
        """How hard it bites, for readers."""
        return _(SEVERITIES[self.severity])


def remarks(draft: Draft, assembled: Assembled, *, by: Actor) -> tuple[Checked, tuple[Remark, ...]]:
    """The draft as it would be decided now, and everything there is to say about it."""
    checked = conductor.check(assembled.declaration, by=by)
    return checked, said_of(draft, assembled.misread, checked.decision.findings)


def said_of(draft: Draft, misread: Iterable[Misread], findings: Iterable[Finding]) -> tuple[Remark, ...]:
    """Misread answers first, then findings; a place that is misread is not also said to be missing."""
    unread = [_misread(one) for one in misread]
    taken = {one.spot for one in unread}
    told = (_found(each, draft) for each in findings if not _asks_of_nothing(each, draft))
    return (*unread, *(one for one in told if one.spot not in taken), *_left_out(draft))


def _asks_of_nothing(finding: Finding, draft: Draft) -> bool:
    """A ship that is not named yet has no flag to be asked for."""
    return finding.at == FLAG and finding.severity != "reject" and not draft.answers.get("means", "").strip()


def _left_out(draft: Draft) -> Iterator[Remark]:
    """What was answered and will not be sent, and what may still be open."""
    said = draft.answers
    if not said.get("means", "").strip() and said.get("mode"):
        answered = said.get("means_kind") or said.get("nationality")
        yield _note("journey", "means", _(NO_NUMBER) if answered else _(NOT_NAMED_YET))
    if said.get("loose") != IN_CONTAINERS and draft.rows.get("containers"):
        yield _note("journey", "loose", _(NO_CONTAINERS))


def _note(question: str, field: str, says: str) -> Remark:
    return Remark(severity="note", spot=Spot(question, 0, field), place="", says=says)


def _misread(one: Misread) -> Remark:
    at = Spot(one.question, one.row, one.field)
    return Remark(severity="reject", spot=at, place="", says=_(one.sentence).format(**one.facts), found=one.found)


def _found(finding: Finding, draft: Draft) -> Remark:
    words = said(finding)
    return Remark(
        severity=words.severity,
        spot=spot(finding.at, draft),
        place=place(finding.at),
        says=words.says,
        passes=words.passes,
        found=words.found or "",
        rule=words.rule,
        law=words.law,
    )
