"""Release: the order that lets goods leave, the receipt that proves it, and the keys that sign receipts.

Other packages import this module; nothing else in the station is a promise.
"""

from clearway.stations.release.actions.keys import publish, revoke_key, rotate, signing_key
from clearway.stations.release.actions.orders import issue, release, revoke
from clearway.stations.release.contracts import Contents, Receipt
from clearway.stations.release.errors import ReleaseError
from clearway.stations.release.queries import key_list, order_of, receipt, receipt_under

__all__ = [
    "Contents",
    "Receipt",
    "ReleaseError",
    "issue",
    "key_list",
    "order_of",
    "publish",
    "receipt",
    "receipt_under",
    "release",
    "revoke",
    "revoke_key",
    "rotate",
    "signing_key",
]
