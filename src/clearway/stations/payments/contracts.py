"""Values that go in and out of the payments station."""

from datetime import date, datetime
from decimal import Decimal

import msgspec

from clearway.core.kernel.money import Money
from clearway.core.settle import Outcome


class Debt(msgspec.Struct, frozen=True):
    """Whose debt it is: the declaration, its number, the version it is now, and who pays."""

    declaration: int
    mrn: str
    version: int
    payer: str


class Told(msgspec.Struct, frozen=True):
    """What a bank tells: it has received money for us. ``number`` is the bank's own, used once."""

    number: str
    amount: Money
    reference: str
    paid_at: datetime
    payer_name: str = ""
    payer_account: str = ""


class Taken(msgspec.Struct, frozen=True):
    """What became of the money a bank told of; the same message again is given the same.

    ``about`` is the declaration or deferment account it went to. ``hint`` is the reference that was probably meant.
    ``returning`` is what is to go back. ``wakes`` are the declarations that may go on because of it.
    """

    number: str
    outcome: Outcome
    about: str
    applied: Money
    left: Money | None
    returning: Money | None
    hint: str
    is_late: bool
    wakes: tuple[int, ...] = ()


class Target(msgspec.Struct, frozen=True):
    """What a reference stands for: a declaration with a debt, or a deferment account."""

    declaration: int | None = None
    account: str | None = None


class Movement(msgspec.Struct, frozen=True):
    """One entry in what a debt has come to: what happened, when, and by how much it changed what is left."""

    at: datetime
    kind: str
    amount: Money
    key: str


class Standing(msgspec.Struct, frozen=True):
    """How the debt of a declaration stands, and its history, first to last."""

    mrn: str
    payer: str
    owed: Money
    paid: Money
    left: Money
    drawn: Money
    account: str
    lacks_room_on: str
    is_cancelled: bool
    due_day: date | None
    due_law: str
    returning: Money
    history: tuple[Movement, ...] = ()


class OpenOrder(msgspec.Struct, frozen=True):
    """What a payer is asked to pay under a reference."""

    reference: str
    payer: str
    owed: Money
    left: Money
    issued_at: datetime
    due_day: date | None


class AccountStanding(msgspec.Struct, frozen=True):
    """How a deferment account stands: its limit, what was drawn, and by which day that is to be settled."""

    number: str
    holder: str
    limit: Money
    drawn: Money
    room: Money
    warn_below: Money
    is_low: bool
    settled_by: date | None
    settled_law: str
    history: tuple[Movement, ...] = ()


class GoingBack(msgspec.Struct, frozen=True):
    """Money that a payer is still to get back: about which declaration, and since when that is known."""

    mrn: str
    amount: Money
    announced_at: datetime


class Returning(msgspec.Struct, frozen=True):
    """Money that a bank is to send back: what for, where it came from, and why."""

    id: int
    message: str
    payer_account: str
    amount: Money
    reference: str
    reason: str
    announced_at: datetime


class Unclear(msgspec.Struct, frozen=True):
    """Money that came and stands unallocated, with what an officer needs to find out what it is for."""

    id: int
    bank: str
    number: str
    amount: Money
    reference: str
    hint: str
    payer_name: str
    payer_account: str
    paid_at: datetime


class FacilityGranted(msgspec.Struct, frozen=True):
    """A deferment account as a register grants it."""

    number: str
    holder: str
    limit: Decimal
    warn_below: Decimal
    currency: str
