"""A person asks for a document, holds it, puts a copy on a device, and has it revoked."""

import secrets
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any, Final

import msgspec
from django.core.signing import BadSignature, TimestampSigner
from django.db import transaction

from clearway.core.law.information import Catalogue, InformationKind
from clearway.hub.exchange import public as exchange
from clearway.hub.wallet import errors, events, keys, models, queries, sdjwt, status
from clearway.hub.wallet.queries import Document
from clearway.platform.events import log
from clearway.platform.sealing import seal, unseal

#: A document tells how things stood when it was issued; after so long nobody should rely on it.
LASTS: Final = timedelta(days=180)
OFFERED_FOR: Final = timedelta(minutes=10)
TOKEN_FOR: Final = timedelta(minutes=5)
NONCE_SECONDS: Final = 300
MOST_TRIES: Final = 5
PROOF_TYP: Final = "openid4vci-proof+jwt"
CONTENT: Final = "clearway wallet documents"
_NONCES: Final = "clearway wallet nonces"
_DIGITS = 1_000_000


class Offered(msgspec.Struct, frozen=True):
    """An offer as its page shows it: its number, its code, and the number to type."""

    number: str
    code: str
    typed: str
    until: datetime


class Granted(msgspec.Struct, frozen=True):
    """A token that fetches one document."""

    token: str
    seconds: int
    kind: str


def kinds(known: Catalogue, day: date) -> dict[str, InformationKind]:
    """The kinds of which a person can have a document about themself."""
    return {code: one for code, one in known.kinds.items() if one.about == "person" and one.period.covers(day)}


def ask(subject: str, kind: str, known: Catalogue, *, base: str, by: str, at: datetime) -> Document:
    """A person gets a document of a kind about themself, and holds it here."""
    found = kinds(known, at.date()).get(kind)
    if found is None:
        raise errors.NotOfPersons
    record = exchange.own_record(found, known, subject, at=at)
    if not record:
        raise errors.NothingHeld
    key = keys.fresh()
    jwk = sdjwt.public_jwk(key.public_key())
    return _issued(
        subject, kind, {name: _plain(value) for name, value in record.items()}, jwk, keys.sealed(key), base=base,
        by=by, at=at,
    )[0]  # fmt: skip


@transaction.atomic
def offer(number: str, *, subject: str, by: str, at: datetime) -> Offered:
    """A copy of a document may be fetched by a device of the person's, once and soon."""
    row = _held(number, subject, at)
    code, typed = secrets.token_urlsafe(32), f"{secrets.randbelow(_DIGITS):06}"
    made = models.Offer.objects.create(
        document=row, code=_hash(code), typed=_hash(typed), sealed=seal(code, purpose=CONTENT),
        until=at + OFFERED_FOR,
    )  # fmt: skip
    _tell(row, "offered", by=by, at=at)
    return Offered(str(made.number), code, typed, made.until)


def offered(number: str, *, at: datetime) -> tuple[str, str]:
    """The kind and the code of an offer that still stands; whoever reads it has its address from its page."""
    row = models.Offer.objects.filter(number=queries.as_number(number), used_at=None, until__gt=at).first()
    if row is None:
        raise errors.OfferOver
    return row.document.kind, unseal(row.sealed, purpose=CONTENT)


def redeem(code: str, typed: str, *, at: datetime) -> Granted:
    """A device that has the code, and whose owner typed the number, is given a token; an offer is taken once."""
    with transaction.atomic():
        rows = models.Offer.objects.select_for_update(of=("self",)).select_related("document")
        row = rows.filter(code=_hash(code), used_at=None, until__gt=at, tries__lt=MOST_TRIES).first()
        if row is None or row.document.state != "held":
            raise errors.OfferOver
        is_right = secrets.compare_digest(row.typed, _hash(typed))
        token = secrets.token_urlsafe(32)
        if is_right:
            row.used_at, row.token, row.token_until = at, _hash(token), at + TOKEN_FOR
        else:
            row.tries += 1
        row.save(update_fields=["used_at", "token", "token_until", "tries"])
    if not is_right:
        raise errors.CodeWrong
    return Granted(token, int(TOKEN_FOR.total_seconds()), row.document.kind)


def nonce() -> str:
    """What a device signs to show that its proof is fresh."""
    return TimestampSigner(salt=_NONCES).sign(secrets.token_urlsafe(12))


@transaction.atomic
def issue(token: str, proof: str, *, base: str, at: datetime) -> str:
    """The copy of a document, bound to the key that a device has proved to have; a token fetches one."""
    rows = models.Offer.objects.select_for_update(of=("self",)).select_related("document")
    row = rows.filter(token=_hash(token), token_until__gt=at).first() if token else None
    if row is None or row.document.state != "held":
        raise errors.OfferOver
    jwk = _proved(proof, base)
    row.token = ""
    row.save(update_fields=["token"])
    source = row.document
    held = unseal(source.content, purpose=CONTENT)
    claims = _withheld(held)
    return _issued(
        source.subject, source.kind, claims, jwk, "", base=base, by=f"device:{sdjwt.thumbprint(jwk)}", at=at
    )[1]


@transaction.atomic
def revoke(number: str, *, subject: str, by: str, at: datetime) -> None:
    """Nobody relies on the document any more, from now on."""
    row = (
        models.Document.objects.select_for_update().filter(number=queries.as_number(number), subject=subject).first()
    )
    if row is None:
        raise errors.NoSuchDocument
    if row.state == "revoked":
        return
    row.state, row.revoked_at, row.content, row.private = "revoked", at, "", ""
    row.save(update_fields=["state", "revoked_at", "content", "private"])
    _tell(row, "revoked", by=by, at=at)


def vct(base: str, kind: str) -> str:
    """The type of documents of a kind."""
    return f"{base}/wallet/types/{kind}"


def _issued(
    subject: str, kind: str, claims: dict[str, Any], jwk: dict[str, Any], private: str, *, base: str, by: str,
    at: datetime,
) -> tuple[Document, str]:  # fmt: skip
    """A new document in force; what a device holds is not kept here."""
    place, until = status.free_place(), at + LASTS
    plain = {
        "iss": base,
        "iat": int(at.timestamp()),
        "exp": int(until.timestamp()),
        "vct": vct(base, kind),
        "cnf": {"jwk": jwk},
        "status": {"status_list": {"idx": place, "uri": status.address(base)}},
    }
    kid, key = keys.signing(at)
    text = sdjwt.made(plain, claims, key=key, alg=keys.ALG, kid=kid, salt=_salt)
    with transaction.atomic():
        row = models.Document.objects.create(
            subject=subject, kind=kind, state="held" if private else "elsewhere",
            content=seal(text, purpose=CONTENT) if private else "", private=private,
            holder_key=sdjwt.thumbprint(jwk), place=place, issued_at=at, until=until,
        )  # fmt: skip
        _tell(row, "held" if private else "on a device", by=by, at=at)
    return queries.read(row), text


def _held(number: str, subject: str, at: datetime) -> models.Document:
    rows = models.Document.objects.filter(number=queries.as_number(number), subject=subject)
    row = rows.first()
    if row is None:
        raise errors.NoSuchDocument
    if row.state != "held" or row.until <= at:
        raise errors.NotHeldHere
    return row


def _withheld(text: str) -> dict[str, Any]:
    parts = sdjwt.taken(text)
    whole = sdjwt.opened(sdjwt.payload(parts.signed), parts.disclosures)
    return {name: whole[name] for name in sdjwt.names(text)}


def _proved(proof: str, base: str) -> dict[str, Any]:
    """The key that a device has: it signed our nonce with it, for us."""
    try:
        jwk = sdjwt.header(proof).get("jwk")
        said = sdjwt.checked(proof, sdjwt.key_of(jwk), typ=PROOF_TYP)
        TimestampSigner(salt=_NONCES).unsign(str(said.get("nonce", "")), max_age=NONCE_SECONDS)
    except sdjwt.NotSound as error:
        raise errors.ProofNotSound(why=str(error)[:200]) from error
    except BadSignature as error:
        raise errors.ProofNotSound(why="the nonce is not ours, or its time is over") from error
    if said.get("aud") != base:
        raise errors.ProofNotSound(why=f"it is not for {base}")
    assert isinstance(jwk, dict)
    return {name: jwk[name] for name in ("kty", "crv", "x", "y") if name in jwk}


def _tell(row: models.Document, state: str, *, by: str, at: datetime) -> None:
    told = events.DocumentMoved(document=str(row.number), kind=row.kind, state=state)
    log.record(told, subject=f"person/{row.subject}", actor=by, at=at)


def _plain(value: Any) -> Any:
    """A value as JSON has it."""
    as_json: dict[type, Callable[[Any], Any]] = {Decimal: str, date: date.isoformat, datetime: datetime.isoformat}
    return as_json[type(value)](value) if type(value) in as_json else value


def _salt() -> str:
    return secrets.token_urlsafe(16)


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()
