"""Payments: debts, orders to pay them, and deferment accounts.

Other packages import this package and its door ``receiving``; nothing else in the station is a promise. Whoever
settles, adjusts, cancels or restores holds the declaration's lock.
"""

from clearway.stations.payments.actions import adjust, cancel, load_register, restore, settle
from clearway.stations.payments.contracts import AccountStanding, Debt, GoingBack, Movement, OpenOrder, Standing
from clearway.stations.payments.errors import PaymentError
from clearway.stations.payments.queries import account_of, due_day, going_back, open_orders, standing

__all__ = [
    "AccountStanding",
    "Debt",
    "GoingBack",
    "Movement",
    "OpenOrder",
    "PaymentError",
    "Standing",
    "account_of",
    "adjust",
    "cancel",
    "due_day",
    "going_back",
    "load_register",
    "open_orders",
    "restore",
    "settle",
    "standing",
]
