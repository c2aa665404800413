"""The list of keys: by which keys receipts are signed, since when and until when, and which receipts are revoked.

It is a JSON Web Key Set (RFC 7517) with dates, signed by a key of its own that signs nothing else and stays the
same when the others change.
"""

from datetime import datetime
from typing import Literal, Self

import msgspec

from clearway.core.release import signature
from clearway.core.release.signature import NotSigned, Signed

FORMAT = "clearway.receipt-keys.v1"
TYP, MEMBER = "clearway-receipt-keys", "list"

#: Why a receipt is withdrawn, as the list tells everybody; what else there is to say stays in the file.
Reason = Literal["issued in error", "data corrected", "goods detained", "payment withdrawn", "key compromised"]


class PublicKey(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="camel"):
    """The public half of a signing key, and the days on which it signed.

    A retired key signs no more; what it signed stays valid. Nothing that a revoked key signed is valid.
    """

    kid: str
    x: str
    valid_from: datetime
    valid_until: datetime | None = None
    revoked_at: datetime | None = None
    kty: Literal["OKP"] = "OKP"
    crv: Literal["Ed25519"] = "Ed25519"
    alg: Literal["EdDSA"] = "EdDSA"
    use: Literal["sig"] = "sig"

    @property
    def public(self) -> bytes:
        """The key itself."""
        return signature.decoded(self.x)

    def covers(self, instant: datetime) -> bool:
        """Whether the key was in use then."""
        return self.valid_from <= instant and (self.valid_until is None or instant <= self.valid_until)


class Revoked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A receipt that is no longer good, since when, and why."""

    receipt: str
    at: datetime
    reason: Reason


class KeyList(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="camel"):
    """All keys and all revocations, under a number that rises with every change; ``root`` is the list's own key.

    After ``next_update`` a newer list is to be had, and this one may not know of a revocation.
    """

    format: str
    issuer: str
    number: int
    issued_at: datetime
    next_update: datetime
    root: str
    keys: tuple[PublicKey, ...]
    revoked: tuple[Revoked, ...] = ()

    @property
    def pin(self) -> str:
        """The name of the list's own key, which gates remember."""
        return signature.thumbprint(signature.decoded(self.root))

    def key(self, kid: str) -> PublicKey | None:
        """The key of a name."""
        return next((one for one in self.keys if one.kid == kid), None)

    def revocation(self, receipt: str) -> Revoked | None:
        """The revocation of a receipt, if there is one."""
        return next((one for one in self.revoked if one.receipt == receipt), None)

    @classmethod
    def opened(cls, text: bytes, pin: str | None = None) -> Self:
        """The list in a signed file; with a pin, only if that key signed it."""
        return cls._of(signature.taken_apart(text, MEMBER), pin)

    @classmethod
    def _of(cls, signed: Signed, pin: str | None) -> Self:
        try:
            found = msgspec.json.decode(signed.payload, type=cls)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise NotSigned(f"it is no list of keys: {error}") from error
        names = [found.pin, signed.header.kid, pin or found.pin]
        if len(set(names)) != 1 or (signed.header.typ, found.format) != (TYP, FORMAT):
            raise NotSigned("it is not signed by the key that it should be signed by")
        if not signed.is_by(signature.decoded(found.root)):
            raise NotSigned("its signature is wrong: it was altered")
        if any(one.kid != signature.thumbprint(one.public) for one in found.keys):
            raise NotSigned("a key stands under a name that is not its own")
        return found
