"""Payments: debts, orders to pay them, deferment accounts, and what banks say.

Other packages import this module; nothing else in the station is a promise.
"""

from clearway.stations.payments.actions import settle

__all__ = ["settle"]
