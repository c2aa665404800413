"""Links made from scratch, over everything at once: what links that follow deliveries must come to."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import cast

import msgspec

from clearway.core.watch import KEY_CHANGES, Column, Sources
from clearway.core.watch.linking import KeyChange, Lineage, Link, Register, link, own, points
from clearway.core.watch.names import form_of
from clearway.core.watch.sources import WHOLE, Cell
from clearway.watch.backtest.duck import Duck
from tests.watch.changes import Changes, Row

_SAID = {"numbers": "numbers", "kind": "kind", "old": "old_key", "new": "new_key", "since": "from_on"}


def linked(rows: Mapping[str, list[Row]], sources: Sources) -> dict[str, list[dict[str, tuple[Cell, str | None]]]]:
    """Rows of every source, each cell with how it was found where it points somewhere."""
    told = [
        msgspec.convert({name: one[column] for name, column in _SAID.items()}, KeyChange)
        for one in rows.get(KEY_CHANGES.name, ())
    ]
    registers = {
        name: _register(name, rows.get(name, []), told, sources)
        for table in sources.tables.values()
        for column in table.columns
        for name in column.refers
    }
    found: dict[str, list[dict[str, tuple[Cell, str | None]]]] = {}
    for name, table in sources.tables.items():
        found[name] = [
            {one.name: _cell(name, one, row, registers) for one in table.columns} for row in rows.get(name, ())
        ]
    return found


def on_duck(rows: Mapping[str, list[Row]], sources: Sources) -> dict[str, list[dict[str, Cell]]]:
    """Rows of every source as a full run over a folder reads them, in their order."""
    tables = {
        name: msgspec.structs.replace(table, columns=(*table.columns, Column("row_id", WHOLE)))
        for name, table in sources.tables.items()
    }
    found = {}
    with Duck(()) as duck:
        for name, table in tables.items():
            duck.take(table, [{**row, "row_id": place} for place, row in enumerate(rows.get(name, ()))])
        duck.link(Sources(tables), tables)
        for name in tables:
            read = duck.connection.execute(f'SELECT * FROM "{name}" ORDER BY row_id').fetchall()
            names = [one.name for one in sources.table(name).columns]
            found[name] = [dict(zip(names, row, strict=False)) for row in read]
    return found


def _register(name: str, rows: Iterable[Row], told: Iterable[KeyChange], sources: Sources) -> Register:
    table = sources.table(name)
    key = table.column(table.row[0])
    lineage = Lineage(one for one in told if one.numbers == name)
    held = [own(str(row[key.name]), _day(key, row), lineage).key for row in rows]
    alike: dict[str, list[str]] = {}
    for row in rows:
        alike.setdefault(form_of(str(row[key.name]), key.written), []).append(str(row[key.name]))
    alike.pop("", None)
    return Register(lineage, {one for one in held if one}, key.written, alike)


def _cell(source: str, column: Column, row: Row, registers: Mapping[str, Register]) -> tuple[Cell, str | None]:
    came = row[column.name]
    if not column.refers or not came:
        return came, None
    seen = [registers[name] for name in column.refers]
    day = _day(column, row)
    found: Link = link(str(came), day, seen) if points(column, source) else own(str(came), day, seen[0].lineage)
    return found.key, found.how


def _day(column: Column, row: Row) -> date | None:
    return cast("date | None", row[column.day]) if column.day else None


class LinkedChanges(Changes):
    """Changes whose rows are linked from scratch before a full run reads them."""

    def now(self) -> dict[str, list[Row]]:
        """The rows as they came and are now, by source."""
        rows: dict[str, list[Row]] = {}
        for (source, _), (_, cells) in self.truth.items():
            if cells is not None:
                rows.setdefault(source, []).append(cells)
        return rows

    def rows(self, source: str) -> list[Row]:
        """Linked, where the full run reads them as they came otherwise."""
        found = linked(self.now(), self.town.book.sources)[source]
        return [{name: cell for name, (cell, _) in row.items()} for row in found]
