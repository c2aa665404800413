"""What is claimed for a declaration, what was received for it, and how each event changes that.

Every function gives the claim as it is afterwards and the postings of one entry; none decides twice, because each
starts from what is left. Money that is not owed is never kept quietly: it becomes ``excess``, to be sent back.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

import msgspec

from clearway.core.assess.assessment import Assessment
from clearway.core.kernel.money import Money
from clearway.core.settle.ledger import (
    BANK,
    DEFERMENT,
    NOTHING,
    OVERPAID,
    RECEIVABLE,
    REVENUE,
    UNALLOCATED,
    Posting,
    entered,
)

#: What a payment did: it covered the debt, or a part of it, or more than all of it, or came when nothing was left; it
#: came for a declaration that was withdrawn, or nobody knows what for, or in a currency that is not taken; it settled
#: an account of deferment.
Outcome = Literal["covered", "part", "more", "again", "cancelled", "unknown-reference", "other-currency", "statement"]


class Claim(msgspec.Struct, frozen=True):
    """What is owed for a declaration, what was received for it so far, and how much of that a deferment covers."""

    owed: Decimal
    currency: str
    paid: Decimal = NOTHING
    drawn: Decimal = NOTHING
    is_cancelled: bool = False

    @property
    def left(self) -> Decimal:
        """What must still be paid."""
        return self.owed - self.paid


class Facility(msgspec.Struct, frozen=True):
    """An account of deferment: up to which limit debts are collected on it, and how much stands on it."""

    number: str
    limit: Decimal
    drawn: Decimal
    warn_below: Decimal
    currency: str

    @property
    def room(self) -> Decimal:
        """What may still be drawn."""
        return self.limit - self.drawn

    @property
    def is_low(self) -> bool:
        """Whether its holder should see to it before goods stop."""
        return self.room < self.warn_below


class Received(msgspec.Struct, frozen=True):
    """What became of money that came: on what it went, and what of it is to go back."""

    outcome: Outcome
    postings: tuple[Posting, ...]
    claim: Claim | None = None
    facility: Facility | None = None
    applied: Decimal = NOTHING
    excess: Decimal = NOTHING


class Changed(msgspec.Struct, frozen=True):
    """A claim after a change of what is owed, and what must go back: onto the deferment account, or to the payer."""

    claim: Claim
    postings: tuple[Posting, ...]
    given_back: Decimal = NOTHING
    excess: Decimal = NOTHING


class Drawn(msgspec.Struct, frozen=True):
    """A claim that a deferment account has covered, and the account afterwards."""

    claim: Claim
    facility: Facility
    postings: tuple[Posting, ...]
    turned_low: bool


def revenue_of(assessment: Assessment) -> dict[str, Decimal]:
    """What an assessment brings, by tax type."""
    found: dict[str, Decimal] = {}
    for line in assessment.lines:
        found[line.type_code] = found.get(line.type_code, NOTHING) + line.amount.amount
    return {kind: amount for kind, amount in found.items() if amount}


def receive(money: Money, claim: Claim | None) -> Received:
    """Money that a bank received: as much as is owed covers the claim, the rest is to go back.

    Without a claim, or in another currency than the claim's, it stays unallocated until somebody has looked.
    """
    if claim is None or claim.currency != money.currency:
        outcome: Outcome = "unknown-reference" if claim is None else "other-currency"
        return Received(outcome, entered(_bank(money), _other(UNALLOCATED, money.amount, money)))
    applied = min(money.amount, claim.left)
    excess = money.amount - applied
    postings = entered(_bank(money), _other(RECEIVABLE, applied, money), _other(OVERPAID, excess, money))
    after = msgspec.structs.replace(claim, paid=claim.paid + applied)
    return Received(_outcome(claim, after, excess), postings, after, applied=applied, excess=excess)


def assign(money: Money, claim: Claim) -> Received:
    """Unallocated money of which somebody has found out what it is for; the claim is in its currency."""
    found = receive(money, claim)
    held = Posting(UNALLOCATED, money.amount, money.currency)
    others = [posting for posting in found.postings if posting.account != BANK]
    return msgspec.structs.replace(found, postings=entered(held, *others))


def receive_statement(money: Money, facility: Facility) -> Received:
    """Money that settles what was drawn on a deferment account; what was not drawn is to go back."""
    if money.currency != facility.currency:
        return Received("other-currency", entered(_bank(money), _other(UNALLOCATED, money.amount, money)))
    applied = min(money.amount, facility.drawn)
    excess = money.amount - applied
    postings = entered(
        _bank(money), _other(DEFERMENT + facility.number, applied, money), _other(OVERPAID, excess, money)
    )
    after = msgspec.structs.replace(facility, drawn=facility.drawn - applied)
    return Received("statement", postings, facility=after, applied=applied, excess=excess)


def draw(claim: Claim, facility: Facility) -> Drawn | None:
    """Cover what is left of a claim from a deferment account; nothing where its room does not cover all of it."""
    left = claim.left
    if facility.currency != claim.currency or left <= 0 or left > facility.room:
        return None
    after = msgspec.structs.replace(facility, drawn=facility.drawn + left)
    postings = entered(
        Posting(DEFERMENT + facility.number, left, claim.currency), Posting(RECEIVABLE, -left, claim.currency)
    )
    covered = msgspec.structs.replace(claim, paid=claim.owed, drawn=claim.drawn + left)
    return Drawn(covered, after, postings, turned_low=after.is_low and not facility.is_low)


def revise(
    claim: Claim, before: Mapping[str, Decimal], after: Mapping[str, Decimal], facility: Facility | None = None
) -> Changed:
    """An amended declaration owes more, less, or otherwise divided; ``before`` and ``after`` are by tax type.

    What was paid beyond the new debt goes back: first onto the deferment account it was drawn from, as far as that
    has not been settled, then to the payer.
    """
    owed = sum(after.values(), start=NOTHING)
    beyond = max(NOTHING, claim.paid - owed)
    standing = facility.drawn if facility is not None else NOTHING
    given_back = min(beyond, claim.drawn, standing)
    excess = beyond - given_back
    currency = claim.currency
    revenue = [
        Posting(REVENUE + kind, before.get(kind, NOTHING) - after.get(kind, NOTHING), currency)
        for kind in sorted({*before, *after})
    ]
    account = DEFERMENT + facility.number if facility is not None else ""
    postings = entered(
        Posting(RECEIVABLE, owed - claim.owed + beyond, currency),
        Posting(account, -given_back, currency),
        Posting(OVERPAID, -excess, currency),
        *revenue,
    )
    revised = msgspec.structs.replace(
        claim, owed=owed, paid=claim.paid - beyond, drawn=min(claim.drawn - given_back, claim.paid - beyond)
    )
    return Changed(revised, postings, given_back, excess)


def cancel(claim: Claim, before: Mapping[str, Decimal], facility: Facility | None = None) -> Changed:
    """A withdrawn declaration owes nothing; whatever was paid for it goes back."""
    changed = revise(claim, before, {}, facility)
    withdrawn = msgspec.structs.replace(changed.claim, is_cancelled=True)
    return msgspec.structs.replace(changed, claim=withdrawn)


def repay(money: Money, source: str) -> tuple[Posting, ...]:
    """Money that was not owed leaves the bank again; ``source`` is where it stood."""
    return entered(Posting(source, money.amount, money.currency), Posting(BANK, -money.amount, money.currency))


def _outcome(before: Claim, after: Claim, excess: Decimal) -> Outcome:
    if before.is_cancelled:
        return "cancelled"
    if not before.left:
        return "again"
    if after.left:
        return "part"
    return "more" if excess else "covered"


def _bank(money: Money) -> Posting:
    return Posting(BANK, money.amount, money.currency)


def _other(account: str, amount: Decimal, money: Money) -> Posting:
    return Posting(account, -amount, money.currency)
