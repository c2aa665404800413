"""What the watch tells of its findings; the subject is ``finding/<number>``."""

from typing import ClassVar

from clearway.platform.events.event import Event


class FindingSeen(Event, frozen=True, kw_only=True):
    """Records of a case do not fit; nobody is told before every source has delivered as far."""

    name: ClassVar[str] = "watch.finding-seen.v1"
    tenant: str
    scenario: str
    version: str
    case_key: str
    money: str | None


class FindingChanged(Event, frozen=True, kw_only=True):
    """Records of a case have changed, and what was found with them."""

    name: ClassVar[str] = "watch.finding-changed.v1"
    tenant: str
    scenario: str
    version: str
    case_key: str
    money: str | None


class FindingTold(Event, frozen=True, kw_only=True):
    """The official in charge, the manager and the auditor are told of a finding, all at once."""

    name: ClassVar[str] = "watch.finding-told.v1"
    tenant: str
    scenario: str
    case_key: str
    officials: int
    managers: int
    auditors: int


class FindingSettled(Event, frozen=True, kw_only=True):
    """The records of a case fit; its finding is over. One that was never told was never anybody's."""

    name: ClassVar[str] = "watch.finding-settled.v1"
    tenant: str
    scenario: str
    case_key: str
    was_told: bool


class LocalNumberSet(Event, frozen=True, kw_only=True):
    """A government has set a number of law for itself from a day on; without one, the law's own is back.

    The subject is ``watch/<government>``.
    """

    name: ClassVar[str] = "watch.local-number-set.v2"
    tenant: str
    code: str
    amount: str | None
    since: str
    reason: str


class RulebookAdopted(Event, frozen=True, kw_only=True):
    """Scenarios or numbers of law of another edition are in force; every case they may change is looked at anew."""

    name: ClassVar[str] = "watch.rulebook-adopted.v1"
    edition: str
    scenarios: int
    changed: tuple[str, ...]
