"""Who may ask what: agreements between a holder and an organisation, and consents of the subject."""

from datetime import date, datetime
from typing import Literal

import msgspec

from clearway.core.kernel.period import Period
from clearway.core.law.information import Assurance

#: An agreement is used in one state alone; every other says why not.
State = Literal["proposed", "approved", "refused", "suspended", "ended"]


class Agreement(msgspec.Struct, frozen=True):
    """One live rule: an organisation may ask a kind of information, for one article, under conditions.

    ``grants`` are fields and predicates of the kind. Empty ``offices`` are all of the organisation's; empty
    ``case_kinds`` ask for no case. ``exemption`` is the article that makes consent needless; without it consent is
    needed. ``in_office_hours`` and ``emergency`` say when: on working hours only, and whether a reason alone may
    stand for case, hours and consent where life or limb is at stake.
    """

    number: str
    version: int
    kind: str
    organisation: str
    article: str
    grants: frozenset[str]
    roles: frozenset[str]
    period: Period
    state: State = "proposed"
    offices: frozenset[str] = frozenset()
    case_kinds: frozenset[str] = frozenset()
    exemption: str = ""
    in_office_hours: bool = False
    emergency: bool = False
    assurance: Assurance = 1

    @property
    def name(self) -> str:
        """Number and version, as evidence and denials name it."""
        return f"{self.number}/{self.version}"

    def is_live(self, day: date) -> bool:
        """Whether it may be used on a day at all."""
        return self.state == "approved" and self.period.covers(day)


class Consent(msgspec.Struct, frozen=True):
    """What a subject has allowed: to whom, of which kind, which parts, for which article, and how long.

    ``until`` and ``withdrawn_at`` are the first instants at which it does not hold any more.
    """

    number: str
    subject: str
    organisation: str
    kind: str
    article: str
    grants: frozenset[str]
    since: datetime
    until: datetime | None = None
    withdrawn_at: datetime | None = None

    def holds(self, at: datetime) -> bool:
        """Whether it is in force at an instant."""
        if at < self.since or (self.until is not None and self.until <= at):
            return False
        return self.withdrawn_at is None or at < self.withdrawn_at
