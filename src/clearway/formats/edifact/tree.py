"""Facts as nested names and values, while they are being read or written.

A fact becomes a dictionary of what it says; a list becomes a dictionary from positions, counted from 1. A fact that
says nothing is ``EMPTY`` when written, so that even its presence can be carried.
"""

import types
import typing
from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, NamedTuple, TypeVar

import msgspec

from clearway.formats.edifact.values import DECIMAL, INSTANT, TEXT, WHOLE, Reading

Steps = tuple[str | int, ...]
Tree = dict[Any, Any]
F = TypeVar("F", bound=msgspec.Struct)
#: Told where a fact lacks what it cannot be without, or a list lacks an entry.
Missing = Callable[[Steps], None]


class Nothing(Enum):
    """A fact is there, but says nothing."""

    EMPTY = ""


EMPTY = Nothing.EMPTY


class Field(NamedTuple):
    """One field of a fact: a fact, a value (``reads``), or a list of either."""

    name: str
    fact: type[msgspec.Struct] | None
    reads: Reading | None
    is_list: bool
    is_required: bool


_READINGS: dict[object, Reading] = {str: TEXT, int: WHOLE, Decimal: DECIMAL, datetime: INSTANT}


@cache
def fields(fact: type[msgspec.Struct]) -> dict[str, Field]:
    """The fields of a type of fact."""
    return {each.name: _field(each) for each in msgspec.structs.fields(fact)}


def _field(given: msgspec.structs.FieldInfo) -> Field:
    kind = given.type
    if typing.get_origin(kind) in (types.UnionType, typing.Union):
        kind = next(choice for choice in typing.get_args(kind) if choice is not types.NoneType)
    is_list = typing.get_origin(kind) is tuple
    if is_list:
        kind = typing.get_args(kind)[0]
    if typing.get_origin(kind) is typing.Literal:
        kind = str
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return Field(given.name, kind, None, is_list, given.required)
    return Field(given.name, None, _READINGS[kind], is_list, given.required)


def grown(fact: msgspec.Struct) -> Tree:
    """What a fact says, as a tree of its own that may be picked bare."""
    tree: Tree = {}
    for field in fields(type(fact)).values():
        value = getattr(fact, field.name)
        if value is None or value == ():
            continue
        if field.is_list:
            tree[field.name] = {
                position: _grown(entry) if field.fact else entry for position, entry in enumerate(value, start=1)
            }
        else:
            tree[field.name] = _grown(value) if field.fact else value
    return tree


def _grown(fact: msgspec.Struct) -> Tree | Nothing:
    return grown(fact) or EMPTY


def leaves(tree: Tree, way: Steps = ()) -> Iterator[tuple[Steps, object]]:
    """Every value that is left in a tree, with the way to it."""
    for name, value in tree.items():
        if isinstance(value, dict):
            yield from leaves(value, (*way, name))
        else:
            yield (*way, name), value


def built(fact: type[F], tree: Tree, missing: Missing) -> F:
    """The fact that a tree describes; without its required values it is left unusable, and ``missing`` is told."""
    lacking: list[list[str | int]] = []
    made: F = _plan(fact).made(tree, lacking)
    for way in lacking:
        missing(tuple(reversed(way)))
    return made


class _Plan:
    """How facts of one type are built from trees; ways to what is lacking are told from the end."""

    def __init__(self, fact: type[msgspec.Struct]) -> None:
        self.fact = fact
        self.required = tuple(name for name, field in fields(fact).items() if field.is_required)
        self.is_numbered = "sequence" in self.required
        known = fields(fact).values()
        self.facts = {each.name: _plan(each.fact) for each in known if each.fact and not each.is_list}
        self.lists = {each.name: _plan(each.fact) if each.fact else None for each in known if each.is_list}

    def made(self, tree: Tree, lacking: list[list[str | int]]) -> Any:
        values: dict[str, Any] = {}
        for name, value in tree.items():
            before = len(lacking)
            if name in self.facts:
                values[name] = self.facts[name].made(value, lacking)
            elif name in self.lists:
                values[name] = _entries(self.lists[name], value, lacking)
            else:
                values[name] = value
                continue
            for way in lacking[before:]:
                way.append(name)
        for name in self.required:
            if name not in values:
                values[name] = None
                lacking.append([name])
        return self.fact(**values)


@cache
def _plan(fact: type[msgspec.Struct]) -> _Plan:
    return _Plan(fact)


def _entries(plan: _Plan | None, tree: Tree, lacking: list[list[str | int]]) -> tuple[Any, ...]:
    entries = []
    for position in range(1, len(tree) + 1):
        if position not in tree:
            lacking.append([position])
            break
        value = tree[position]
        if plan is None:
            entries.append(value)
            continue
        if plan.is_numbered and "sequence" not in value:
            value["sequence"] = position
        before = len(lacking)
        entries.append(plan.made(value, lacking))
        for way in lacking[before:]:
            way.append(position)
    return tuple(entries)


def place(fact: type[msgspec.Struct], steps: Steps) -> Field | None:
    """What stands at the end of a way through a type of fact: a field, or an entry of a list (told as no list)."""
    field: Field | None = None
    inside: type[msgspec.Struct] | None = fact
    for step in steps:
        if isinstance(step, int):
            if field is None or not field.is_list:
                return None
            field = field._replace(is_list=False)
        else:
            if inside is None or (field is not None and field.is_list):
                return None
            field = fields(inside).get(step)
            if field is None:
                return None
        inside = field.fact
    return field


def steps(path: str) -> Steps:
    """A path as steps: names, and positions as numbers."""
    return tuple(
        int(step) if step.isascii() and step.isdigit() and len(step) < 8 else step for step in path.split("/")
    )
