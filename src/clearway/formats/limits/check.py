"""Whether facts that were read keep the limits, each place that does not named by our path."""

import typing
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any

import msgspec

from clearway.core.facts.declaration import Declaration
from clearway.formats.limits import proof, table
from clearway.formats.limits.kinds import Limit, Text, Wrong
from clearway.formats.limits.types import MEASURED, bare

Where = tuple[str | int, ...]
Check = Callable[[Any, Where, list["Broken"]], None]

EMPTY = Wrong("FMT-016", "This says nothing.", "at least one value, or leaving it out")


class Broken(msgspec.Struct, frozen=True):
    """One fact that breaks a limit: its path in our words, what was found there, and why it is refused."""

    path: str
    found: str
    wrong: Wrong


def broken(declaration: Declaration) -> list[Broken]:
    """Every fact of a declaration that is larger, or of another form, than any format could carry."""
    return [] if proof.is_kept(proof.written(declaration)) else searched(declaration)


def searched(declaration: Declaration) -> list[Broken]:
    """The same, found by looking at every field of every fact."""
    found: list[Broken] = []
    _CHECKS[Declaration](declaration, (), found)
    return found


def _report(value: object, where: Where, wrong: Wrong, found: list[Broken]) -> None:
    found.append(Broken("/".join(map(str, where)), shown(str(value)), wrong))


def shown(text: str) -> str:
    """What was found, short enough to be shown, without what could disturb a page or a database."""
    start = text[:80]
    start = start if start.isprintable() else "".join(c if c.isprintable() else "\ufffd" for c in start)
    return start if len(text) <= 80 else f"{start[:79]}…"


def _leaf(limit: Limit) -> Check:
    refuse: Callable[[Any], Wrong | None] = limit.wrong

    def check(value: Any, where: Where, found: list[Broken]) -> None:
        wrong = refuse(value)
        if wrong is not None:
            _report(value, where, wrong, found)

    return check


def _measured(limit: Limit, number: str, unit: str, unit_limit: Limit) -> Check:
    """Money or a quantity: the number by the fact it stands for, the currency or unit by its own type."""
    check_number, check_unit = _leaf(limit), _leaf(unit_limit)

    def check(value: Any, where: Where, found: list[Broken]) -> None:
        check_number(getattr(value, number), (*where, number), found)
        if getattr(value, unit) is not None:
            check_unit(getattr(value, unit), (*where, unit), found)

    return check


def _entries(entry: Check, most: int) -> Check:
    too_many = Wrong("FMT-003", "More than {most} entries.", "at most {most} entries", {"most": str(most)})

    def check(values: Any, where: Where, found: list[Broken]) -> None:
        if len(values) > most:
            _report(len(values), where, too_many, found)
            return
        for position, value in enumerate(values, start=1):
            entry(value, (*where, position), found)

    return check


def _said(fact: type[msgspec.Struct], inner: Check) -> Check:
    """A fact that stands alone says something; only in a list may an empty one keep its place."""
    nothing = None if fact.__struct_fields__ and _required(fact) else fact()

    def check(value: Any, where: Where, found: list[Broken]) -> None:
        if value == nothing:
            _report("{}", where, EMPTY, found)
            return
        inner(value, where, found)

    return check


def _required(fact: type[msgspec.Struct]) -> bool:
    return any(field.required for field in msgspec.structs.fields(fact))


def _fact(fact: type[msgspec.Struct]) -> Check:
    """Most fields are plain texts that keep their limit: they are looked at here, the rest one by one."""
    fields = msgspec.structs.fields(fact)
    texts = [(field.name, _plain_text(fact, field), _field(fact, field)) for field in fields if _is_text(fact, field)]
    others = [(field.name, _field(fact, field)) for field in fields if not _is_text(fact, field)]

    def check(value: Any, where: Where, found: list[Broken]) -> None:
        for name, most, careful in texts:
            text = getattr(value, name)
            if text is None:
                continue
            if text and len(text) <= most and text.isprintable() and text[0] != " " and text[-1] != " ":
                continue
            careful(text, (*where, name), found)
        for name, inner in others:
            part = getattr(value, name)
            if part is not None and part != ():
                inner(part, (*where, name), found)

    return check


def _is_text(fact: type, field: msgspec.structs.FieldInfo) -> bool:
    return bare(field.type) is str and fact not in MEASURED


def _plain_text(fact: type, field: msgspec.structs.FieldInfo) -> int:
    limit = table.limit(fact, field.name)
    return limit.most if isinstance(limit, Text) and limit.is_plain else 0


def _field(fact: type, field: msgspec.structs.FieldInfo) -> Check:
    kind = bare(field.type)
    if typing.get_origin(kind) is tuple:
        inner = typing.get_args(kind)[0]
        return _entries(_value(fact, field.name, inner), table.most(fact, field.name))
    check = _value(fact, field.name, kind)
    return _said(kind, check) if kind in _CHECKS else check


def _value(fact: type, name: str, kind: Any) -> Check:
    if kind in MEASURED:
        number, unit = MEASURED[kind]
        return _measured(table.limit(fact, name), number, unit, table.limit(kind, unit))
    if kind in (str, int, Decimal, datetime):
        return _leaf(table.limit(fact, name))
    if kind not in _CHECKS:
        _CHECKS[kind] = _fact(kind)
    return _CHECKS[kind]


_CHECKS: dict[type, Check] = {}
_CHECKS[Declaration] = _fact(Declaration)
