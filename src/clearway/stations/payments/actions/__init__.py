"""How money moves; whatever is done twice under the same key is done once."""

from clearway.stations.payments.actions.debts import adjust, cancel, restore, settle
from clearway.stations.payments.actions.granting import distrust, grant, load_register, trust
from clearway.stations.payments.actions.receiving import assign, give_back, take
from clearway.stations.payments.actions.returns import returned

__all__ = [
    "adjust",
    "assign",
    "cancel",
    "distrust",
    "give_back",
    "grant",
    "load_register",
    "restore",
    "returned",
    "settle",
    "take",
    "trust",
]
