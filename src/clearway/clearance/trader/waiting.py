"""Whom a declaration waits for, in a trader's words, and whose clock runs."""

from collections.abc import Iterable
from datetime import datetime

import msgspec
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from clearway.core.control import Clock
from clearway.stations.declarations.public import DeclarationFile

#: A file that waits for nobody has come to an end, or to its goods' release.
ENDS = {
    "refused": noop("You: correct it and lodge it again"),
    "cancelled": noop("Nobody: it was withdrawn"),
    "released": noop("Nobody: the goods may leave"),
    "reviewed": noop("Nobody: it is done"),
    "held": noop("An officer: the goods are held"),
}
WAITS = {
    "clearance": noop("Nobody: it goes on by itself in a moment"),
    "officer": noop("An officer"),
    "control": noop("An officer: a check"),
    "permit": noop("Another agency: its permit or agreement"),
    "payment": noop("You: payment"),
    "arrival": noop("The arrival of the goods"),
}
CHECKS = {"yellow": noop("An officer: a check of the documents"), "red": noop("An officer: a check of the goods")}
#: What may be chosen in a search.
CHOICES = {
    "anybody": noop("Somebody"),
    "payment": noop("Payment"),
    "control": noop("A check"),
    "officer": noop("An officer"),
    "permit": noop("Another agency"),
    "arrival": noop("Arrival of the goods"),
}
STEPS = {
    "documents": noop("Check of the documents"),
    "goods": noop("Check of the goods"),
    "answer": noop("Your answer to a question"),
    "detention": noop("Detention"),
    "appeal": noop("Appeal"),
}
#: What moves a debt, by the kind of entry in the ledger.
MOVEMENTS = {
    "debt": noop("Owed since then"),
    "adjustment": noop("Changed by an amendment"),
    "cancellation": noop("Owed no more"),
    "payment": noop("Paid"),
    "draw": noop("Covered by a deferment account"),
    "statement": noop("Account settled"),
    "repayment": noop("Paid back"),
}
RUNNERS = {"office": noop("The office's clock"), "trader": noop("Your clock")}


class Running(msgspec.Struct, frozen=True):
    """A clock that is not stopped: whose it is, what for, and until when."""

    step: str
    runner: str
    is_yours: bool
    since: datetime
    due_at: datetime | None
    is_overdue: bool
    law: str


def says(file: DeclarationFile, *, asks: bool = False) -> str:
    """Whom the file waits for, in one sentence; ``asks`` where an officer's question is open."""
    if asks:
        return _("You: answer the officer's question")
    if file.waits_for == "control" and file.lane in CHECKS:
        return _(CHECKS[file.lane])
    if file.waits_for:
        return _(WAITS[file.waits_for])
    return _(ENDS.get(file.state, WAITS["clearance"]))


def needs_trader(file: DeclarationFile, *, asks: bool = False) -> bool:
    """Whether the next step is the trader's own."""
    return asks or file.waits_for == "payment" or (file.state == "refused" and not file.waits_for)


def running(clocks: Iterable[Clock]) -> list[Running]:
    """The clocks that run or stand still, and are not stopped; the trader's own first."""
    found = [
        Running(
            step=_(STEPS.get(one.step, one.step)),
            runner=_(RUNNERS[one.runner]),
            is_yours=one.runner == "trader",
            since=one.since,
            due_at=one.due_at,
            is_overdue=one.is_overdue,
            law=one.law,
        )
        for one in clocks
        if one.is_running
    ]
    return sorted(found, key=lambda one: not one.is_yours)
