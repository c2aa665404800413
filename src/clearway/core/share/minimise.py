"""No more than was asked: at the holder's edge a record becomes what was granted of it, and is gone."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

import msgspec

from clearway.core.law.information import Field, FieldType, InformationKind, Predicate

#: A holder's record, by field; what the holder does not know is absent.
Record = dict[str, Any]


class BoundMissing(ValueError):
    """{name} is judged against a bound that the question must name: a {type}."""

    code = "SHR-201"

    def __init__(self, name: str, type_: str) -> None:
        super().__init__(name, type_)
        self.name, self.type = name, type_


def minimised(
    kind: InformationKind, names: Iterable[str], record: Record, *, on: date, bounds: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """What is shown of a record: each name that was granted, and nothing else; what is not known is ``None``.

    ``on`` is the day that answers hold for, ``bounds`` what the question names for predicates without a bound of
    their own. ``BoundMissing`` where one is missing or cannot be read.
    """
    shown: dict[str, Any] = {}
    for name in sorted(set(names)):
        if name in kind.predicates:
            shown[name] = _answer(kind, kind.predicates[name], record, on, (bounds or {}).get(name, ""))
        elif name in kind.fields:
            shown[name] = read(kind.fields[name], record.get(name))
    return shown


def read(field: Field, value: Any) -> Any:
    """A holder's value as its field's type; what cannot be read as one is not known."""
    if value is None or value == "":
        return None
    try:
        return _READERS[field.type](value)
    except (ValueError, InvalidOperation):
        return None


def bounds_of(kind: InformationKind, names: Iterable[str], asked: Mapping[str, str]) -> dict[str, Any]:
    """What each answer is held against, known before anybody is asked; ``None`` where it is held against nothing.

    ``BoundMissing`` where a bound is missing or cannot be read.
    """
    return {
        name: _bound(kind, kind.predicates[name], asked.get(name, ""))
        for name in sorted(set(names))
        if name in kind.predicates
    }


def _answer(kind: InformationKind, predicate: Predicate, record: Record, on: date, asked: str) -> bool | str | None:
    known, bound = read(kind.fields[predicate.field], record.get(predicate.field)), _bound(kind, predicate, asked)
    if predicate.comparison == "is-set":
        return known is not None
    if known is None:
        return None
    if predicate.comparison == "on-day":
        ends = read(kind.fields[predicate.until], record.get(predicate.until)) if predicate.until else None
        day = bound or on
        return bool(known <= day and (ends is None or day <= ends))
    if predicate.comparison == "band":
        return _band(predicate.bands, Decimal(known))
    if predicate.comparison == "years-at-least":
        return _birthday(known, int(bound)) <= on
    return _COMPARED[predicate.comparison](known, bound)


def _bound(kind: InformationKind, predicate: Predicate, asked: str) -> Any:
    """What the field is held against: the catalogue's bound, which no question can change, else the question's."""
    if predicate.comparison in _UNBOUND or (predicate.comparison == "on-day" and not asked):
        return None
    field = kind.fields[predicate.field]
    field = msgspec.structs.replace(field, type=_BOUND_TYPES.get(predicate.comparison, field.type))
    found = read(field, predicate.bound or asked)
    if found is None:
        raise BoundMissing(predicate.name, field.type)
    return found


def _band(bands: tuple[Decimal, ...], value: Decimal) -> str:
    """The range a value lies in, as ``from … to``; its upper end is the next range's lower."""
    place = bisect_right(bands, value)
    low = f"{bands[place - 1]:f}" if place else ""
    high = f"{bands[place]:f}" if place < len(bands) else ""
    return f"{low} … {high}".strip()


def _birthday(born: date, years: int) -> date:
    """The day on which so many years are full; who was born on a leap day comes of age on 1 March."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)


def _flag(value: Any) -> bool:
    if value in (True, "true", "1", 1):
        return True
    if value in (False, "false", "0", 0):
        return False
    raise ValueError(value)


_READERS: dict[str, Callable[[Any], Any]] = {
    "text": str,
    "date": lambda value: value if isinstance(value, date) else date.fromisoformat(str(value)),
    "amount": lambda value: _finite(Decimal(str(value))),
    "number": lambda value: _finite(Decimal(str(value))),
    "flag": _flag,
}
#: What these are held against is of a type of its own, or there is nothing.
_BOUND_TYPES: dict[str, FieldType] = {"on-day": "date", "years-at-least": "number"}
_UNBOUND = frozenset({"is-set", "band"})
_COMPARED: dict[str, Callable[[Any, Any], bool]] = {
    "at-least": lambda known, bound: bool(known >= bound),
    "at-most": lambda known, bound: bool(known <= bound),
    "equals": lambda known, bound: bool(known == bound),
}


def _finite(value: Decimal) -> Decimal:
    if not value.is_finite():
        raise ValueError(value)
    return value
