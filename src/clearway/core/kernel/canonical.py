"""The same facts are always the same bytes, so that a hash of them can be quoted for years.

The form is the JSON Canonicalization Scheme of RFC 8785 without its floating-point part: members sorted,
no white space, UTF-8, no escape that JSON does not demand. Members are sorted by code point, which differs
from RFC 8785 only for names outside the Basic Multilingual Plane; none of ours are.

Decimals are strings in plain notation with the scale they were given: 1.50 and 1.5 are different statements
of a trader. Instants are RFC 3339 in UTC. Floats, naive times and numbers that are not finite are refused.
"""

import re
from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache
from hashlib import sha256
from typing import Any

import msgspec
from msgspec import inspect

_ENCODER = msgspec.json.Encoder(order="sorted")
_DECODER = msgspec.json.Decoder(float_hook=Decimal)

_UNDECLARED = (inspect.AnyType, inspect.FloatType, inspect.CustomType, inspect.RawType, inspect.ExtType)
_EXPONENT = re.compile(rb"E[+-]\d")
_CLOCK_WITHOUT_Z = re.compile(rb"T\d\d:\d\d:\d\d(?:\.\d++)?+(?!Z)")

Container = dict[Any, Any] | list[Any]


class NotCanonical(ValueError):
    """The value has no canonical form; give exact numbers, zoned times and text for names."""


def encode(value: object) -> bytes:
    """Equal facts give equal bytes, whoever wrote them and whenever."""
    try:
        if _is_declared(value):
            encoded = _ENCODER.encode(value)
            if not _needs_a_closer_look(encoded):
                return encoded
        return _ENCODER.encode(_exact(value))
    except (TypeError, UnicodeEncodeError, RecursionError) as error:
        raise NotCanonical(str(error)) from error


def decode(data: bytes) -> object:
    """Bytes are read only if they are the one canonical spelling of their value."""
    try:
        value = _DECODER.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise NotCanonical(str(error)) from error
    # A Decimal read here was a bare fraction in the text; it comes back as a string, so the bytes differ.
    if encode(value) != data:
        raise NotCanonical("the text is JSON, but not in canonical form")
    return value


def digest(value: object) -> bytes:
    """The SHA-256 of the canonical form stands for the facts."""
    return sha256(encode(value)).digest()


def digest_text(value: object) -> str:
    """A fingerprint of facts as it is printed in records and letters: sha256: and 64 hexadecimal digits."""
    return f"sha256:{sha256(encode(value)).hexdigest()}"


def _needs_a_closer_look(encoded: bytes) -> bool:
    """Rare spellings that might be a Decimal or a time not yet in canonical form.

    Text that only looks like one takes the slow way too and comes out unchanged.
    """
    return (
        b"NaN" in encoded
        or b"Infinity" in encoded
        or _EXPONENT.search(encoded) is not None
        or _CLOCK_WITHOUT_Z.search(encoded) is not None
    )


def _is_declared(value: object) -> bool:
    """A struct, or several in a tuple, none of whose fields could hold what has no canonical form."""
    if type(value) is tuple:
        return all(isinstance(one, msgspec.Struct) and _is_exact_by_declaration(type(one)) for one in value)
    return isinstance(value, msgspec.Struct) and _is_exact_by_declaration(type(value))


@lru_cache(maxsize=1024)
def _is_exact_by_declaration(kind: type[msgspec.Struct]) -> bool:
    """No field of the type, however deep, may hold a float or a value of undeclared type."""
    return not _reaches_undeclared(inspect.type_info(kind), set())


def _reaches_undeclared(node: object, seen: set[type]) -> bool:
    if isinstance(node, _UNDECLARED):
        return True
    if isinstance(node, inspect.StructType | inspect.DataclassType | inspect.TypedDictType):
        if node.cls in seen:
            return False
        seen.add(node.cls)
        return any(_reaches_undeclared(field.type, seen) for field in node.fields)
    if isinstance(node, inspect.NamedTupleType):
        return any(_reaches_undeclared(field.type, seen) for field in node.fields)
    return any(_reaches_undeclared(part, seen) for part in _parts(node))


def _parts(node: object) -> tuple[object, ...]:
    if isinstance(node, inspect.DictType):
        return (node.key_type, node.value_type)
    if isinstance(node, inspect.UnionType):
        return node.types
    if isinstance(node, inspect.TupleType):
        return node.item_types
    if isinstance(node, inspect.CollectionType):
        return (node.item_type,)
    return ()


def _exact(value: object) -> object:
    plain = msgspec.to_builtins([value], builtin_types=(Decimal, datetime), order="deterministic")
    _settle(plain)
    return plain[0]


def _settle(container: Container) -> None:
    """Numbers and times are brought to their one spelling, in place: the container is our own copy."""
    members = container.items() if isinstance(container, dict) else enumerate(container)
    for key, member in members:
        kind = type(member)
        if kind is str or kind is int:
            continue
        if kind is dict or kind is list:
            _settle(member)
        elif kind is tuple:
            container[key] = list(member)
            _settle(container[key])
        else:
            container[key] = _settled(member)


def _settled(member: object) -> object:
    if isinstance(member, Decimal):
        if not member.is_finite():
            raise NotCanonical(f"{member} is not a number that can be written down")
        return format(member, "f")
    if isinstance(member, datetime):
        if member.tzinfo is None:
            raise NotCanonical(f"{member.isoformat()} has no time zone")
        return member.astimezone(UTC)
    if isinstance(member, float):
        raise NotCanonical(f"{member!r} is a float; give a Decimal")
    if member is None or isinstance(member, str | int):
        return member
    raise NotCanonical(f"{type(member).__name__} has no canonical form")
