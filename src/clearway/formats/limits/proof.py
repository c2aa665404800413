"""A cheap proof that facts keep every limit, for the many declarations of which nothing is wrong.

The facts are written as JSON and read again as *bounded* types, made from the table of limits: lengths, alphabets and
numbers are compared by the decoder, blanks and control characters are looked for in the whole text at once. What
passes keeps every limit. What does not may keep them still: it is looked at field by field (``check``), which also
says what is wrong and where.
"""

import typing
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from clearway.core.facts.declaration import Declaration
from clearway.formats.limits import table
from clearway.formats.limits.kinds import FIRST_YEAR, LAST_YEAR, Limit, Number, Text
from clearway.formats.limits.types import MEASURED, bare

#: The first and the last year may be another one in UTC, so that they are left to the careful look.
_INSTANT = (
    rf"\A{FIRST_YEAR // 100}(?!{FIRST_YEAR % 100:02}|{LAST_YEAR % 100:02})[^.]*(?:Z|[+-][0-9]{{2}}:[0-9]{{2}})\Z"
)

_ENCODER = msgspec.json.Encoder()


def written(declaration: Declaration) -> bytes:
    """The facts as one text of JSON without a blank between its signs; nothing where they cannot be written."""
    try:
        return _ENCODER.encode(declaration)
    except (ValueError, OverflowError):
        return b""


def is_kept(written: bytes) -> bool:
    """Whether facts, as ``written``, surely keep every limit."""
    if b"\\" in written or b"\x7f" in written or not (written.isascii() or written.decode().isprintable()):
        return False
    if b'" ' in written or b' "' in written or b"{}" in written:
        return False
    try:
        _DECODER.decode(written)
    except msgspec.DecodeError:
        return False
    return True


def _bounded(fact: type[msgspec.Struct], known: dict[type, Any]) -> Any:
    """A type of fact once more, its fields bounded."""
    if fact not in known:
        fields = [
            (field.name, _field(fact, field, known), msgspec.field(name=field.encode_name, default=None))
            for field in msgspec.structs.fields(fact)
        ]
        known[fact] = msgspec.defstruct(fact.__name__, fields, kw_only=True, gc=False)
    return known[fact]


def _field(fact: type[msgspec.Struct], field: msgspec.structs.FieldInfo, known: dict[type, Any]) -> Any:
    kind = bare(field.type)
    if typing.get_origin(kind) is not tuple:
        return _value(fact, field.name, kind, known)
    entry: Any = _value(fact, field.name, typing.get_args(kind)[0], known)
    return Annotated[tuple[entry, ...], Meta(max_length=table.most(fact, field.name))]


def _value(fact: type, name: str, kind: Any, known: dict[type, Any]) -> Any:
    if kind in MEASURED:
        return _measured(kind, table.limit(fact, name))
    if kind in (str, int, Decimal, datetime):
        return _leaf(kind, table.limit(fact, name))
    return _bounded(kind, known)


def _measured(kind: type, limit: Limit) -> Any:
    """Money or a quantity: the number is bounded by the fact it stands for."""
    number, unit = MEASURED[kind]
    fields: list[Any] = [(number, _leaf(Decimal, limit)), (unit, _leaf(str, table.limit(kind, unit)), None)]
    return msgspec.defstruct(kind.__name__, fields, gc=False)


def _leaf(kind: type, limit: Limit) -> Any:
    if isinstance(limit, Text):
        return _text(limit)
    if not isinstance(limit, Number):
        return Annotated[str, Meta(pattern=_INSTANT)]
    if kind is int:
        return Annotated[int, Meta(ge=0, le=10**limit.digits - 1)]
    return Annotated[str, Meta(pattern=limit.plain.pattern)]


def _text(limit: Text) -> Any:
    if limit.one_of:
        return Literal[limit.one_of]
    least = limit.most if limit.exactly else 1
    pattern = rf"\A{limit.only.pattern}" if limit.only is not None else None
    return Annotated[str, Meta(min_length=least, max_length=limit.most, pattern=pattern)]


_DECODER = msgspec.json.Decoder(_bounded(Declaration, {}))
