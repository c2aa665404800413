"""Deliveries as they come: checked whole before anything of them counts."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any, Final, Literal

import msgspec

from clearway.core.watch import SourceRefused, Sources, Table
from clearway.core.watch.sources import Cell, cell_text

#: So many reasons are kept of a delivery that is set aside.
MOST_REASONS: Final = 20
MOST_ROWS: Final = 100_000


class Change(msgspec.Struct, frozen=True):
    """A row as it is since a change, or what identified it before it was deleted.

    Change numbers rise with every change of a source; a later one wins, in whatever order they come.
    """

    op: Literal["upsert", "delete"]
    changed: int
    row: Mapping[str, Any]


class Batch(msgspec.Struct, frozen=True):
    """Changes of one source for one government; up to ``watermark`` it has told everything with this batch."""

    tenant: str
    source: str
    number: int
    watermark: datetime
    changes: Sequence[Change]

    def digest(self) -> str:
        """The fingerprint of the content; the same batch that comes again has the same."""
        told = [[one.op, one.changed, {key: _plain(value) for key, value in one.row.items()}] for one in self.changes]
        return sha256(msgspec.json.encode([self.watermark.isoformat(), told], order="sorted")).hexdigest()


class Checked(msgspec.Struct, frozen=True):
    """A change that fits its table."""

    row_id: str
    changed: int
    is_gone: bool
    cells: dict[str, Cell]


def checked(batch: Batch, sources: Sources) -> tuple[list[Checked], list[str]]:
    """The latest change of each row, and every reason why the batch cannot be applied."""
    try:
        table = sources.table(batch.source)
    except SourceRefused as error:
        return [], [str(error)]
    if not batch.tenant or batch.number < 1 or batch.watermark.tzinfo is None or len(batch.changes) > MOST_ROWS:
        return [], [str(SourceRefused("WAT-063", found=f"{batch.tenant}/{batch.source}/{batch.number}"))]
    latest: dict[str, Checked] = {}
    reasons: list[str] = []
    for number, change in enumerate(batch.changes, start=1):
        try:
            _keep(latest, _check(change, table))
        except SourceRefused as error:
            reasons.append(f"row {number}: {error}")
        if len(reasons) >= MOST_REASONS:
            break
    return list(latest.values()), reasons


def _check(change: Change, table: Table) -> Checked:
    if change.op not in ("upsert", "delete") or not 0 <= change.changed < 2**63:
        raise SourceRefused("WAT-063", found=f"{change.op} {change.changed}", allowed=("upsert or delete, from 0",))
    if change.op == "upsert":
        cells = table.read(change.row)
        return Checked(table.identity(cells), change.changed, is_gone=False, cells=cells)
    named = {name: change.row.get(name) for name in table.row}
    cells = table.read(named)
    return Checked(table.identity(cells), change.changed, is_gone=True, cells={})


def _keep(latest: dict[str, Checked], one: Checked) -> None:
    known = latest.get(one.row_id)
    if known is not None and known.changed == one.changed and known != one:
        raise SourceRefused("WAT-065", found=f"{one.changed}", allowed=("a number of its own for each change",))
    if known is None or known.changed < one.changed:
        latest[one.row_id] = one


def _plain(value: Any) -> str | None:
    return None if value is None else value if isinstance(value, str) else cell_text(value)
