"""Signed calls as Standard Webhooks describe them: Ed25519 over number, time and body.

A public key is enough to check a call, so nothing that could sign one is kept on our side.
"""

from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Iterable, Mapping
from datetime import datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from clearway.gateways.banks import errors

NUMBER, TIME, SIGNATURE = "webhook-id", "webhook-timestamp", "webhook-signature"
#: What each of these headers says, for the published description.
HEADERS = {
    NUMBER: "The bank's own number of the message; the same in every repetition.",
    TIME: "When the call was signed, in seconds since 1970.",
    SIGNATURE: "v1a and an Ed25519 signature in base64 over number, time and body, joined by full stops.",
}
#: Signatures of this kind begin so; several may stand in the header, for as long as a key is being changed.
VERSION = "v1a"
#: A call that was signed longer ago, or so far ahead, is a replay or comes from a wrong clock.
WINDOW_SECONDS = 300
PUBLIC_KEY = "whpk_"


def signed(private: Ed25519PrivateKey, number: str, at: datetime, body: bytes) -> dict[str, str]:
    """The headers of a call."""
    time = str(int(at.timestamp()))
    signature = b64encode(private.sign(_content(number, time, body))).decode()
    return {NUMBER: number, TIME: time, SIGNATURE: f"{VERSION},{signature}"}


def verify(headers: Mapping[str, str], body: bytes, keys: Iterable[bytes], *, at: datetime) -> str:
    """The number under which a call was signed; refused where no signature is of one of the keys, or it is old."""
    number, time = headers.get(NUMBER, ""), headers.get(TIME, "")
    signatures = list(_signatures(headers.get(SIGNATURE, "")))
    if not number or not signatures or not (time.isascii() and time.isdigit() and len(time) < 12):
        raise errors.NotSigned(headers=", ".join(HEADERS))
    if abs(at.timestamp() - int(time)) > WINDOW_SECONDS:
        raise errors.SignedTooLongAgo(time=time, seconds=str(WINDOW_SECONDS))
    content = _content(number, time, body)
    if not any(_is_of(key, signature, content) for key in keys for signature in signatures):
        raise errors.SignatureWrong()
    return number


def public_key(private: Ed25519PrivateKey) -> str:
    """The key that a bank gives to customs, as text."""
    return PUBLIC_KEY + b64encode(private.public_key().public_bytes_raw()).decode()


def _content(number: str, time: str, body: bytes) -> bytes:
    return f"{number}.{time}.".encode() + body


def _signatures(header: str) -> Iterable[bytes]:
    for one in header.split()[:10]:
        version, _, value = one.partition(",")
        if version != VERSION:
            continue
        try:
            yield b64decode(value, validate=True)
        except (NotBase64, ValueError):
            continue


def _is_of(key: bytes, signature: bytes, content: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, content)
    except InvalidSignature:
        return False
    return True
