"""Whether facts that were read keep the limits, each place that does not named by our path."""

import types
import typing
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any

import msgspec

from clearway.core.facts.basis import Quantity
from clearway.core.facts.declaration import Declaration
from clearway.core.kernel.money import Money
from clearway.formats.limits import table
from clearway.formats.limits.kinds import Limit, Wrong

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
    found: list[Broken] = []
    _CHECKS[Declaration](declaration, (), found)
    return found


def _report(value: object, where: Where, wrong: Wrong, found: list[Broken]) -> None:
    found.append(Broken("/".join(map(str, where)), str(value)[:80], wrong))


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
    fields = [(field.name, _field(fact, field)) for field in msgspec.structs.fields(fact)]

    def check(value: Any, where: Where, found: list[Broken]) -> None:
        for name, inner in fields:
            part = getattr(value, name)
            if part is not None and part != ():
                inner(part, (*where, name), found)

    return check


def _field(fact: type, field: msgspec.structs.FieldInfo) -> Check:
    kind = bare(field.type)
    if typing.get_origin(kind) is tuple:
        inner = typing.get_args(kind)[0]
        return _entries(_value(fact, field.name, inner), table.most(fact, field.name))
    check = _value(fact, field.name, kind)
    return _said(kind, check) if kind in _CHECKS else check


def _value(fact: type, name: str, kind: Any) -> Check:
    if kind is Money:
        return _measured(table.limit(fact, name), "amount", "currency", table.limit(Money, "currency"))
    if kind is Quantity:
        return _measured(table.limit(fact, name), "value", "unit", table.limit(Quantity, "unit"))
    if kind in (str, int, Decimal, datetime):
        return _leaf(table.limit(fact, name))
    if kind not in _CHECKS:
        _CHECKS[kind] = _fact(kind)
    return _CHECKS[kind]


def bare(annotation: Any) -> Any:
    """The type of a field without its ``None``."""
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        return next(kind for kind in typing.get_args(annotation) if kind is not types.NoneType)
    return annotation


_CHECKS: dict[type, Check] = {}
_CHECKS[Declaration] = _fact(Declaration)
