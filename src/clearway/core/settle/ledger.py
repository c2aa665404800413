"""The words of the ledger: postings on named accounts, and what makes an entry true.

Positive debits, negative credits; the postings of an entry sum to nothing in every currency. Nothing is ever taken
back: what turns out otherwise is another entry.
"""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

import msgspec

#: What traders owe for declarations.
RECEIVABLE = "receivable"
#: Money that has come into the bank.
BANK = "bank"
#: Money that came and that nobody can say yet what for.
UNALLOCATED = "unallocated"
#: Money that came and is not owed; it is to go back.
OVERPAID = "overpaid"
#: What duties and taxes bring, by tax type.
REVENUE = "revenue/"
#: What is owed on an account of deferment, by its number.
DEFERMENT = "deferment/"

NOTHING = Decimal(0)


class Posting(msgspec.Struct, frozen=True):
    """An amount on an account."""

    account: str
    amount: Decimal
    currency: str


class Unbalanced(ValueError):
    """Postings that would make or lose money."""


def entered(*postings: Posting) -> tuple[Posting, ...]:
    """The postings of one entry, those of nothing left out; refused where they do not sum to nothing."""
    kept = tuple(posting for posting in postings if posting.amount)
    if not is_balanced(kept):
        raise Unbalanced("; ".join(f"{one.account} {one.amount} {one.currency}" for one in kept))
    return kept


def is_balanced(postings: Iterable[Posting]) -> bool:
    """Whether postings sum to nothing in every currency."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for posting in postings:
        sums[posting.currency] += posting.amount
    return not any(sums.values())


def balance(postings: Iterable[Posting], account: str, currency: str) -> Decimal:
    """What stands on an account in a currency."""
    return sum(
        (one.amount for one in postings if (one.account, one.currency) == (account, currency)),
        start=NOTHING,
    )
