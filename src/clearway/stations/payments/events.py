"""What the payments station tells the house."""

from typing import ClassVar

from clearway.platform.events.event import Event


class PaymentReceived(Event, frozen=True, kw_only=True):
    """A bank received money for a declaration or a deferment account; how much of it was applied."""

    name: ClassVar[str] = "payments.received.v1"
    about: str
    bank: str
    number: str
    amount: str
    currency: str
    outcome: str
    applied: str
    left: str


class DebtCovered(Event, frozen=True, kw_only=True):
    """Nothing is left of what a declaration owes."""

    name: ClassVar[str] = "payments.covered.v1"
    mrn: str
    amount: str
    currency: str


class PaymentUnallocated(Event, frozen=True, kw_only=True):
    """Money came and nobody can say what for; ``hint`` is the reference that was probably meant."""

    name: ClassVar[str] = "payments.unallocated.v1"
    bank: str
    number: str
    reference: str
    hint: str
    amount: str
    currency: str
    outcome: str


class MoneyCleared(Event, frozen=True, kw_only=True):
    """Somebody said what unallocated money is for, or that it goes back to its payer (about nothing), and why."""

    name: ClassVar[str] = "payments.cleared.v1"
    bank: str
    number: str
    amount: str
    currency: str
    about: str
    reason: str


class ReturnAnnounced(Event, frozen=True, kw_only=True):
    """Money that came is not owed and will go back."""

    name: ClassVar[str] = "payments.return-announced.v1"
    about: str
    amount: str
    currency: str
    reason: str


class MoneyReturned(Event, frozen=True, kw_only=True):
    """Money that was not owed has gone back."""

    name: ClassVar[str] = "payments.returned.v1"
    about: str
    amount: str
    currency: str


class DebtChanged(Event, frozen=True, kw_only=True):
    """An amendment changed what a declaration owes."""

    name: ClassVar[str] = "payments.debt-changed.v1"
    mrn: str
    version: int
    before: str
    after: str
    currency: str


class DebtCancelled(Event, frozen=True, kw_only=True):
    """A withdrawn or refused declaration owes nothing any more."""

    name: ClassVar[str] = "payments.debt-cancelled.v1"
    mrn: str
    amount: str
    currency: str


class DebtRestored(Event, frozen=True, kw_only=True):
    """The refusal of a declaration was set aside, and what it is assessed to is owed again."""

    name: ClassVar[str] = "payments.debt-restored.v1"
    mrn: str
    amount: str
    currency: str


class DebtDeferred(Event, frozen=True, kw_only=True):
    """A deferment account covers what a declaration owes."""

    name: ClassVar[str] = "payments.deferred.v1"
    mrn: str
    account: str
    amount: str
    currency: str
    room: str


class RoomLacking(Event, frozen=True, kw_only=True):
    """A deferment account could not cover what a declaration owes; it must be paid, or the account be settled."""

    name: ClassVar[str] = "payments.room-lacking.v1"
    mrn: str
    account: str
    asked: str
    room: str
    currency: str


class BalanceLow(Event, frozen=True, kw_only=True):
    """So little may still be drawn on a deferment account that its holder should settle it before goods stop."""

    name: ClassVar[str] = "payments.balance-low.v1"
    account: str
    holder: str
    room: str
    warn_below: str
    currency: str
