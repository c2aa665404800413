"""The linkage report: of each column that points to another source, how many rows found their partners, and how."""

from collections.abc import Mapping, Sequence
from typing import Final, TypeVar

import msgspec
from django.db import connection

from clearway.core.watch import Column, Sources, Table, named, sides
from clearway.core.watch.languages import Words
from clearway.core.watch.linking import HOWS, How, points
from clearway.watch.intake import public as intake

_T = TypeVar("_T")
#: So many rows are shown of each way in which partners were found or not.
SHOWN: Final = 3
#: Nothing is found by these, and somebody has to look.
UNFOUND: Final[tuple[How, ...]] = ("ambiguous", "none")
_COUNTED: Final = """
SELECT '{source}', '{column}', {how}, COUNT(*) FROM {table} WHERE tenant = %(tenant)s AND {how} IS NOT NULL GROUP BY 3
"""
_EXAMPLES: Final = """
SELECT '{source}', '{column}', how, row_id, came, key FROM (
    SELECT {how} AS how, row_id, {came} AS came, {key} AS key,
        row_number() OVER (PARTITION BY {how} ORDER BY row_id) AS place
    FROM {table} WHERE tenant = %(tenant)s AND {how} <> 'direct') AS o
WHERE place <= %(shown)s
"""
_CHANGES: Final = """
SELECT numbers, kind, COUNT(*) FROM watch_sources.key_changes WHERE tenant = %s GROUP BY 1, 2 ORDER BY 1, 2
"""


class Example(msgspec.Struct, frozen=True):
    """A row: what identifies it, the key it came with, and the one it is linked by, where one is."""

    row: str
    came: str
    key: str | None


class Pointing(msgspec.Struct, frozen=True):
    """A column that points to other sources: how many of its rows found their partners, and how.

    ``silent`` are the sources it points to that have delivered nothing yet.
    """

    source: str
    title: Words
    system: str
    column: str
    meaning: str
    refers: tuple[str, ...]
    found: Mapping[How, int]
    examples: Mapping[How, tuple[Example, ...]]
    silent: tuple[str, ...]

    @property
    def rows(self) -> int:
        """How many rows point to something."""
        return sum(self.found.values())

    @property
    def unfound(self) -> int:
        """How many of them have found no partner, or several that it could be."""
        return sum(self.found.get(how, 0) for how in UNFOUND)


class Told(msgspec.Struct, frozen=True):
    """Changes of keys of a source that were delivered; idle where no column points to the source."""

    numbers: str
    kind: str
    count: int
    is_idle: bool


class Report(msgspec.Struct, frozen=True):
    """How the rows of one government are linked."""

    tenant: str
    columns: tuple[Pointing, ...]
    changes: tuple[Told, ...]

    def count(self, how: How) -> int:
        """How many rows of all columns were found in a way."""
        return sum(one.found.get(how, 0) for one in self.columns)


def report(tenant: str, sources: Sources) -> Report:
    """How many rows of a government found their partners; columns with most rows that did not come first."""
    pointing = [(table, one) for table in sources.tables.values() for one in table.columns if points(one, table.name)]
    delivered = {one.source for one in intake.standing(tenant) if one.seen}
    found: dict[tuple[str, str], dict[How, int]] = {}
    examples: dict[tuple[str, str], dict[How, list[Example]]] = {}
    with connection.cursor() as cursor:
        if pointing:
            cursor.execute(_of_all(_COUNTED, pointing), {"tenant": tenant})
            for source, column, how, count in cursor.fetchall():
                found.setdefault((source, column), {})[how] = count
            cursor.execute(_of_all(_EXAMPLES, pointing), {"tenant": tenant, "shown": SHOWN})
            for source, column, how, row_id, came, key in cursor.fetchall():
                known = examples.setdefault((source, column), {}).setdefault(how, [])
                known.append(Example(row_id.replace("\x1f", " · "), came, key))
        cursor.execute(_CHANGES, [tenant])
        changes = cursor.fetchall()
    columns = [
        Pointing(
            table.name, table.title, table.system, one.name, one.meaning, one.refers,
            _in_order(found.get((table.name, one.name), {})),
            {how: tuple(some) for how, some in _in_order(examples.get((table.name, one.name), {})).items()},
            tuple(name for name in one.refers if name not in delivered),
        )
        for table, one in pointing
    ]  # fmt: skip
    referred = {name for _, one in pointing for name in one.refers}
    return Report(
        tenant,
        tuple(sorted(columns, key=lambda one: (-one.unfound, -one.rows, one.source, one.column))),
        tuple(Told(numbers, kind, count, numbers not in referred) for numbers, kind, count in changes),
    )


def _of_all(statement: str, pointing: Sequence[tuple[Table, Column]]) -> str:
    """One statement about every column."""
    return " UNION ALL ".join(
        statement.format(
            source=table.name, column=one.name, table=intake.table_name(table.name), key=named(one.name),
            how=sides.how(one.name), came=sides.came(one.name),
        )
        for table, one in pointing
    )  # fmt: skip


def _in_order(by_how: Mapping[How, _T]) -> dict[How, _T]:
    return {how: by_how[how] for how in HOWS if how in by_how}
