"""Documents for devices, as OpenID4VCI issues them; the keys and the status that anybody may read."""

from clearway.hub.wallet.issuing import PROOF_TYP, Granted, issue, nonce, offered, redeem, vct
from clearway.hub.wallet.keys import published
from clearway.hub.wallet.sdjwt import ALGORITHMS, TYP
from clearway.hub.wallet.status import TYP as STATUS_TYP
from clearway.hub.wallet.status import token as status_list

__all__ = [
    "ALGORITHMS",
    "PROOF_TYP",
    "STATUS_TYP",
    "TYP",
    "Granted",
    "issue",
    "nonce",
    "offered",
    "published",
    "redeem",
    "status_list",
    "vct",
]
