"""How declarations use permits up and give them back.

Whoever touches a permit first takes the lock of its number, several numbers in one order. The lock is of the number
and not of a row, so that a declaration which finds no permit, and the agency that issues it, cannot miss each other.
"""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

import msgspec
from django.db import connection, transaction
from django.db.models import F

from clearway.core.facts.declaration import Declaration
from clearway.core.kernel.finding import Finding
from clearway.core.law.lawbook import Law
from clearway.core.permit import Coverage, Draw, Permit, claims, coverage, numbers
from clearway.platform.events import log
from clearway.stations.permits import models
from clearway.stations.permits.events import PermitGivenBack, PermitsAwaited, PermitWrittenOff

#: Who writes where the house acts by itself.
HOUSE = "clearway"
_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('permit/' || number, 0)) FROM unnest(%s::text[]) AS number"


@transaction.atomic
def cover(declaration_id: int, mrn: str, declaration: Declaration, law: Law, at: datetime) -> Coverage:
    """Hold a declaration's permits against its goods and write off what it uses; asked again, nothing happens twice.

    The caller's transaction holds the declaration's lock. Where anything is missing nothing is written off, and what
    was missed is kept, so that whoever issues the permit finds the declaration.
    """
    named = numbers(found) if (found := claims(declaration, law)) else ()
    if not found:
        return Coverage()
    live = _live(declaration_id)
    lock(tuple(sorted({*named, *(one.permit_id for one in live)})))
    coming = coverage(declaration, law, _on_file(named, live))
    if {(one.permit_id, one.unit, one.quantity) for one in live} != {
        (one.permit, one.unit, one.quantity) for one in coming.draws
    }:
        _restore(live, mrn, at)
        _write_off(declaration_id, mrn, coming.draws, at)
    _await(declaration_id, mrn, coming.missing, at)
    return coming


@transaction.atomic
def give_back(declaration_id: int, mrn: str, at: datetime) -> None:
    """What a declaration has used is there again: it was withdrawn, or says something else now."""
    live = _live(declaration_id)
    lock(tuple(sorted({one.permit_id for one in live})))
    _restore(live, mrn, at)
    models.Awaited.objects.filter(declaration_id=declaration_id).delete()


def lock(named: tuple[str, ...]) -> None:
    """Keep others from these permits until the transaction ends, whether or not they are on file yet."""
    if named:
        with connection.cursor() as cursor:
            cursor.execute(_LOCK, [list(named)])


def _live(declaration: int) -> list[models.WriteOff]:
    return list(models.WriteOff.objects.filter(declaration_id=declaration, given_back_at__isnull=True).order_by("id"))


def _on_file(named: tuple[str, ...], live: list[models.WriteOff]) -> dict[str, Permit]:
    """The permits as they would stand if the declaration had not used them yet."""
    used: dict[tuple[str, str], Decimal] = {}
    for one in live:
        used[one.permit_id, one.unit] = used.get((one.permit_id, one.unit), Decimal(0)) + one.quantity
    rows = models.Permit.objects.filter(number__in=named).select_for_update().order_by("number")
    return {row.number: _permit(row, used) for row in rows.prefetch_related("balances")}


def _permit(row: models.Permit, used: dict[tuple[str, str], Decimal]) -> Permit:
    return Permit(
        number=row.number,
        document=row.document,
        agency=row.agency,
        holder=row.holder,
        since=row.since,
        until=row.until,
        status=row.status,
        goods=tuple(row.goods),
        countries=tuple(row.countries),
        left={one.unit: one.left + used.get((row.number, one.unit), Decimal(0)) for one in row.balances.all()},
    )


def _write_off(declaration: int, mrn: str, draws: tuple[Draw, ...], at: datetime) -> None:
    for draw in draws:
        models.Balance.objects.filter(permit_id=draw.permit, unit=draw.unit).update(left=F("left") - draw.quantity)
        models.WriteOff.objects.create(
            permit_id=draw.permit, declaration_id=declaration, mrn=mrn, unit=draw.unit, quantity=draw.quantity, at=at
        )
        event = PermitWrittenOff(mrn=mrn, permit=draw.permit, unit=draw.unit, quantity=_plain(draw.quantity))
        log.record(event, subject=f"declaration/{mrn}", actor=HOUSE, at=at)


def _restore(live: list[models.WriteOff], mrn: str, at: datetime) -> None:
    for one in live:
        models.Balance.objects.filter(permit_id=one.permit_id, unit=one.unit).update(left=F("left") + one.quantity)
        models.WriteOff.objects.filter(id=one.id).update(given_back_at=at)
        event = PermitGivenBack(mrn=mrn, permit=one.permit_id, unit=one.unit, quantity=_plain(one.quantity))
        log.record(event, subject=f"declaration/{mrn}", actor=HOUSE, at=at)


def _await(declaration: int, mrn: str, missing: tuple[Finding, ...], at: datetime) -> None:
    """Keep what is missing, and tell of it where it is not what was missing before."""
    rows = models.Awaited.objects.filter(declaration_id=declaration)
    now = [msgspec.to_builtins(finding) for finding in missing]
    if list(rows.order_by("id").values_list("finding", flat=True)) == now:
        rows.update(asked_at=at)
        return
    rows.delete()
    models.Awaited.objects.bulk_create(
        models.Awaited(
            declaration_id=declaration,
            mrn=mrn,
            number=_number(finding),
            agency=finding.facts["agency"],
            finding=said,
            at=at,
            asked_at=at,
        )
        for finding, said in zip(missing, now, strict=True)
    )
    if missing:
        event = PermitsAwaited(
            mrn=mrn,
            permits=_words(_number(one) for one in missing),
            agencies=_words(one.facts["agency"] for one in missing),
            rules=_words(one.rule for one in missing),
        )
        log.record(event, subject=f"declaration/{mrn}", actor=HOUSE, at=at)


def _plain(quantity: Decimal) -> str:
    return f"{quantity.normalize():f}"


def _number(finding: Finding) -> str:
    return finding.facts.get("permit") or finding.found or ""


def _words(words: Iterable[str]) -> str:
    return " ".join(sorted({word for word in words if word}))
