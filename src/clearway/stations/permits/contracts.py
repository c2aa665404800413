"""Values that go in and out of the permits station."""

from datetime import date, datetime
from decimal import Decimal

import msgspec

from clearway.core.kernel.finding import Finding


class Balance(msgspec.Struct, frozen=True):
    """How much of a permit there was and is, in one unit."""

    unit: str
    quantity: Decimal
    left: Decimal


class PermitFile(msgspec.Struct, frozen=True):
    """A permit as it stands now; ``reason`` says why it was suspended or revoked."""

    number: str
    document: str
    agency: str
    holder: str
    goods: tuple[str, ...]
    countries: tuple[str, ...]
    since: date
    until: date | None
    status: str
    reason: str
    issued_at: datetime
    changed_at: datetime
    balances: tuple[Balance, ...] = ()


class Use(msgspec.Struct, frozen=True):
    """What one declaration has written off, and when it gave that back, if it did."""

    permit: str
    mrn: str
    unit: str
    quantity: Decimal
    at: datetime
    given_back_at: datetime | None = None


class Waiting(msgspec.Struct, frozen=True):
    """A declaration that waits for a permit of an agency; the number is empty where it gave none."""

    mrn: str
    number: str
    rule: str
    sentence: str
    facts: dict[str, str]
    at: datetime


class Standing(msgspec.Struct, frozen=True):
    """How a declaration stands with the agencies: what its permits lack, and what it has written off."""

    missing: tuple[Finding, ...] = ()
    uses: tuple[Use, ...] = ()
