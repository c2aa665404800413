"""How an amendment changes a declaration: the places it names are taken from it, everything else stays.

A place that the amendment names but does not carry is deleted. Entries of a list are told apart by their sequence
number where they have one, else by their position, counted from 1.
"""

from collections.abc import Iterable
from typing import Any

import msgspec

from clearway.core.facts.declaration import Declaration

#: What an amendment says about itself and never about the goods.
OWN_FIELDS = ("function_code", "type_code", "reference", "mrn", "amendments")


class PlaceUnknown(LookupError):
    """An amendment names a place that no declaration has."""

    def __init__(self, path: str) -> None:
        """Keep the path that leads nowhere."""
        super().__init__(path)
        self.path = path


def amended(current: Declaration, change: Declaration, paths: Iterable[str]) -> Declaration:
    """The declaration with the named places as the amendment has them; the whole amendment where none is named."""
    named = list(paths)
    if not named:
        kept = {field: getattr(current, field) for field in OWN_FIELDS}
        return msgspec.structs.replace(change, **kept)
    for path in named:
        steps = path.split("/")
        if steps[0] in OWN_FIELDS:
            continue
        current = _with_place(current, change, steps, path)
    return current


def _with_place(current: Any, change: Any, steps: list[str], path: str) -> Any:
    name, rest = steps[0], steps[1:]
    if name not in getattr(type(current), "__struct_fields__", ()):
        raise PlaceUnknown(path)
    mine, theirs = getattr(current, name), getattr(change, name, None)
    if isinstance(mine, tuple) and rest:
        value: Any = _with_entry(mine, theirs or (), rest, path)
    elif rest and mine is not None:
        value = _with_place(mine, theirs, rest, path)
    else:
        value = theirs if theirs is not None or not isinstance(mine, tuple) else ()
    return msgspec.structs.replace(current, **{name: value})


def _with_entry(mine: tuple[Any, ...], theirs: tuple[Any, ...], steps: list[str], path: str) -> tuple[Any, ...]:
    if not steps[0].isdigit():
        raise PlaceUnknown(path)
    number, rest = int(steps[0]), steps[1:]
    old, new = _entry(mine, number), _entry(theirs, number)
    if old is None:
        return mine if new is None else (*mine, new)
    if rest:
        new = _with_place(old, new, rest, path)
    if new is None:
        return tuple(entry for entry in mine if entry is not old)
    return tuple(new if entry is old else entry for entry in mine)


def _entry(entries: tuple[Any, ...], number: int) -> Any:
    if entries and hasattr(entries[0], "sequence"):
        return next((entry for entry in entries if entry.sequence == number), None)
    return entries[number - 1] if 0 < number <= len(entries) else None
