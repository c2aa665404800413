"""What the watch is given: the day where the law counts days, and who is told of findings of which government."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from clearway.platform.calendar import day_in, now
from clearway.registers.lawbook import public as lawbook
from clearway.registers.offices import public as offices
from clearway.registers.offices.public import officers
from clearway.watch.authoring.public import Examiner
from clearway.watch.backtest.public import Nightwatch
from clearway.watch.cases import watching as cases
from clearway.watch.findings.public import Audience, Subject, Watchman
from clearway.watch.rulebook import public as rulebook

#: The roles of those who are told, on each line; auditors may be of the government or of the one it lies within.
OFFICIAL, MANAGER, AUDITOR = "watch official", "watch manager", "watch auditor"


def today(at: datetime) -> date:
    """The day on which an instant falls where the law counts it."""
    return day_in(lawbook.current(at).country.time_zone, at)


def audiences(subjects: Sequence[Subject]) -> Mapping[int, Audience]:
    """Who is told of each finding: everybody of the government who has the line's role."""
    of_tenant = audiences_of({one.tenant for one in subjects})
    return {one.number: of_tenant[one.tenant] for one in subjects}


def audiences_of(tenants: Iterable[str]) -> Mapping[str, Audience]:
    """Who is told of what concerns each government."""
    book = rulebook.current()
    within = {one.code: one.within for one in book.tenants} if book else {}
    return {tenant: _audience(tenant, within.get(tenant, "")) for tenant in tenants}


def managers(tenants: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """Who hears of what is late: the managers of a government; where it has none, its auditors."""
    return {tenant: one.manager or one.auditor for tenant, one in audiences_of(tenants).items()}


def officials(tenant: str) -> tuple[str, ...]:
    """Those who may look after findings of a government."""
    acting = (OFFICIAL, MANAGER)
    return tuple(one.username for one in officers.officers_of(tenant) if one.role in acting)


def connected() -> Mapping[str, int]:
    """How many people of each government sign in to the watch."""
    return {one.code: one.officers for one in offices.every_office() if one.kind == "government"}


def keep(at: datetime) -> bool:
    """What in cases comes with the day."""
    return cases.keep(today, managers, at=at)


#: Cases follow what is told of findings.
CASES: Final = cases.reader(today)


def watchman() -> Watchman:
    """The watchman of this house."""
    return Watchman(now, today, audiences)


def examiner() -> Examiner:
    """Who does the back-tests that authors ask for."""
    return Examiner(now)


def nightwatch() -> Nightwatch:
    """Who compares what stands with full runs, by night."""
    return Nightwatch(now, _local, lambda tenant: audiences_of([tenant])[tenant].auditor)


def _local(at: datetime) -> datetime:
    return at.astimezone(ZoneInfo(lawbook.current(at).country.time_zone))


def _audience(tenant: str, above: str) -> Audience:
    here = _by_role(tenant)
    there: Mapping[str, frozenset[str]] = _by_role(above) if above else _NOBODY
    none: frozenset[str] = frozenset()
    auditors = here.get(AUDITOR, none) | there.get(AUDITOR, none)
    return Audience(here.get(OFFICIAL, none), here.get(MANAGER, none), auditors)


_NOBODY: Final[Mapping[str, frozenset[str]]] = {}


def _by_role(office: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for one in officers.officers_of(office):
        found.setdefault(one.role, set()).add(one.username)
    return {role: frozenset(names) for role, names in found.items()}
