"""Who owes, by which means, what is left of a debt, and what becomes of every amount that comes."""

from clearway.core.settle.claim import (
    Changed,
    Claim,
    Drawn,
    Facility,
    Outcome,
    Received,
    assign,
    cancel,
    draw,
    receive,
    receive_statement,
    repay,
    revenue_of,
    revise,
)
from clearway.core.settle.holders import holders_of
from clearway.core.settle.ledger import Posting, Unbalanced, entered, is_balanced
from clearway.core.settle.means import Means, means_of, payer_of

__all__ = [
    "Changed",
    "Claim",
    "Drawn",
    "Facility",
    "Means",
    "Outcome",
    "Posting",
    "Received",
    "Unbalanced",
    "assign",
    "cancel",
    "draw",
    "entered",
    "holders_of",
    "is_balanced",
    "means_of",
    "payer_of",
    "receive",
    "receive_statement",
    "repay",
    "revenue_of",
    "revise",
]
