"""Links follow deliveries: whatever a row's link rests on has changed, it is looked for again, and cases are told."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Final

import msgspec
from django.db import connection

from clearway.core.watch import KEY_CHANGES, Column, Sources, Table, named, sides
from clearway.core.watch.linking import link, own, points
from clearway.core.watch.names import form_of
from clearway.watch.intake import public as intake
from clearway.watch.intake.public import Touched
from clearway.watch.linkage.knowing import changes_of, keys_of, registers_for, written

_PUT: Final = """
UPDATE {table} AS t SET {column} = g.key, {how} = g.how, {form} = g.form
FROM jsonb_to_recordset(%(rows)s::jsonb) AS g(row_id VARCHAR, key VARCHAR, how VARCHAR, form VARCHAR)
WHERE t.tenant = %(tenant)s AND t.row_id = g.row_id
RETURNING {values}
"""
_LOCK: Final = "SELECT pg_advisory_xact_lock(hashtext('clearway watch linkage'), hashtext(%s))"


class Moved(msgspec.Struct, frozen=True):
    """Rows of a source that are linked by another key than before, with the values they had and have."""

    source: str
    touched: Touched


class _Row(msgspec.Struct, frozen=True):
    """A key as it came, and how it is linked until now."""

    row_id: str
    came: str | None
    day: date | None
    key: str | None
    how: str | None
    form: str | None


class _Place(msgspec.Struct, frozen=True):
    """A column whose keys are linked, and which of its rows are looked at again."""

    table: Table
    column: Column
    rows: str

    @property
    def is_own(self) -> bool:
        """Whether it is a register's own key."""
        return not points(self.column, self.table.name)

    def asked(self) -> str:
        """The statement that gives the rows."""
        name, day = self.column.name, f"{named(self.column.day)}" if self.column.day else "NULL::date"
        return (
            f"SELECT row_id, {sides.came(name)}, {day}, {named(name)}, {sides.how(name)}, {sides.form(name)}"
            f" FROM {intake.table_name(self.table.name)} WHERE tenant = %(tenant)s AND {self.rows}"
        )


def takes_part(source: str, sources: Sources) -> bool:
    """Whether links rest on what a source delivers."""
    return source == KEY_CHANGES.name or any(one.refers for one in sources.table(source).columns)


def hold(tenant: str, source: str, sources: Sources) -> None:
    """Nobody else links rows of the government until this is done: two at once would miss each other's rows."""
    if source in sources.tables and takes_part(source, sources):
        with connection.cursor() as cursor:
            cursor.execute(_LOCK, [tenant])


def follow(tenant: str, source: str, touched: Touched, sources: Sources) -> tuple[Moved, ...]:
    """Link anew whatever rests on what a delivery has changed; what is linked otherwise than before."""
    if not touched.ids or not takes_part(source, sources):
        return ()
    given: dict[str, Any] = {"tenant": tenant, "ids": list(touched.ids)}
    referred = {name for _, one in _columns(sources) for name in one.refers}
    places: list[_Place] = []
    if source == KEY_CHANGES.name:
        registers = touched.values["numbers"] & referred
        keys: Collection[str] = touched.values["old_key"] | touched.values["new_key"]
    else:
        table = sources.table(source)
        places += (_Place(table, one, "row_id = ANY(%(ids)s)") for one in table.columns if one.refers)
        registers = frozenset({source} & referred)
        keys = touched.ids
    if registers:
        reached = {*keys, *keys_of(changes_of(tenant, registers, keys))}
        given["keys"] = sorted(reached)
        for kind in {written(sources.table(name)) for name in registers} - {""}:
            given[f"forms_{kind}"] = sorted({form_of(key, kind) for key in reached} - {""})
        places += _resting(registers, source, sources)
    return _linked(places, given, sources)


def begin(sources: Sources) -> None:
    """Link every row that nobody has looked at yet, of every government."""
    for table, column in _columns(sources):
        with connection.cursor() as cursor:
            unlooked = f"{sides.how(column.name)} IS NULL AND {sides.came(column.name)} IS NOT NULL"
            cursor.execute(f"SELECT DISTINCT tenant FROM {intake.table_name(table.name)} WHERE {unlooked}")
            tenants = sorted(row[0] for row in cursor.fetchall())
        for tenant in tenants:
            _linked([_Place(table, column, unlooked)], {"tenant": tenant}, sources)


def _columns(sources: Sources) -> list[tuple[Table, Column]]:
    """Every column whose keys are linked; first those of registers, on which the others rest."""
    every = [(table, one) for table in sources.tables.values() for one in table.columns if one.refers]
    return sorted(every, key=lambda pair: points(pair[1], pair[0].name))


def _resting(registers: Collection[str], source: str, sources: Sources) -> Iterator[_Place]:
    """Columns whose links rest on these registers, kept to the keys that are concerned."""
    for table, column in _columns(sources):
        concerned = registers & set(column.refers)
        if concerned and points(column, table.name):
            forms = {written(sources.table(name)) for name in concerned} - {""}
            alike = "".join(f" OR {sides.form(column.name)} = ANY(%(forms_{kind})s)" for kind in sorted(forms))
            yield _Place(table, column, f"({sides.came(column.name)} = ANY(%(keys)s){alike})")
        elif concerned and source == KEY_CHANGES.name:
            yield _Place(table, column, "row_id = ANY(%(keys)s)")


def _linked(places: Iterable[_Place], given: dict[str, Any], sources: Sources) -> tuple[Moved, ...]:
    moved = []
    for place in sorted(places, key=lambda one: not one.is_own):
        with connection.cursor() as cursor:
            cursor.execute(place.asked(), given)
            rows = [_Row(*row) for row in cursor.fetchall()]
        if rows:
            moved += _put(given["tenant"], place, rows, sources)
    return tuple(moved)


def _put(tenant: str, place: _Place, rows: Sequence[_Row], sources: Sources) -> Iterator[Moved]:
    """Write the links that differ from what they were."""
    links = zip(rows, _found(tenant, place, rows, sources), strict=True)
    changed = [(row, to) for row, to in links if (row.key, row.how, row.form) != (to.key, to.how, to.form)]
    if not changed:
        return
    name, columns = place.column.name, place.table.columns
    statement = _PUT.format(
        table=intake.table_name(place.table.name), column=named(name), how=sides.how(name), form=sides.form(name),
        values=", ".join(["t.row_id", *(f"t.{named(one.name)}::varchar" for one in columns)]),
    )  # fmt: skip
    said = msgspec.json.encode([to for _, to in changed]).decode()
    with connection.cursor() as cursor:
        cursor.execute(statement, {"tenant": tenant, "rows": said})
        put = {row[0]: row[1:] for row in cursor.fetchall()}
    before = {row.row_id: row.key for row, to in changed if row.key != to.key}
    if before:
        values = {one.name: {put[row_id][at] for row_id in before} for at, one in enumerate(columns)}
        values[name] |= set(before.values())
        told = {column: frozenset(one for one in some if one is not None) for column, some in values.items()}
        yield Moved(place.table.name, Touched(len(before), told, tuple(before)))


def _found(tenant: str, place: _Place, rows: Sequence[_Row], sources: Sources) -> Iterator[_Row]:
    """The rows as they are to be linked."""
    keys = {row.came for row in rows if row.came}
    registers = registers_for(tenant, place.column.refers, keys, sources)
    seen = [registers[name] for name in place.column.refers if keys]
    kind = next((one.written for one in seen if one.written), "")
    for row in rows:
        if not row.came:
            yield msgspec.structs.replace(row, key=row.came, how=None, form=None)
            continue
        to = own(row.came, row.day, seen[0].lineage) if place.is_own else link(row.came, row.day, seen)
        form = form_of(row.came, kind) or None if kind else None
        yield msgspec.structs.replace(row, key=to.key, how=to.how, form=form)
