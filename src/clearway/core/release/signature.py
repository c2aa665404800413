"""Signed documents: a JSON Web Signature (RFC 7515) with Ed25519 (RFC 8037) over canonical JSON (RFC 8785).

One signature has two spellings. The file shows the document in clear, with the signature detached beside it
(RFC 7515, appendix F); the compact one holds everything in one word, for a code on paper. Keys are named by their
thumbprint (RFC 7638), so that a name cannot be given to another key.
"""

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256
from typing import Any, Literal

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from clearway.core.kernel import canonical

#: No receipt and no list of keys is longer; what is longer is not read.
LONGEST = 5_000_000


class NotSigned(ValueError):
    """The text is not a signed document of ours."""


class Header(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a document is signed, with which key, and what kind of document it is."""

    alg: Literal["EdDSA"]
    kid: str
    typ: str


class Signed(msgspec.Struct, frozen=True):
    """A document taken apart, its signature not checked yet."""

    header: Header
    protected: str
    payload: bytes
    signature: bytes

    @property
    def compact(self) -> str:
        """Everything in one word: header, document and signature."""
        return f"{self.protected}.{encoded(self.payload)}.{encoded(self.signature)}"

    def file(self, member: str) -> bytes:
        """The document in clear under a name, with its signature beside it."""
        detached = f"{self.protected}..{encoded(self.signature)}"
        return canonical.encode({member: msgspec.json.decode(self.payload), "signature": detached})

    def is_by(self, public: bytes) -> bool:
        """Whether the holder of the key signed exactly this."""
        try:
            key = Ed25519PublicKey.from_public_bytes(public)
            key.verify(self.signature, f"{self.protected}.{encoded(self.payload)}".encode())
        except (InvalidSignature, ValueError):
            return False
        return True


def sign(document: msgspec.Struct, private: Ed25519PrivateKey, *, typ: str) -> Signed:
    """The document with the signature of a key."""
    payload = canonical.encode(document)
    header = Header("EdDSA", thumbprint(private.public_key().public_bytes_raw()), typ)
    protected = encoded(canonical.encode(header))
    return Signed(header, protected, payload, private.sign(f"{protected}.{encoded(payload)}".encode()))


def taken_apart(text: bytes, member: str) -> Signed:
    """A signed document in either spelling; ``NotSigned`` where it is neither."""
    if len(text) > LONGEST:
        raise NotSigned("it is too long")
    stripped = text.strip()
    if not stripped.startswith(b"{"):
        return _signed(*_three(stripped))
    try:
        both: dict[str, Any] = msgspec.json.decode(stripped, type=dict[str, Any])
        protected, between, signature = _three(str(both.pop("signature", "")).encode())
        payload = canonical.encode(both[member])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, canonical.NotCanonical, KeyError) as error:
        raise NotSigned(f"a document named {member} with its signature was expected") from error
    if between or len(both) != 1:
        raise NotSigned("beside the document there is only its detached signature")
    return _signed(protected, encoded(payload).encode(), signature)


def thumbprint(public: bytes) -> str:
    """The name of a key: the hash of what it is."""
    key = {"crv": "Ed25519", "kty": "OKP", "x": encoded(public)}
    return encoded(sha256(canonical.encode(key)).digest())


def encoded(data: bytes) -> str:
    """Bytes in the alphabet of addresses, without padding."""
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def decoded(text: str | bytes) -> bytes:
    """Such a text read back, in its one proper spelling only."""
    given = text.encode() if isinstance(text, str) else text
    try:
        data = urlsafe_b64decode(given + b"=" * (-len(given) % 4))
    except (binascii.Error, ValueError) as error:
        raise NotSigned("a part is not base64url") from error
    if encoded(data).encode() != given:
        raise NotSigned("a part is not base64url in its proper spelling")
    return data


def _three(text: bytes) -> tuple[bytes, bytes, bytes]:
    parts = text.split(b".")
    if len(parts) != 3:
        raise NotSigned("header, document and signature were expected, with a dot between")
    return parts[0], parts[1], parts[2]


def _signed(protected: bytes, payload: bytes, signature: bytes) -> Signed:
    try:
        header = msgspec.json.decode(decoded(protected), type=Header)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise NotSigned(f"the header is not ours: {error}") from error
    return Signed(header, protected.decode(), decoded(payload), decoded(signature))
