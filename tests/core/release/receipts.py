"""Receipts, keys and lists made by hand, without a store."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from clearway.core.kernel.money import Money
from clearway.core.release import check, keylist, signature
from clearway.core.release.keylist import KeyList, PublicKey, Revoked
from clearway.core.release.signature import Signed
from clearway.core.release.statement import FORMAT, GoodsSummary, Statement

AT = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)
ROOT = Ed25519PrivateKey.from_private_bytes(bytes([7]) * 32)
KEY = Ed25519PrivateKey.from_private_bytes(bytes([1]) * 32)
OTHER = Ed25519PrivateKey.from_private_bytes(bytes([2]) * 32)


def statement(**changed: object) -> Statement:
    """What a receipt of a container says."""
    said = Statement(
        format=FORMAT,
        number="26DL00012345678901-K7QF2M9A",
        issuer="clearway.demoland",
        mrn="26DL00012345678901",
        version=1,
        regime="import",
        office="DL000101",
        importer="DL0000001017",
        exporter="",
        declarant="DL0000002010",
        goods=GoodsSummary(("CSQU3054383",), ("N705 MAEU1",), Decimal("430.50"), Decimal(20), 2),
        charges=Money(Decimal("1234.50"), "DML"),
        record="sha256:" + "ab" * 32,
        released_at=AT,
        issued_at=AT,
    )
    return msgspec.structs.replace(said, **changed)


def signed(said: Statement | None = None, key: Ed25519PrivateKey = KEY, typ: str = check.TYP) -> Signed:
    """A signed receipt."""
    return signature.sign(said or statement(), key, typ=typ)


def public(key: Ed25519PrivateKey = KEY, **changed: object) -> PublicKey:
    """The public half of a key, in use since a day before."""
    raw = key.public_key().public_bytes_raw()
    one = PublicKey(kid=signature.thumbprint(raw), x=signature.encoded(raw), valid_from=AT - timedelta(days=1))
    return msgspec.structs.replace(one, **changed)


def keys(*of: PublicKey, revoked: tuple[Revoked, ...] = (), **changed: object) -> KeyList:
    """A list of keys, not signed yet."""
    root = ROOT.public_key().public_bytes_raw()
    made = KeyList(
        format=keylist.FORMAT,
        issuer="clearway.demoland",
        number=3,
        issued_at=AT,
        next_update=AT + timedelta(days=7),
        root=signature.encoded(root),
        keys=of or (public(),),
        revoked=revoked,
    )
    return msgspec.structs.replace(made, **changed)


def published(made: KeyList | None = None, by: Ed25519PrivateKey = ROOT) -> bytes:
    """The list as a signed file."""
    return signature.sign(made or keys(), by, typ=keylist.TYP).file(keylist.MEMBER)
