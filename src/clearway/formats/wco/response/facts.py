"""What a response says, in the shape of the WCO model; made from an answer and never kept."""

from datetime import datetime
from decimal import Decimal

import msgspec

from clearway.core.facts.basis import Pointer, Quantity
from clearway.core.kernel.money import Money


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of a response."""


class Information(Entry, frozen=True):
    """Something to know about a place of the declaration."""

    code: str | None = None
    description: str | None = None
    type_code: str | None = None
    pointers: tuple[Pointer, ...] = ()


class Error(Entry, frozen=True):
    """Something that stops the declaration, and its place."""

    description: str | None = None
    code: str | None = None
    pointers: tuple[Pointer, ...] = ()


class Status(Entry, frozen=True):
    """The lane, as far as the trader may know it."""

    code: str | None = None


class Tax(Entry, frozen=True):
    """An amount owed for an item."""

    base: Money | None = None
    regime_code: str | None = None
    base_quantity: Quantity | None = None
    rate: Decimal | None = None
    type_code: str | None = None
    assessed: Money | None = None
    payable: Money | None = None


class TaxedItem(Entry, frozen=True):
    """An item and what is owed for it."""

    sequence: int
    taxes: tuple[Tax, ...] = ()


class Total(Entry, frozen=True):
    """What is owed in all, and until when it is paid."""

    due_at: datetime | None = None
    payable: Money | None = None


class About(Entry, frozen=True):
    """The declaration a response is about."""

    accepted_at: datetime | None = None
    cancelled_at: datetime | None = None
    reference: str | None = None
    mrn: str | None = None
    rejected_at: datetime | None = None
    version: int | None = None
    totals: tuple[Total, ...] = ()
    items: tuple[TaxedItem, ...] = ()


class Response(Entry, frozen=True):
    """One response: its function, its time, what it says and about which declaration."""

    function_code: str
    about: About
    id: str | None = None
    issued_at: datetime | None = None
    information: tuple[Information, ...] = ()
    offices: tuple[str, ...] = ()
    errors: tuple[Error, ...] = ()
    statuses: tuple[Status, ...] = ()
