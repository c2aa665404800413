"""Deliveries as they come: checked whole before anything of them counts."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any, Final, Literal

import msgspec

from clearway.core.watch import REFUSALS, SourceRefused, Sources, Table
from clearway.core.watch.sources import Cell, cell_text

#: So many reasons are kept of a delivery that is set aside.
MOST_REASONS: Final = 20
MOST_ROWS: Final = 100_000
#: What identifies a row stands in an index, which holds no more bytes.
MOST_BYTES: Final = 2_000


class Reason(msgspec.Struct, frozen=True, omit_defaults=True):
    """Why a delivery cannot be applied: the row of it and the column, what was found, and what would pass.

    ``row`` counts the changes from 1; 0 is the delivery as a whole.
    """

    code: str
    found: str
    row: int = 0
    column: str = ""
    allowed: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """What is wrong, in words."""
        return REFUSALS[self.code]

    def __str__(self) -> str:
        refused = SourceRefused(self.code, found=self.found, allowed=self.allowed, place=self.column)
        return f"row {self.row}: {refused}" if self.row else str(refused)


class Change(msgspec.Struct, frozen=True):
    """A row as it is since a change, or what identified it before it was deleted.

    Change numbers rise with every change of a source; a later one wins, in whatever order they come.
    """

    op: Literal["upsert", "delete"]
    changed: int
    row: Mapping[str, Any]


class Batch(msgspec.Struct, frozen=True):
    """Changes of one source for one government; up to ``watermark`` it has told everything with this batch.

    ``until`` is how far its changes go where more of them are still to come.
    """

    tenant: str
    source: str
    number: int
    watermark: datetime
    changes: Sequence[Change]
    #: What of it could not be read at all.
    unread: tuple[Reason, ...] = ()
    until: datetime | None = None

    @property
    def latest(self) -> datetime:
        """The latest instant that any of its changes may be of."""
        return max(self.watermark, self.until or self.watermark)

    def digest(self) -> str:
        """The fingerprint of the content; the same batch that comes again has the same."""
        told = [[one.op, one.changed, {key: _plain(value) for key, value in one.row.items()}] for one in self.changes]
        said = [self.watermark.isoformat(), told, *self.unread, *([self.until.isoformat()] if self.until else ())]
        return sha256(msgspec.json.encode(said, order="sorted")).hexdigest()


class Checked(msgspec.Struct, frozen=True):
    """A change that fits its table."""

    row_id: str
    changed: int
    is_gone: bool
    cells: dict[str, Cell]


def reason(error: SourceRefused, row: int = 0) -> Reason:
    """A refusal as a reason."""
    return Reason(error.code, error.found, row, error.place, error.allowed)


def checked(batch: Batch, sources: Sources) -> tuple[list[Checked], list[Reason]]:
    """The latest change of each row, and every reason why the batch cannot be applied."""
    try:
        table = sources.table(batch.source)
    except SourceRefused as error:
        return [], [reason(error)]
    if is_odd := odd(batch):
        return [], [reason(is_odd)]
    latest: dict[str, Checked] = {}
    reasons = list(batch.unread)
    for number, change in enumerate(batch.changes, start=1):
        if len(reasons) >= MOST_REASONS:
            break
        try:
            _keep(latest, _check(change, table))
        except SourceRefused as error:
            reasons.append(reason(error, number))
    return list(latest.values()), sorted(reasons, key=lambda one: one.row)[:MOST_REASONS]


def checked_rows(
    rows: Sequence[tuple[str, str, Mapping[str, Any]]], sources: Sources
) -> tuple[dict[str, list[Checked]], tuple[Reason, ...]]:
    """Rows of several sources with what is done to them: the last word on each row, and every reason against."""
    latest: dict[str, dict[str, Checked]] = {}
    reasons: list[Reason] = []
    for number, (source, op, cells) in enumerate(rows, start=1):
        try:
            one = _check(Change(op, number, cells), sources.table(source))  # type: ignore[arg-type] - it is checked.
            latest.setdefault(source, {})[one.row_id] = one
        except SourceRefused as error:
            reasons.append(reason(error, number))
    return {source: list(known.values()) for source, known in latest.items()}, tuple(reasons[:MOST_REASONS])


def odd(batch: Batch) -> SourceRefused | None:
    """What a batch lacks as a whole."""
    instants = [one for one in (batch.watermark, batch.until) if one is not None]
    if not batch.tenant or not 0 < batch.number < _MOST_NUMBER or any(one.tzinfo is None for one in instants):
        found = f"{batch.tenant}/{batch.source}/{batch.number}"
        return SourceRefused("WAT-063", found=found, allowed=("a number from 1, a watermark with its zone",))
    if len(batch.changes) > MOST_ROWS:
        return SourceRefused("WAT-063", found=f"{len(batch.changes)} rows", allowed=(f"up to {MOST_ROWS}",))
    return None


_MOST_NUMBER: Final = 2**63


def _check(change: Change, table: Table) -> Checked:
    if change.op not in ("upsert", "delete") or not 0 <= change.changed < _MOST_NUMBER:
        raise SourceRefused("WAT-063", found=f"{change.op} {change.changed}", allowed=("upsert or delete, from 0",))
    is_gone = change.op == "delete"
    said = {name: change.row.get(name) for name in table.row} if is_gone else change.row
    cells = table.read(said, is_gone=is_gone)
    identity = table.identity(cells)
    if len(identity.encode()) > MOST_BYTES:
        found = f"{len(identity.encode())} bytes of {', '.join(table.row)}"
        raise SourceRefused("WAT-062", found=found, allowed=(f"up to {MOST_BYTES}",), place=table.row[0])
    return Checked(identity, change.changed, is_gone=is_gone, cells={} if is_gone else cells)


def _keep(latest: dict[str, Checked], one: Checked) -> None:
    known = latest.get(one.row_id)
    if known is not None and known.changed == one.changed and known != one:
        raise SourceRefused("WAT-065", found=f"{one.changed}", allowed=("a number of its own for each change",))
    if known is None or known.changed < one.changed:
        latest[one.row_id] = one


def _plain(value: Any) -> str | None:
    return None if value is None else value if isinstance(value, str) else cell_text(value)
