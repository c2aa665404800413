"""What facts are made of: the types below a type, and a field's type without its ``None``."""

import types
import typing
from typing import Any

import msgspec

from clearway.core.facts.basis import Quantity
from clearway.core.kernel.money import Money

#: Facts that are a number of something: the fields that hold the number, and what it is a number of.
MEASURED: dict[type, tuple[str, str]] = {Money: ("amount", "currency"), Quantity: ("value", "unit")}


def bare(annotation: Any) -> Any:
    """The type of a field without its ``None``."""
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        return next(kind for kind in typing.get_args(annotation) if kind is not types.NoneType)
    return annotation


def facts_of(kind: type[msgspec.Struct]) -> tuple[type[msgspec.Struct], ...]:
    """A type of fact and every type of fact it is made of."""
    found: dict[type[msgspec.Struct], None] = {kind: None}
    waiting = [kind]
    while waiting:
        for field in msgspec.structs.fields(waiting.pop()):
            inner = bare(field.type)
            inner = typing.get_args(inner)[0] if typing.get_origin(inner) is tuple else inner
            if isinstance(inner, type) and issubclass(inner, msgspec.Struct) and inner not in found:
                found[inner] = None
                waiting.append(inner)
    return tuple(found)
