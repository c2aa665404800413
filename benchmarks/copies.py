"""Records by the million: the rows of every fixture under other names; cases of different copies never meet."""

from collections.abc import Iterator, Mapping
from typing import Any

from clearway.core.watch import Table, named
from clearway.core.watch.sources import TEXT
from clearway.watch.rulebook.reading import Book


class Copies:
    """The rows of every fixture under other names, as often as wanted: cases of different copies never meet."""

    def __init__(self, book: Book) -> None:
        self.book = book
        cards = [one.card for one in book.scenarios]
        #: Sources that lead to a case; the others are tables of classes, which do not grow with a town.
        self.keyed = {source for card in cards for source in card.keys}
        texts = " ".join(one.query.text for one in book.scenarios)
        names = {column for card in cards for column in card.keys.values()}
        names |= {column for table in book.sources.tables.values() for column in table.row}
        self.cases = [case for one in book.scenarios for case in book.cases[one.card.id]]
        named_by = self._naming(names)
        self.renamed = {
            source: frozenset(
                one.name
                for one in table.columns
                if one.type == TEXT
                and (one.name in names or (source, one.name) in named_by)
                and not self._is_code(source, one.name, texts)
            )
            for source, table in book.sources.tables.items()
        }

    def _naming(self, names: set[str]) -> set[tuple[str, str]]:
        """Columns of sources that grow with a town whose cells name what a key of the same case names."""
        found = set()
        for case in self.cases:
            rows = [(source, row) for source, told in case.rows.items() if source in self.keyed for row in told]
            known = {row[name] for _, row in rows for name in names & row.keys() if isinstance(row[name], str)}
            found |= {(source, name) for source, row in rows for name, cell in row.items() if cell in known}
        return found

    def _is_code(self, source: str, column: str, texts: str) -> bool:
        """Whether a scenario names values of the column: such a value means the same in every copy."""
        values = {row.get(column) for case in self.cases for row in case.rows.get(source, ())}
        return any(f"'{value}'" in texts for value in values if value)

    def row(self, source: str, row: Mapping[str, Any], ending: str) -> dict[str, Any]:
        """A row of a copy."""
        return {
            name: f"{cell}{ending}" if cell is not None and name in self.renamed[source] else cell
            for name, cell in row.items()
        }

    def copied(self, table: Table) -> dict[str, str]:
        """What the columns of copy ``n`` of a case's rows hold, as SQL."""
        renamed = self.renamed[table.name]
        return {
            one.name: f"{named(one.name)} || '-' || clearway_case || '-' || n"
            if one.name in renamed
            else named(one.name)
            for one in table.columns
        }

    def sources(self) -> Iterator[tuple[Table, list[tuple[int, Mapping[str, Any]]]]]:
        """Each source with the rows of its fixtures and the number of their case."""
        for name, table in sorted(self.book.sources.tables.items()):
            rows = [(number, row) for number, case in enumerate(self.cases) for row in case.rows.get(name, ())]
            if rows:
                yield table, rows
