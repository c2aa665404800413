"""Payments: debts, orders to pay them, deferment accounts, and what banks say.

Other packages import this module; nothing else in the station is a promise. Whoever settles, adjusts, cancels or
restores holds the declaration's lock.
"""

from clearway.stations.payments.actions import (
    adjust,
    assign,
    cancel,
    give_back,
    load_register,
    restore,
    returned,
    settle,
    take,
)
from clearway.stations.payments.contracts import (
    AccountStanding,
    Debt,
    Movement,
    OpenOrder,
    Returning,
    Standing,
    Taken,
    Told,
    Unclear,
)
from clearway.stations.payments.errors import MessageReused, PaymentError, ReturnUnknown
from clearway.stations.payments.queries import (
    account_of,
    count_unclear,
    keys_of,
    open_orders,
    returns_of,
    standing,
    unclear,
    unclear_payment,
)

__all__ = [
    "AccountStanding",
    "Debt",
    "MessageReused",
    "Movement",
    "OpenOrder",
    "PaymentError",
    "ReturnUnknown",
    "Returning",
    "Standing",
    "Taken",
    "Told",
    "Unclear",
    "account_of",
    "adjust",
    "assign",
    "cancel",
    "count_unclear",
    "give_back",
    "keys_of",
    "load_register",
    "open_orders",
    "restore",
    "returned",
    "returns_of",
    "settle",
    "standing",
    "take",
    "unclear",
    "unclear_payment",
]
