"""What banks say of money that came and went back, and what nobody could say what for."""

from clearway.stations.payments.actions import assign, give_back, returned, take
from clearway.stations.payments.contracts import Returning, Taken, Told, Unclear
from clearway.stations.payments.errors import MessageReused, ReturnUnknown
from clearway.stations.payments.queries import count_unclear, keys_of, returns_of, unclear, unclear_payment

__all__ = [
    "MessageReused",
    "ReturnUnknown",
    "Returning",
    "Taken",
    "Told",
    "Unclear",
    "assign",
    "count_unclear",
    "give_back",
    "keys_of",
    "returned",
    "returns_of",
    "take",
    "unclear",
    "unclear_payment",
]
