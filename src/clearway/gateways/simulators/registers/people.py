"""Who and what there is in the simulated country: each record follows from the seed and its key alone.

Nothing is stored, so that a hundred thousand people cost nothing until one is asked about.
"""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from clearway.gateways.simulators.registers.businesses import Business
from clearway.gateways.simulators.registers.holdings import held
from clearway.gateways.simulators.registers.land import (
    BUSINESSES,
    PARCELS,
    PEOPLE,
    VEHICLES,
    business_number,
    parcel_number,
    person_number,
    vehicle_number,
)
from clearway.gateways.simulators.registers.shapes import PACK, Shape, shapes, types
from clearway.gateways.simulators.registers.things import Parcel, Vehicle
from clearway.gateways.simulators.registers.wellbeing import Known

__all__ = [
    "BUSINESSES",
    "MOST",
    "PARCELS",
    "PEOPLE",
    "VEHICLES",
    "Registers",
    "business_number",
    "parcel_number",
    "person_number",
    "vehicle_number",
]
#: So many subjects are kept at hand: enough for whoever leads to whom.
AT_HAND = 4096
_LETTERS = {
    "person": ("P", PEOPLE),
    "business": ("B", BUSINESSES),
    "parcel": ("L", PARCELS),
    "vehicle": ("V", VEHICLES),
}
#: How many there are of each.
MOST = {about: most for about, (_, most) in _LETTERS.items()}


class Registers:
    """Every record of the simulated country."""

    def __init__(self, seed: int, pack: Path = PACK) -> None:
        """A country that follows from a seed; what its records say, from a pack's catalogue."""
        self.seed = seed
        self.shapes = shapes(pack)
        self.types = types(pack)
        self.person = lru_cache(AT_HAND)(lambda place: Known(self, place))
        self.business = lru_cache(AT_HAND)(lambda place: Business(self, place))
        self.parcel = lru_cache(AT_HAND)(lambda place: Parcel(self, place))
        self.vehicle = lru_cache(AT_HAND)(lambda place: Vehicle(self, place))
        self._subjects = {"person": self.person, "business": self.business, "parcel": self.parcel,
                          "vehicle": self.vehicle}  # fmt: skip

    def record(self, kind: str, key: str) -> dict[str, Any] | None:
        """The record of a kind under a key, as JSON says it; nothing where the register has none."""
        shape = self.shapes.get(kind)
        if shape is None:
            return None
        letter, most = _LETTERS[shape.about]
        if not (key[:1] == letter and key.isascii() and key[1:].isdigit() and len(key) == 8 and int(key[1:]) < most):
            return None
        found = self.facts(shape, int(key[1:]))
        return {name: _said(value) for name, value in found.items()} if found is not None else None

    def keys_after(self, kind: str, after: str) -> Iterator[str]:
        """The keys that a register may have records under, in order, after one of them."""
        shape = self.shapes.get(kind)
        letter, most = _LETTERS[shape.about] if shape is not None else ("", 0)
        first = bisect_right(range(most), after, key=lambda place: f"{letter}{place:07}")
        return (f"{letter}{place:07}" for place in range(first, most))

    def facts(self, shape: Shape, place: int) -> dict[str, Any] | None:
        """What the first field after the key tells of must be so; else the register has nobody of this number."""
        one = self._subjects[shape.about](place)
        holding = held(shape.kind, one)
        if holding is None:
            return None
        own = shape.kind[:3].lower()
        said = {name: holding[name] if name in holding else _fact(one, own, name) for name in shape.fields}
        return said if said[shape.fields[1]] is not None else None


def _fact(one: Any, own: str, name: str) -> Any:
    """A fact by its name; where a register means another of the same name, that one."""
    return getattr(one, f"{own}_{name}") if hasattr(type(one), f"{own}_{name}") else getattr(one, name)


def _said(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
