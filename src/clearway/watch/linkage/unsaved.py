"""Rows that are not saved yet are linked as they would be once they are; rows that are there stay as they are linked.

Registers that are asked about along with them count. Changes of keys that are asked about move nothing yet.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import cast

import msgspec

from clearway.core.watch import Column, Sources
from clearway.core.watch.linking import KeyChange, Lineage, Register, link, own, points
from clearway.core.watch.names import form_of
from clearway.core.watch.sources import Cell
from clearway.watch.intake.public import Checked
from clearway.watch.linkage import knowing
from clearway.watch.linkage.knowing import Answer, Ask, Question

Rows = Mapping[str, Sequence[Checked]]


class Unsaved:
    """Rows of a government whose keys are not linked yet, and what has to be asked for that."""

    def __init__(self, tenant: str, rows: Rows, sources: Sources) -> None:
        """Nothing is asked where nothing points anywhere."""
        self._tenant, self._rows, self._sources = tenant, rows, sources
        found = [one for source in rows for one in self._cells(source)]
        self._keys = {str(key) for _, key in found}
        self._names = {name for column, _ in found for name in column.refers}

    def questions(self) -> tuple[Question, ...]:
        """What can be asked at once; it is enough where no key has changed."""
        if not self._keys:
            return ()
        return (
            knowing.of_changes(self._tenant, self._names, self._keys),
            knowing.of_held(self._tenant, self._names, self._keys, self._sources, alike=self._keys),
        )

    def linked(self, answers: Sequence[Answer], ask: Ask) -> Rows:
        """The rows by the keys by which they would be linked; more is asked where some of them have changed."""
        if not answers:
            return self._rows
        changes, held = frozenset(KeyChange(*row) for row in answers[0]), answers[1]
        if changes:
            changes = knowing.changes_of(self._tenant, self._names, self._keys, ask=ask)
            keys = self._keys | knowing.keys_of(changes)
            held = ask(knowing.of_held(self._tenant, self._names, keys, self._sources, alike=self._keys))
        registers = {name: self._register(name, changes, held) for name in self._names}
        return {source: [self._row(source, one, registers) for one in some] for source, some in self._rows.items()}

    def _cells(self, source: str) -> Iterator[tuple[Column, Cell]]:
        for column in self._sources.table(source).columns:
            if column.refers:
                for one in self._rows[source]:
                    if not one.is_gone and one.cells[column.name]:
                        yield column, one.cells[column.name]

    def _register(self, name: str, changes: frozenset[KeyChange], held: Answer) -> Register:
        """A register as it would be with its rows that are asked about."""
        table, asked = self._sources.table(name), {one.row_id: one for one in self._rows.get(name, ())}
        key = table.column(table.row[0])
        lineage = Lineage(one for one in changes if one.numbers == name)
        kept = [row for row in held if row[0] == name and row[1] not in asked]
        for came, one in asked.items():
            if not one.is_gone:
                to = own(came, _day(key, one), lineage)
                kept.append((name, came, to.key, form_of(came, key.written) if key.written else None))
        return knowing.register(table, changes, kept)

    def _row(self, source: str, one: Checked, registers: Mapping[str, Register]) -> Checked:
        cells = dict(one.cells)
        for column in self._sources.table(source).columns:
            came = one.cells.get(column.name)
            if column.refers and came:
                seen, day = [registers[name] for name in column.refers], _day(column, one)
                to = link(str(came), day, seen) if points(column, source) else own(str(came), day, seen[0].lineage)
                cells[column.name] = to.key
        return msgspec.structs.replace(one, cells=cells)


def _day(column: Column, one: Checked) -> date | None:
    return cast("date | None", one.cells[column.day]) if column.day else None
