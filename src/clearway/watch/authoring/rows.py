"""Rows of a fixture as they are typed: the first line names columns, each further line is a row."""

import csv
import io
from collections.abc import Mapping, Sequence

from clearway.core.watch import SourceRefused, Table
from clearway.watch.authoring import errors

MOST_ROWS = 200


def read(typed: str, table: Table) -> list[dict[str, str]]:
    """The rows that were typed for a source; an empty cell is nothing."""
    lines = [line for line in csv.reader(io.StringIO(typed.replace("\0", "")), skipinitialspace=True) if any(line)]
    if len(lines) > MOST_ROWS:
        raise errors.RowsUnfit(found=f"{len(lines)} > {MOST_ROWS}", place=table.name)
    if not lines:
        return []
    names, *rest = ([cell.strip() for cell in line] for line in lines)
    rows = []
    for number, cells in enumerate(rest, start=2):
        if len(cells) != len(names):
            told = f"{table.name} {number}: {len(cells)} / {len(names)}"
            raise errors.RowsUnfit(found=told, place=table.name)
        row = {name: cell for name, cell in zip(names, cells, strict=True) if cell}
        try:
            table.read(row)
        except SourceRefused as error:
            told = ", ".join((f"{table.name} {number}", error.found, *error.allowed[:1]))
            raise errors.RowsUnfit(found=told, place=table.name) from None
        rows.append(row)
    return rows


def written(rows: Sequence[Mapping[str, str | None]], table: Table) -> str:
    """Rows as somebody would type them; without rows the names of the columns alone."""
    known = [one.name for one in table.columns]
    names = [name for name in known if any(row.get(name) is not None for row in rows)] if rows else known
    made = io.StringIO()
    lines = csv.writer(made, lineterminator="\n")
    lines.writerow(names)
    lines.writerows([row.get(name) or "" for name in names] for row in rows)
    return made.getvalue()
