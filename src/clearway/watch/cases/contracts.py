"""Values of cases, as others read them."""

from datetime import date, datetime
from typing import Final

import msgspec

from clearway.watch.findings.public import Finding

#: Why a finding may be excepted.
REASONS: Final = ("lawful", "elsewhere", "record-error", "other-government", "disaster")
#: A text is no longer.
MOST_CHARACTERS: Final = 2000


class Step(msgspec.Struct, frozen=True):
    """A step as it was taken."""

    kind: str
    by: str
    at: datetime
    text: str
    reason: str
    evidence: str
    until: date | None


class Standing(msgspec.Struct, frozen=True):
    """A finding that was told, and how far its case is; ``official`` is empty where nobody is named for it."""

    finding: Finding
    owner: str
    state: str
    due: date | None
    escalated_at: datetime | None
    reason: str
    until: date | None
    official: str

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done about it."""
        return self.finding.state == "open" and self.state != "excluded"

    def is_late(self, today: date) -> bool:
        """Whether the day by which it should have been settled is past."""
        return self.is_open and self.due is not None and self.due < today


class Tally(msgspec.Struct, frozen=True):
    """How the findings of a scenario stand in a government, in numbers and money."""

    tenant: str
    scenario: str
    open: int
    late: int
    excluded: int
    settled: int
    lapsed: int
    money: str


class Asked(msgspec.Struct, frozen=True):
    """A review that waits, without anything of how the exclusion was decided."""

    number: int
    finding: Finding
    asked_at: datetime


class Quality(msgspec.Struct, frozen=True):
    """How exclusions of a scenario fared: made, ended by a changed record, reviewed, and decided alike by two."""

    tenant: str
    scenario: str
    reason: str
    made: int
    lapsed: int
    reviewed: int
    alike: int


class Named(msgspec.Struct, frozen=True):
    """Who looks after a desk's findings, and how many wait there; nobody where the name is empty."""

    owner: str
    official: str
    waiting: int
