"""Findings as others read them."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import msgspec
from django.db.models import F

from clearway.core.watch import Found
from clearway.watch.findings import models
from clearway.watch.rulebook.public import Book


class Finding(msgspec.Struct, frozen=True):
    """A finding as it stands."""

    number: int
    tenant: str
    scenario: str
    version: str
    case_key: str
    state: str
    money: Decimal | None
    evidence: dict[str, str | None]
    found_at: datetime
    changed_at: datetime
    told_at: datetime | None
    settled_at: datetime | None


class Waiting(msgspec.Struct, frozen=True):
    """Cases that wait, by scenario and key; a scenario that waits as a whole has the empty key."""

    cases: frozenset[tuple[str, str]]

    def covers(self, about: tuple[str, str]) -> bool:
        """Whether a case waits, by itself or with its scenario."""
        return about in self.cases or (about[0], models.ALL) in self.cases


class Fault(msgspec.Struct, frozen=True):
    """A case that a scenario could not be asked about, and why."""

    tenant: str
    scenario: str
    case_key: str
    fault: str


def find(number: int) -> Finding | None:
    """The finding of a number."""
    return _read(models.Finding.objects.filter(number=number).first())


def findings(
    *,
    tenants: Iterable[str] | None = None,
    states: Iterable[str] = ("open",),
    scenario: str = "",
    scenarios: Collection[str] | None = None,
    limit: int = 100,
) -> tuple[Finding, ...]:
    """Findings of governments in some states, those with the most money first."""
    rows = models.Finding.objects.filter(state__in=list(states))
    rows = rows.filter(tenant__in=list(tenants)) if tenants is not None else rows
    rows = rows.filter(scenario=scenario) if scenario else rows
    rows = rows.filter(scenario__in=list(scenarios)) if scenarios is not None else rows
    return tuple(_finding(row) for row in rows.order_by(F("money").desc(nulls_last=True), "number")[:limit])


def standing(tenant: str) -> dict[tuple[str, str], Found]:
    """Every finding of a government that is not settled, by scenario and case, as a run would find it."""
    rows = models.Finding.objects.filter(tenant=tenant).exclude(state="settled")
    return {
        (row.scenario, row.case_key): Found(row.case_key, row.money, tuple(sorted(row.evidence.items())))
        for row in rows.iterator()
    }


def waiting(tenant: str) -> Waiting:
    """Cases of a government that wait to be looked at, or could not be."""
    rows = models.Dirty.objects.filter(tenant=tenant).values_list("scenario", "case_key")
    return Waiting(frozenset(rows))


def faults(tenant: str, *, limit: int = 100) -> tuple[Fault, ...]:
    """Cases of a government that could not be looked at."""
    rows = models.Dirty.objects.filter(tenant=tenant).exclude(fault="").order_by("scenario", "case_key")[:limit]
    return tuple(Fault(row.tenant, row.scenario, row.case_key, row.fault) for row in rows)


def day(book: Book | None = None) -> date | None:
    """The day for which findings stand; nothing before the watch was begun, or while another book is at work."""
    clock = models.Clock.objects.filter(pk=1)
    clock = clock.filter(edition=book.digest) if book is not None else clock
    return clock.values_list("day", flat=True).first()


def _read(row: Any) -> Finding | None:
    return _finding(row) if row is not None else None


def _finding(row: Any) -> Finding:
    return Finding(**{name: getattr(row, name) for name in Finding.__struct_fields__})
