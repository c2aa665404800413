"""Which documents are revoked: one bit each, in a signed list that anybody may read without asking about one."""

import base64
import secrets
import zlib
from datetime import datetime, timedelta
from typing import Any, Final

import jwt

from clearway.hub.wallet import keys, models, sdjwt

TYP: Final = "statuslist+jwt"
#: So many documents have a place; places are drawn, so that neighbours say nothing of one another.
PLACES: Final = 131_072
#: For how long a list may be relied on without asking again.
FRESH: Final = timedelta(minutes=5)
_BITS_IN_BYTE = 8


def free_place() -> int:
    """A place that no document has; the table sees to it that it stays so."""
    while True:
        place = secrets.randbelow(PLACES)
        if not models.Document.objects.filter(place=place).exists():
            return place


def address(base: str) -> str:
    """Where the list is read."""
    return f"{base}/wallet/status/1"


def token(base: str, *, at: datetime) -> str:
    """The list, signed."""
    bits = bytearray(PLACES // _BITS_IN_BYTE)
    for place in models.Document.objects.filter(state="revoked").values_list("place", flat=True):
        bits[place // _BITS_IN_BYTE] |= 1 << (place % _BITS_IN_BYTE)
    kid, key = keys.signing(at)
    claims: dict[str, Any] = {
        "iss": base,
        "sub": address(base),
        "iat": int(at.timestamp()),
        "exp": int((at + FRESH).timestamp()),
        "ttl": int(FRESH.total_seconds()),
        "status_list": {"bits": 1, "lst": _encoded(zlib.compress(bytes(bits), 9))},
    }
    return jwt.encode(claims, key, algorithm=keys.ALG, headers={"typ": TYP, "kid": kid})


def is_set(list_token: str, place: int, key: Any) -> bool:
    """Whether a document's bit is set in a list that a key has signed."""
    said = sdjwt.checked(list_token, key, typ=TYP)["status_list"]
    text = said["lst"]
    bits = zlib.decompress(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    return bool(bits[place // _BITS_IN_BYTE] >> (place % _BITS_IN_BYTE) & 1)


def _encoded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()
