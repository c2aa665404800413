"""How people pay: exactly, late, twice, short, too much, under a wrong reference, in other money, or never."""

import string
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import ROUND_DOWN, Decimal
from random import Random
from typing import Literal

import msgspec

from clearway.gateways.banks.forms import Amount, Debtor, Payment

#: What may be asked of the bank, alone or together. ``repeated`` sends the very same message several times.
Way = Literal["late", "twice", "short", "more", "wrong", "currency", "repeated", "never"]
WAYS: tuple[Way, ...] = ("late", "twice", "short", "more", "wrong", "currency", "repeated", "never")
_CENT = Decimal("0.01")
_CHARACTERS = string.digits + string.ascii_uppercase
_NAMES = ("Haven Trading Company", "Sunrise Textiles", "Rivertown Motors", "A private person")
_LATE_DAYS = 3
_COPIES = 3
#: A currency in which no duty is owed.
_OTHER_CURRENCY = "XTS"


class Asked(msgspec.Struct, frozen=True):
    """A customer's wish: pay what is due under a reference, in these ways."""

    reference: str
    left: Amount
    due_day: date | None
    ways: frozenset[Way] = frozenset()


def payments(asked: Asked, *, seed: int, serial: int, at: datetime) -> Iterator[Payment]:
    """The messages that a wish leads to; the same seed and serial number give the same."""
    chance = Random(f"{seed}/{serial}")
    if "never" in asked.ways:
        return
    debtor = Debtor(chance.choice(_NAMES), f"DL{chance.randrange(10**14):014}")
    first = Payment(
        id=_number(seed, serial, 1),
        paid_at=_paid_at(asked, at),
        amount=_amount(asked, chance),
        reference=_slip(asked.reference, chance) if "wrong" in asked.ways else asked.reference,
        debtor=debtor,
    )
    for _ in range(_COPIES if "repeated" in asked.ways else 1):
        yield first
    if "twice" in asked.ways:
        yield msgspec.structs.replace(first, id=_number(seed, serial, 2))


def _number(seed: int, serial: int, part: int) -> str:
    return f"SIM-{seed:x}-{serial:06}-{part}"


def _amount(asked: Asked, chance: Random) -> Amount:
    left = Decimal(asked.left.amount)
    if "short" in asked.ways:
        share = Decimal(chance.randint(10, 90)) / 100
        left = max(_CENT, (left * share).quantize(_CENT, rounding=ROUND_DOWN))
    if "more" in asked.ways:
        left += Decimal(chance.randint(1, 10_000)) / 100
    return Amount(f"{left:f}", _OTHER_CURRENCY if "currency" in asked.ways else asked.left.currency)


def _paid_at(asked: Asked, at: datetime) -> datetime:
    if "late" not in asked.ways or asked.due_day is None:
        return at
    return datetime.combine(asked.due_day + timedelta(days=_LATE_DAYS), time(12), tzinfo=UTC)


def _slip(reference: str, chance: Random) -> str:
    """One character other than it should be, as a hand makes it."""
    place = chance.randrange(len(reference))
    others = _CHARACTERS.replace(reference[place], "")
    return reference[:place] + chance.choice(others) + reference[place + 1 :]
