"""The check of a receipt, wherever it is shown: with the list of keys alone, without a network or a table."""

from typing import Literal

import msgspec

from clearway.core.release import signature
from clearway.core.release.keylist import KeyList, PublicKey, Revoked
from clearway.core.release.signature import NotSigned, Signed
from clearway.core.release.statement import FORMAT, Statement

TYP, MEMBER = "clearway-receipt", "receipt"

Verdict = Literal["valid", "altered", "unknown key", "revoked", "expired key", "unreadable"]


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """What a check found. The statement is given only where its signature is right.

    ``revoked`` is the receipt's own revocation; where the key was revoked instead, the key says since when.
    """

    verdict: Verdict
    statement: Statement | None = None
    kid: str = ""
    key: PublicKey | None = None
    revoked: Revoked | None = None
    because: str = ""


def check(receipt: bytes, keys: KeyList) -> Checked:
    """Whether a receipt is good: signed as it stands, by a key in use when it was issued, and not revoked."""
    try:
        signed = signature.taken_apart(receipt, MEMBER)
    except NotSigned as error:
        return Checked(verdict="unreadable", because=str(error))
    kid = signed.header.kid
    key = keys.key(kid)
    if key is None:
        return Checked(verdict="unknown key", kid=kid)
    statement = _statement(signed, key, keys.issuer)
    if statement is None:
        return Checked(verdict="altered", kid=kid, key=key)
    return _in_time(statement, key, keys)


def _statement(signed: Signed, key: PublicKey, issuer: str) -> Statement | None:
    """What was signed, if it was signed by the key, as a receipt, for this house."""
    if signed.header.typ != TYP or not signed.is_by(key.public):
        return None
    try:
        statement = msgspec.json.decode(signed.payload, type=Statement)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    return statement if (statement.format, statement.issuer) == (FORMAT, issuer) else None


def _in_time(statement: Statement, key: PublicKey, keys: KeyList) -> Checked:
    revoked = keys.revocation(statement.number)
    verdict: Verdict = "valid"
    if not key.covers(statement.issued_at):
        verdict = "expired key"
    if key.revoked_at is not None or revoked is not None:
        verdict = "revoked"
    return Checked(verdict=verdict, statement=statement, kid=key.kid, key=key, revoked=revoked)
