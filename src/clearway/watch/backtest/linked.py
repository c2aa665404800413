"""Whole tables go by linked keys: on DuckDB, where they lie as they came, with the links that deliveries would give.

What a register simply holds is joined away where the tables lie. Only keys that were changed, or that are written
otherwise, are decided one by one, by the decision that PostgreSQL's rows go by. A register that is not there holds
nothing.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

import duckdb
import pyarrow as pa

from clearway.core.watch import KEY_CHANGES, Column, SourceRefused, Sources, Table, named
from clearway.core.watch.linking import KeyChange, Lineage, Register, link, own, points
from clearway.core.watch.names import form_of
from clearway.core.watch.sources import Written

_KEYS: Final = pa.schema([("key", pa.string())])
_FORMS: Final = pa.schema([("key", pa.string()), ("form", pa.string())])
_LINKS: Final = pa.schema([("came", pa.string()), ("day", pa.date32()), ("key", pa.string())])
#: Tables of ours, which nothing of a pack is called.
_ASKED, _CHANGED, _AGAIN, _UNHELD = '"keys asked"', '"keys changed"', '"keys used again"', '"keys unheld"'
_IS_ASCII: Final = "strlen(key) = length(key)"
#: The plain form of a number in ASCII.
_PLAIN: Final = "regexp_replace(lower(key), '[^a-z0-9]', '', 'g')"

#: A key as it came, its day, and the key by which it is linked.
Pair = tuple[str, date | None, str | None]
#: The keys of registers by their plain forms.
Alike = Mapping[str, Mapping[str, list[str]]]


def needed(sources: Sources, names: Iterable[str]) -> frozenset[str]:
    """What links of sources rest on: the registers that they point to, and changes of keys."""
    registers = {one for name in names for column in sources.table(name).columns for one in column.refers}
    return frozenset({*registers, KEY_CHANGES.name})


def link_all(connection: duckdb.DuckDBPyConnection, sources: Sources, names: Iterable[str]) -> frozenset[str]:
    """Give linked keys to sources that lie there as they came; those in which any key is another now."""
    keys = _Keys(connection, sources)
    found: dict[str, dict[str, list[Pair]]] = {}
    for name in names:
        try:
            columns = {one.name: keys.pairs(name, one) for one in sources.table(name).columns if one.refers}
        except duckdb.Error as error:
            raise SourceRefused("WAT-067", found=f"{name}: {str(error).splitlines()[0][:200]}") from None
        found[name] = {column: pairs for column, pairs in columns.items() if pairs}
    # Registers are read as they came until every link is found.
    for name, links in found.items():
        if links:
            _put(connection, sources.table(name), links)
    return frozenset(name for name, links in found.items() if links)


def moved(connection: duckdb.DuckDBPyConnection, source: str, column: str, row: str) -> dict[str, str | None]:
    """The keys of a column that are others than they came, by a column that tells rows apart and is not linked."""
    shown = "SELECT table_name FROM information_schema.tables WHERE table_name = ?"
    if not connection.execute(shown, [_came(source)]).fetchall():
        return {}
    asked = (
        f"SELECT a.{named(row)}, a.{named(column)} FROM {named(source)} AS a JOIN {named(_came(source))} AS b"
        f" ON b.{named(row)} = a.{named(row)} WHERE a.{named(column)} IS DISTINCT FROM b.{named(column)}"
    )
    return dict(connection.execute(asked).fetchall())


def _came(source: str) -> str:
    """What a source is called as it came."""
    return f"{source} as it came"


def _put(connection: duckdb.DuckDBPyConnection, table: Table, links: Mapping[str, list[Pair]]) -> None:
    """A view with linked keys stands in the place of a source."""
    came = named(_came(table.name))
    shown = "SELECT table_type FROM information_schema.tables WHERE table_name = ?"
    (kind,) = connection.execute(shown, [table.name]).fetchall()[0]
    connection.execute(f"ALTER {'VIEW' if kind == 'VIEW' else 'TABLE'} {named(table.name)} RENAME TO {came}")
    columns, joins = [], ""
    for column in table.columns:
        cell = f"t.{named(column.name)}"
        if column.name not in links:
            columns.append(cell)
            continue
        side = named(f"links of {table.name} {column.name}")
        _lay(connection, side, _LINKS, links[column.name])
        day = f" AND {side}.day IS NOT DISTINCT FROM t.{named(column.day)}" if column.day else ""
        joins += f" LEFT JOIN {side} ON {side}.came = {cell}{day}"
        columns.append(f"CASE WHEN {side}.came IS NULL THEN {cell} ELSE {side}.key END AS {named(column.name)}")
    selected = f"SELECT {', '.join(columns)} FROM {came} AS t{joins}"
    connection.execute(f"CREATE VIEW {named(table.name)} AS {selected}")


def _lay(
    connection: duckdb.DuckDBPyConnection, name: str, schema: pa.Schema, rows: Iterable[tuple[Any, ...]]
) -> None:
    """Rows of ours as a table beside the sources."""
    given = list(rows)
    columns = zip(*given, strict=True) if given else ([] for _ in schema)
    arrays = [pa.array(column, one.type) for column, one in zip(columns, schema, strict=True)]
    connection.register("rows laid", pa.table(arrays, schema=schema))
    connection.execute(f'CREATE OR REPLACE TEMPORARY TABLE {name} AS SELECT * FROM "rows laid"')
    connection.unregister("rows laid")


class _Keys:
    """The keys of whole tables, and what is told of their changes."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, sources: Sources) -> None:
        self._connection = connection
        self._sources = sources
        shown = connection.execute("SELECT table_name FROM information_schema.tables").fetchall()
        self._there = frozenset(row[0] for row in shown)
        self._told: dict[str, list[KeyChange]] = {}
        for one in self._read():
            self._told.setdefault(one.numbers, []).append(one)
        self._lineages = {name: Lineage(some) for name, some in self._told.items()}

    def pairs(self, source: str, column: Column) -> list[Pair]:
        """The keys of a column that are linked by others."""
        found: Iterable[Pair]
        if points(column, source):
            changed = self._unheld(source, column)
            alike, like = self._alike(column)
            asked = self._asked(source, column, changed | like)
            registers = [self._register(name, asked, alike.get(name, {})) for name in column.refers if asked]
            found = ((key, day, link(key, day, registers).key) for key, day in asked)
        else:
            lineage = self._lineage(source)
            asked = self._asked(source, column, self._again((source,)))
            found = ((key, day, own(key, day, lineage).key) for key, day in asked)
        return [one for one in found if one[0] != one[2]]

    def _read(self) -> Iterator[KeyChange]:
        if KEY_CHANGES.name in self._there:
            names = [one.name for one in KEY_CHANGES.columns]
            asked = f"SELECT {', '.join(names)} FROM {KEY_CHANGES.name}"
            for row in self._connection.execute(asked).fetchall():
                said: dict[str, Any] = KEY_CHANGES.read(dict(zip(names, row, strict=True)))
                yield KeyChange(said["numbers"], said["kind"], said["old_key"], said["new_key"], said["from_on"])

    def _lineage(self, register: str) -> Lineage:
        return self._lineages.get(register) or Lineage()

    def _written(self, register: str) -> Written:
        table = self._sources.table(register)
        return table.column(table.row[0]).written

    def _asked(self, source: str, column: Column, keys: Collection[str]) -> list[tuple[str, date | None]]:
        """Which of these keys stand in a column, and on which days."""
        if not keys:
            return []
        _lay(self._connection, _ASKED, _KEYS, ((key,) for key in keys))
        day = named(column.day) if column.day else "NULL"
        return self._connection.execute(
            f"SELECT DISTINCT {named(column.name)}, {day} FROM {named(source)}"
            f" WHERE {named(column.name)} IN (SELECT key FROM {_ASKED})"
        ).fetchall()

    def _unheld(self, source: str, column: Column) -> set[str]:
        """Lay down the keys of a column that no register simply holds; those of them that have changed.

        Where none of its registers' keys may be written in several ways, only these are laid down.
        """
        told = [one for name in column.refers for one in self._told.get(name, ())]
        _lay(self._connection, _CHANGED, _KEYS, ((key,) for one in told for key in (one.old, one.new)))
        _lay(self._connection, _AGAIN, _KEYS, ((key,) for key in self._again(column.refers)))
        key, is_changed = named(column.name), f"{named(column.name)} IN (SELECT key FROM {_CHANGED})"
        if not told and not self._several(column):
            self._connection.execute(f"CREATE OR REPLACE TEMPORARY TABLE {_UNHELD} (key VARCHAR)")
            return set()
        held = [
            f"NOT EXISTS (SELECT 1 FROM {named(one)} AS r WHERE r.{self._key(one)} = t.{key})"
            for one in column.refers
            if one in self._there
        ]
        unheld = f"({' AND '.join(held) or 'TRUE'} OR {key} IN (SELECT key FROM {_AGAIN}))"
        among = "TRUE" if self._several(column) else is_changed
        self._connection.execute(
            f"CREATE OR REPLACE TEMPORARY TABLE {_UNHELD} AS SELECT DISTINCT {key} AS key FROM {named(source)} AS t"
            f" WHERE {key} <> '' AND {among} AND {unheld}"
        )
        asked = f"SELECT key FROM {_UNHELD} WHERE key IN (SELECT key FROM {_CHANGED})"
        return {row[0] for row in self._connection.execute(asked).fetchall()}

    def _several(self, column: Column) -> list[str]:
        """The registers of a column whose keys may be written in several ways."""
        return [one for one in column.refers if one in self._there and self._written(one)]

    def _again(self, registers: Iterable[str]) -> set[str]:
        """The keys of registers that were used again."""
        return {one.old for name in registers for one in self._told.get(name, ()) if one.kind == "re-use"}

    def _alike(self, column: Column) -> tuple[Alike, set[str]]:
        """The keys of registers that are like those which were laid down, by their plain forms; and these."""
        alike: dict[str, dict[str, list[str]]] = {}
        like: set[str] = set()
        for name in self._several(column):
            alike[name] = {}
            for one, form, other in self._matched(name):
                like.add(one)
                alike[name].setdefault(form, []).append(other)
        return alike, like

    def _matched(self, register: str) -> list[tuple[str, str, str]]:
        """Keys that were laid down, with their plain form and a key of a register that has the same."""
        kind = self._written(register)
        if self._connection.execute(f"SELECT COUNT(*) FROM {_UNHELD}").fetchall() == [(0,)]:
            return []
        self._form('"forms unheld"', _UNHELD, "key", kind)
        self._form('"forms held"', named(register), self._key(register), kind)
        return self._connection.execute(
            'SELECT DISTINCT u.key, u.form, h.key FROM "forms unheld" AS u JOIN "forms held" AS h ON h.form = u.form'
            " WHERE u.form <> ''"
        ).fetchall()

    def _form(self, name: str, place: str, key: str, kind: Written) -> None:
        """The plain forms of keys; those that the engine can make itself are not brought here."""
        keys = f"(SELECT {key} AS key FROM {place} WHERE {key} IS NOT NULL)"
        ours = f"NOT ({_IS_ASCII})" if kind == "number" else "TRUE"
        brought = self._connection.execute(f"SELECT key FROM {keys} WHERE {ours}").fetchall()
        _lay(self._connection, name, _FORMS, ((one, form_of(one, kind)) for (one,) in brought))
        self._connection.execute(f"INSERT INTO {name} SELECT key, {_PLAIN} FROM {keys} WHERE NOT ({ours})")

    def _register(
        self, name: str, asked: Iterable[tuple[str, date | None]], alike: Mapping[str, list[str]]
    ) -> Register:
        """A register as rows with these keys see it."""
        lineage = self._lineage(name)
        if name not in self._there:
            return Register(lineage, (), self._written(name))
        keys = {key for key, _ in asked} | {one for some in alike.values() for one in some}
        if name in self._told:
            things = {thing for key, day in asked if (thing := lineage.thing(key, day)) is not None}
            keys |= {other.key for thing in things for other, _, _ in lineage.others(thing)}
        table = self._sources.table(name)
        held = self._asked(name, table.column(table.row[0]), keys)
        holds = {own(key, day, lineage).key for key, day in held} - {None}
        return Register(lineage, holds, self._written(name), alike)

    def _key(self, register: str) -> str:
        return named(self._sources.table(register).row[0])
