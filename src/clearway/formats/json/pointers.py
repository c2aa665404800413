"""Our paths as JSON pointers, and back: ``goods_shipment/items/2/net_mass`` is ``/goodsShipment/items/1/netMass``."""

import typing
from typing import Any

import msgspec

from clearway.core.facts.declaration import Declaration
from clearway.formats.limits import bare


def pointer(path: str) -> str:
    """The JSON pointer of one of our paths; a path that ends beyond the facts gives its nearest place above."""
    steps: list[str] = []
    kind: Any = Declaration
    for name in path.split("/") if path else []:
        if typing.get_origin(kind) is tuple:
            if not name.isdecimal():
                break
            steps.append(str(max(0, int(name) - 1)))
            kind = typing.get_args(kind)[0]
            continue
        field = _field(kind, name)
        if field is None:
            break
        steps.append(field.encode_name)
        kind = bare(field.type)
    return "".join(f"/{step}" for step in steps)


def path(pointer: str) -> str:
    """Our path of a JSON pointer; names that are no fact of ours stand as they were given."""
    steps: list[str] = []
    kind: Any = Declaration
    for name in pointer.split("/")[1:]:
        name = name.replace("~1", "/").replace("~0", "~")
        if typing.get_origin(kind) is tuple and name.isdecimal():
            steps.append(str(int(name) + 1))
            kind = typing.get_args(kind)[0]
            continue
        field = _encoded(kind, name)
        steps.append(field.name if field else name)
        kind = bare(field.type) if field else None
    return "/".join(steps)


def escaped(name: str) -> str:
    """A name as one step of a JSON pointer (RFC 6901)."""
    return name.replace("~", "~0").replace("/", "~1")


def _field(kind: Any, name: str) -> msgspec.structs.FieldInfo | None:
    return next((field for field in _fields(kind) if field.name == name), None)


def _encoded(kind: Any, name: str) -> msgspec.structs.FieldInfo | None:
    return next((field for field in _fields(kind) if field.encode_name == name), None)


def _fields(kind: Any) -> tuple[msgspec.structs.FieldInfo, ...]:
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return msgspec.structs.fields(kind)
    return ()
