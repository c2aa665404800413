"""Signatures of webhooks, as Standard Webhooks 1.0 has them: HMAC-SHA256 over number, moment and body."""

import base64
import hmac
import secrets
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

PREFIX = "whsec_"
SECRET_BYTES = 32
#: A receiver does not believe a moment further away than this.
TOLERANCE_SECONDS = 300


def new_secret() -> str:
    """A secret that two parties share from now on."""
    return PREFIX + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def headers(number: str, body: bytes, keys: Sequence[str], *, at: datetime) -> dict[str, str]:
    """The three headers; one signature for each secret that counts at the moment."""
    moment = int(at.timestamp())
    return {
        "webhook-id": number,
        "webhook-timestamp": str(moment),
        "webhook-signature": " ".join(sign(number, moment, body, key) for key in keys),
    }


def sign(number: str, moment: int, body: bytes, secret: str) -> str:
    """One signature, ``v1,`` and base64."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    return "v1," + base64.b64encode(hmac.digest(key, f"{number}.{moment}.".encode() + body, sha256)).decode()


def is_genuine(given: dict[str, str], body: bytes, secret: str, *, at: datetime) -> bool:
    """What a receiver asks: is this from who shares my secret, unchanged, and not an old one sent again."""
    moment = given.get("webhook-timestamp", "")
    if not (moment.isascii() and moment.isdigit()) or abs(at.timestamp() - int(moment)) > TOLERANCE_SECONDS:
        return False
    expected = sign(given.get("webhook-id", ""), int(moment), body, secret)
    return any(
        hmac.compare_digest(one.encode(), expected.encode()) for one in given.get("webhook-signature", "").split()
    )
