"""Who and what there is in the simulated country: each record follows from the seed and its key alone.

Nothing is stored, so that a hundred thousand people cost nothing until one is asked about.
"""

from collections.abc import Callable
from datetime import date, timedelta
from hashlib import sha256
from random import Random
from typing import Any

PEOPLE, BUSINESSES, PARCELS = 100_000, 40_000, 60_000
FIRST_NAMES = ("Ana", "Bora", "Chi", "Dario", "Eun", "Farah", "Goran", "Hana", "Ivo", "Jin", "Kaya", "Linh")
LAST_NAMES = ("Adeh", "Bakir", "Cho", "Duran", "Engel", "Ferro", "Gwan", "Holt", "Ilic", "Jansen", "Khoa", "Lam")
STREETS = ("Harbour Street", "Mill Lane", "North Road", "Old Market", "River Walk", "School Street")
_DAY = date(2026, 1, 1)


def person_number(place: int) -> str:
    """The number of the person at a place of the register, from 0."""
    return f"P{place:07}"


def business_number(place: int) -> str:
    """The number of the business at a place of the register, from 0."""
    return f"B{place:07}"


def parcel_number(place: int) -> str:
    """The number of the parcel at a place of the register, from 0."""
    return f"L{place:07}"


class Registers:
    """Every record of the simulated country."""

    def __init__(self, seed: int) -> None:
        """A country that follows from a seed."""
        self.seed = seed
        self._kinds: dict[str, tuple[str, int, Callable[[str, Random], dict[str, Any]]]] = {
            "RES-001": ("P", PEOPLE, self._residence),
            "TAX-001": ("P", PEOPLE, self._tax_debt),
            "TAX-002": ("P", PEOPLE, self._income),
            "BUS-001": ("B", BUSINESSES, self._business),
            "LND-001": ("L", PARCELS, self._parcel),
        }

    def record(self, kind: str, key: str) -> dict[str, Any] | None:
        """The record of a kind under a key; nothing where the register has none."""
        if kind not in self._kinds:
            return None
        letter, most, write = self._kinds[kind]
        if not (key[:1] == letter and key[1:].isdigit() and len(key) == 8 and int(key[1:]) < most):
            return None
        digest = sha256(f"{self.seed}/{letter}/{key}".encode()).digest()
        return write(key, Random(digest))

    def _residence(self, key: str, chance: Random) -> dict[str, Any]:
        born = _DAY - timedelta(days=chance.randrange(0, 95 * 365))
        moved_in = born + timedelta(days=chance.randrange(0, (_DAY - born).days + 1))
        return {
            "person": key,
            "name": f"{chance.choice(FIRST_NAMES)} {chance.choice(LAST_NAMES)}",
            "born": born.isoformat(),
            "address": f"{chance.randrange(1, 200)} {chance.choice(STREETS)}",
            "moved_in": moved_in.isoformat(),
            "moved_out": None,
        }

    def _tax_debt(self, key: str, chance: Random) -> dict[str, Any]:
        owes = chance.random() < 0.07
        return {"person": key, "tax_debt": f"{chance.randrange(50, 900_000) / 100:.2f}" if owes else "0.00"}

    def _income(self, key: str, chance: Random) -> dict[str, Any]:
        return {"person": key, "income": f"{chance.lognormvariate(10, 0.7):.2f}"}

    def _business(self, key: str, chance: Random) -> dict[str, Any]:
        registered = _DAY - timedelta(days=chance.randrange(30, 30 * 365))
        closed = registered + timedelta(days=chance.randrange(300, 9000)) if chance.random() < 0.2 else None
        return {
            "business": key,
            "trade_name": f"{chance.choice(LAST_NAMES)} & {chance.choice(LAST_NAMES)}",
            "registered_on": registered.isoformat(),
            "closed_on": closed.isoformat() if closed and closed < _DAY else None,
        }

    def _parcel(self, key: str, chance: Random) -> dict[str, Any]:
        return {
            "parcel": key,
            "area": str(chance.randrange(40, 20_000)),
            "owner": person_number(chance.randrange(PEOPLE)),
        }
