"""How far sources have delivered, and what was set aside."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

import msgspec
from django.db import connection

from clearway.core.watch import LAW, Table, named
from clearway.core.watch.sides import came
from clearway.core.watch.sources import Cell
from clearway.watch.intake import models, tables
from clearway.watch.intake.batches import Reason

#: What identifies a row of a source, as one text; no column of a source is called so.
ROW_ID: Final = "row_id"


class Standing(msgspec.Struct, frozen=True):
    """How a source stands with a government."""

    source: str
    number: int
    reached: datetime | None
    seen: datetime | None


class Aside(msgspec.Struct, frozen=True):
    """A delivery that was set aside, and why."""

    tenant: str
    source: str
    number: int
    taken_at: datetime
    rows: int
    reasons: tuple[Reason, ...]


def standing(tenant: str, sources: Iterable[str] | None = None) -> tuple[Standing, ...]:
    """How far each source has delivered to a government."""
    rows = models.Mark.objects.filter(tenant=tenant).order_by("source")
    chosen = rows.filter(source__in=list(sources)) if sources is not None else rows
    return tuple(Standing(row.source, row.number, row.reached, row.seen) for row in chosen)


def aside(tenant: str, *, limit: int = 100) -> tuple[Aside, ...]:
    """Deliveries to a government that were set aside and were not yet delivered anew."""
    rows = models.Delivery.objects.filter(tenant=tenant, state="aside").order_by("-taken_at")[:limit]
    return tuple(_aside(row) for row in rows)


def rows_of(tenant: str, table: Table, *, as_came: bool = False) -> list[dict[str, Cell]]:
    """Every row of a source of a government, by linked keys, or as it came with its identity under ``row_id``."""
    names = {one.name: named(one.name) for one in table.columns}
    if as_came:
        names |= {one.name: came(one.name) for one in tables.pointing(table)} | {ROW_ID: ROW_ID}
    columns = ", ".join(names.values())
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {tables.table_name(table.name)} WHERE tenant = %s", [tenant])
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def law_of(tenant: str) -> list[dict[str, Cell]]:
    """The numbers of law that count in a government: its own, where it has set any of them for itself."""
    return rows_of(tenant, LAW) or rows_of("", LAW)


def last_number(tenant: str, source: str) -> int:
    """The number of the last delivery of a source that was taken, 0 where there is none."""
    rows = models.Delivery.objects.filter(tenant=tenant, source=source).order_by("-number")
    return rows.values_list("number", flat=True).first() or 0


def last_change(tenant: str, table: Table) -> int:
    """The number of the last change of a source that is known, 0 where there is none."""
    known = f"SELECT changed FROM {tables.table_name(table.name)} WHERE tenant = %(tenant)s"
    gone = "SELECT changed FROM watch_intake_gone WHERE tenant = %(tenant)s AND source = %(source)s"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT COALESCE(MAX(changed), 0) FROM ({known} UNION ALL {gone}) AS c",
            {"tenant": tenant, "source": table.name},
        )
        return int(cursor.fetchone()[0])


def tenants(*, with_aside: bool = False) -> tuple[str, ...]:
    """The governments that anything was delivered for; also those whose every delivery was set aside."""
    known = set(models.Mark.objects.values_list("tenant", flat=True).distinct())
    if with_aside:
        known |= set(models.Delivery.objects.filter(state="aside").values_list("tenant", flat=True).distinct())
    return tuple(sorted(known))


def _aside(row: models.Delivery) -> Aside:
    reasons = msgspec.convert(row.reasons, tuple[Reason, ...])
    return Aside(row.tenant, row.source, row.number, row.taken_at, row.rows, reasons)
