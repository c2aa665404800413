"""What is wrong with a draft just now, by page, row and field; nothing is lodged."""

from collections.abc import Iterable

import msgspec
from django.utils.translation import gettext as _

from clearway.clearance import conductor
from clearway.clearance.conductor import Checked
from clearway.clearance.explanation import said
from clearway.clearance.showing.places import place
from clearway.clearance.trader.drafting.answers import Misread
from clearway.clearance.trader.drafting.assembling import Assembled
from clearway.clearance.trader.drafting.placing import Spot, spot
from clearway.clearance.trader.words import SEVERITIES
from clearway.core.kernel.finding import Finding
from clearway.platform.identity.actor import Actor
from clearway.stations.drafts.public import Draft


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
    return (*unread, *(one for one in (_found(each, draft) for each in findings) if one.spot not in taken))


def _misread(one: Misread) -> Remark:
    at = Spot(one.question, one.row, one.field)
    return Remark(severity="reject", spot=at, place="", says=_(one.sentence), found=one.found)


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
