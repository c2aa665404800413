"""The published JSON Schema (2020-12) of a declaration: made from the facts, their sentences and their limits."""

import inspect
import typing
from datetime import datetime
from decimal import Decimal
from typing import Any

import msgspec

from clearway.core.facts.basis import Quantity
from clearway.core.facts.declaration import Declaration
from clearway.core.kernel.money import Money
from clearway.formats import limits
from clearway.formats.limits import Limit, Number, Text, bare

DIALECT = "https://json-schema.org/draft/2020-12/schema"
#: Printable text that neither begins nor ends with a blank.
TEXT = r"^[^\s\x00-\x1f\x7f-\x9f]([^\x00-\x1f\x7f-\x9f]*[^\s\x00-\x1f\x7f-\x9f])?$"
ZONED = r"^20[0-9]{2}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}([Zz]|[+-][0-9]{2}:?[0-9]{2})$"
_CLASSES = {"letters": "[A-Za-z]", "capital letters": "[A-Z]", "digits": "[0-9]"}


def schema() -> dict[str, Any]:
    """What a declaration in JSON looks like; every type of fact is a definition of its own."""
    definitions = {fact.__name__: _definition(fact) for fact in limits.facts_of(Declaration)}
    return {"$schema": DIALECT, **definitions.pop("Declaration"), "$defs": definitions}


def _definition(fact: type[msgspec.Struct]) -> dict[str, Any]:
    fields = msgspec.structs.fields(fact)
    described: dict[str, Any] = {
        "title": fact.__name__,
        "description": inspect.cleandoc(fact.__doc__ or ""),
        "type": "object",
        "properties": {field.encode_name: _property(fact, field) for field in fields},
        "additionalProperties": False,
    }
    required = [field.encode_name for field in fields if field.required]
    return {**described, "required": required} if required else described


def _property(fact: type, field: msgspec.structs.FieldInfo) -> dict[str, Any]:
    kind = bare(field.type)
    if typing.get_origin(kind) is tuple:
        items = _value(fact, field.name, typing.get_args(kind)[0])
        return {"type": "array", "items": items, "maxItems": limits.most(fact, field.name)}
    value = _value(fact, field.name, kind)
    return value if field.required else {"anyOf": [value, {"type": "null"}]}


def _value(fact: type, name: str, kind: Any) -> dict[str, Any]:
    if kind in (Money, Quantity):
        number = "amount" if kind is Money else "value"
        own = {number: _number(limits.limit(fact, name))}
        return {"allOf": [{"$ref": f"#/$defs/{kind.__name__}"}, {"properties": own}]}
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return {"$ref": f"#/$defs/{kind.__name__}"}
    limit = limits.limit(fact, name)
    if kind is datetime:
        return {"type": "string", "format": "date-time", "pattern": ZONED}
    if kind is Decimal:
        return _number(limit)
    if kind is int:
        assert isinstance(limit, Number)
        return {"type": "integer", "minimum": 0, "maximum": 10**limit.digits - 1}
    return _text(limit)


def _number(limit: Limit) -> dict[str, Any]:
    """A number is written as text; it may be given as a number."""
    assert isinstance(limit, Number)
    after = rf"(\.[0-9]{{1,{limit.fraction}}})?" if limit.fraction else ""
    whole = limit.digits
    return {"type": ["string", "number"], "pattern": rf"^[0-9]{{1,{whole}}}{after}$", "minimum": 0}


def _text(limit: Limit) -> dict[str, Any]:
    assert isinstance(limit, Text)
    if limit.one_of:
        return {"type": "string", "enum": list(limit.one_of)}
    described: dict[str, Any] = {"type": "string", "minLength": 1, "maxLength": limit.most}
    if limit.only is None:
        return {**described, "pattern": TEXT}
    least = limit.most if limit.exactly else 1
    return {**described, "minLength": least, "pattern": f"^{_CLASSES[limit.alphabet]}+$"}
