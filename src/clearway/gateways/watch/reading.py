"""Batches as systems write them: JSON lines or CSV; a line that cannot be read is named, never skipped."""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

import msgspec

from clearway.watch.intake.public import MOST_ROWS, Change, Reason

Read = tuple[list[Change], tuple[Reason, ...]]

_PLAIN: Final = re.compile(r"-?\d{1,38}\.\d{1,38}")
_WHOLE: Final = re.compile(r"\d{1,18}")
_ODD: Final = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
_OPS: Final = ("upsert", "delete")
#: So many lines that cannot be read are named.
_MOST_NAMED: Final = 20


def json_lines(content: bytes) -> Read:
    """A change a line: ``{"op": "upsert", "changed": 1, "row": {…}}``; amounts as texts or exact numbers."""
    changes: list[Change] = []
    unread: list[Reason] = []
    number = 0
    for line in content.splitlines():
        if not line.strip():
            continue
        number += 1
        try:
            changes.append(_DECODER.decode(line))
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, ValueError) as error:
            unread.append(_unread(error, number))
        if len(unread) >= _MOST_NAMED or number > MOST_ROWS:
            break
    return changes, tuple(unread)


def table(content: bytes) -> Read:
    """A change a line below ``op,changed,<columns>``; an empty cell is not known."""
    try:
        rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
        return _table(rows)
    except UnicodeDecodeError as error:
        return [], (_unread(error, 0),)


def _table(rows: Iterator[list[str]]) -> Read:
    header = next(rows, [])
    if header[:2] != ["op", "changed"] or len(set(header)) != len(header):
        found = _plain(",".join(header))
        return [], (Reason("WAT-063", found, allowed=("op,changed, and each column of the source once",)),)
    changes: list[Change] = []
    unread: list[Reason] = []
    number = 0
    while len(unread) < _MOST_NAMED and number <= MOST_ROWS:
        number += 1
        try:
            cells = next(rows, None)
        except csv.Error as error:
            unread.append(_unread(error, number))
            break
        if cells is None:
            break
        one = _line(dict(zip(header, cells, strict=False)), len(cells) - len(header), number)
        changes.append(one) if isinstance(one, Change) else unread.append(one)
    return changes, tuple(unread)


def _line(cells: dict[str, str], surplus: int, number: int) -> Change | Reason:
    if surplus:
        return Reason("WAT-063", f"{surplus:+} cells", number, allowed=("as many as the first line has",))
    op, changed = cells.pop("op"), cells.pop("changed")
    if op not in _OPS:
        return Reason("WAT-063", _plain(op), number, "op", _OPS)
    if not _WHOLE.fullmatch(changed):
        return Reason("WAT-063", _plain(changed), number, "changed", ("a whole number from 0",))
    row = {name: cell or None for name, cell in cells.items()}
    return Change("upsert" if op == "upsert" else "delete", int(changed), row)


def exact(said: str) -> Any:
    """A number with a point as it was written, never by halves; one with an exponent fits no column."""
    return Decimal(said) if _PLAIN.fullmatch(said) else _Inexact(said)


class _Inexact:
    """A number that no column keeps."""

    def __init__(self, said: str) -> None:
        self.said = said

    def __str__(self) -> str:
        return self.said


_DECODER: Final = msgspec.json.Decoder(Change, float_hook=exact)

#: How a batch is read, by the media type it comes in.
READERS: Final[Mapping[str, Callable[[bytes], Read]]] = {"application/x-ndjson": json_lines, "text/csv": table}
KINDS: Final[Sequence[str]] = tuple(READERS)


def _unread(error: Exception, number: int) -> Reason:
    what, _, at = _plain(str(error)).partition(" - at `")
    allowed = ("a line as {op, changed, row}",) if number else ("a text in UTF-8",)
    return Reason("WAT-063", what, number, at.strip("`"), allowed)


def _plain(text: str) -> str:
    return _ODD.sub("?", text)[:200]
