"""An organisation asks for a document: the question as OpenID4VP puts it, and whether an answer can be relied on."""

import base64
import json
import secrets
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any, Final

import jwt
import msgspec
from django.db import transaction

from clearway.core.law.information import Catalogue
from clearway.hub.wallet import errors, events, issuing, keys, models, queries, sdjwt
from clearway.platform.events import log
from clearway.platform.sealing import seal, unseal

TYP: Final = "oauth-authz-req+jwt"
#: Under this name an answer brings the document.
ID: Final = "document"
OPEN_FOR: Final = timedelta(minutes=15)
_WALLET = "https://self-issued.me/v2"
_ANSWERS = "clearway wallet answers"


class Question(msgspec.Struct, frozen=True):
    """A question as the organisation that asked it sees it; ``claims`` are what came and was found sound."""

    number: str
    organisation: str
    kind: str
    names: tuple[str, ...]
    purpose: str
    state: str
    until: datetime
    answered_at: datetime | None
    claims: dict[str, Any]


@transaction.atomic
def ask(
    organisation: str, kind: str, names: Collection[str], purpose: str, known: Catalogue, *, by: str, at: datetime
) -> Question:
    """An organisation asks whoever has a document of a kind to show some claims of it."""
    found = issuing.kinds(known, at.date()).get(kind)
    if found is None or not names or not all(found.knows(one) for one in names):
        raise errors.NotOfPersons
    row = models.Question.objects.create(
        organisation=organisation, kind=kind, names=sorted(set(names)), purpose=purpose,
        nonce=secrets.token_urlsafe(24), asked_by=by, asked_at=at, until=at + OPEN_FOR,
    )  # fmt: skip
    return _read(row)


def question(number: str, *, organisation: str) -> Question:
    """A question of an organisation, and what came."""
    row = models.Question.objects.filter(number=queries.as_number(number), organisation=organisation).first()
    if row is None:
        raise errors.QuestionOver
    return _read(row)


def open_question(number: str, *, at: datetime) -> Question:
    """A question that can still be answered, as whoever is to answer it sees it."""
    return _read(_waiting(number, at))


def request_object(number: str, *, base: str, called: str, at: datetime) -> str:
    """The question, signed; ``called`` is what the organisation is called."""
    row = _waiting(number, at)
    kid, key = keys.signing(at)
    claims = {
        "client_id": client_id(at),
        "response_type": "vp_token",
        "response_mode": "direct_post",
        "response_uri": f"{base}/wallet/requests/{row.number}/response",
        "nonce": row.nonce,
        "state": str(row.number),
        "aud": _WALLET,
        "iat": int(at.timestamp()),
        "exp": int(row.until.timestamp()),
        "dcql_query": {
            "credentials": [
                {
                    "id": ID,
                    "format": sdjwt.TYP,
                    "meta": {"vct_values": [issuing.vct(base, row.kind)]},
                    "claims": [{"path": [name]} for name in row.names],
                }
            ]
        },
        "client_metadata": {
            "client_name": called,
            "purpose": row.purpose,
            "vp_formats_supported": {
                sdjwt.TYP: {"sd-jwt_alg_values": [keys.ALG], "kb-jwt_alg_values": list(sdjwt.ALGORITHMS)}
            },
        },
    }
    name = client_id(at).partition(":")[2]
    return jwt.encode(claims, key, algorithm=keys.ALG, headers={"typ": TYP, "kid": f"{name}#0", "x-kid": kid})


def client_id(at: datetime) -> str:
    """Who asks, in a name that holds the key with which the question is signed."""
    kid, _key = keys.signing(at)
    jwk = next(one for one in keys.published() if one["kid"] == kid)
    said = json.dumps({name: jwk[name] for name in ("kty", "crv", "x", "y")}, separators=(",", ":"))
    return "decentralized_identifier:did:jwk:" + base64.urlsafe_b64encode(said.encode()).rstrip(b"=").decode()


@transaction.atomic
def answer(number: str, vp_token: str, *, at: datetime) -> Question:
    """What came is sound: our document, in force, of the kind, shown by its holder for this very question."""
    row = _waiting(number, at, locked=True)
    try:
        document, claims = _sound(row, _presented(vp_token), at)
    except sdjwt.NotSound as error:
        raise errors.AnswerNotSound(why=str(error)[:200]) from error
    asked = {name: claims[name] for name in row.names}
    row.state, row.answered_at = "answered", at
    row.answer = seal(json.dumps(asked), purpose=_ANSWERS)
    row.save(update_fields=["state", "answered_at", "answer"])
    sent(document, row.organisation, row.names, row.purpose, by=f"person:{document.subject}", at=at)
    return _read(row)


@transaction.atomic
def refuse(number: str, *, at: datetime) -> None:
    """Whoever was asked sends nothing."""
    row = _waiting(number, at, locked=True)
    row.state, row.answered_at = "refused", at
    row.save(update_fields=["state", "answered_at"])


def sent(document: models.Document, to: str, names: Collection[str], purpose: str, *, by: str, at: datetime) -> None:
    """It is on record, for the person, that claims of a document went to somebody."""
    models.Sending.objects.create(
        document=document, subject=document.subject, to=to, names=list(names), purpose=purpose, at=at
    )
    told = events.DocumentSent(
        document=str(document.number), kind=document.kind, to=to, names=tuple(names), purpose=purpose
    )
    log.record(told, subject=f"person/{document.subject}", actor=by, at=at)


def _sound(row: models.Question, text: str, at: datetime) -> tuple[models.Document, dict[str, Any]]:
    parts = sdjwt.taken(text)
    said = sdjwt.checked(parts.signed, keys.public(str(sdjwt.header(parts.signed).get("kid", ""))), typ=sdjwt.TYP)
    claims = sdjwt.opened(said, parts.disclosures)
    if not str(claims.get("vct", "")).endswith(f"/wallet/types/{row.kind}"):
        raise sdjwt.NotSound("It is a document of another kind.")
    document = models.Document.objects.filter(place=said["status"]["status_list"]["idx"]).first()
    if document is None or document.state == "revoked" or int(said["exp"]) <= at.timestamp():
        raise sdjwt.NotSound("The document is not in force any more.")
    sdjwt.check_binding(parts, said["cnf"]["jwk"], audience=client_id(at), nonce=row.nonce, at=at)
    missing = [name for name in row.names if name not in claims]
    if missing:
        raise sdjwt.NotSound(f"It does not show {', '.join(missing)}.")
    return document, claims


def _presented(vp_token: str) -> str:
    """The one document that an answer brings, as either version of the protocol writes it."""
    try:
        said = json.loads(vp_token)
    except (ValueError, RecursionError) as error:
        raise sdjwt.NotSound("The vp_token is not JSON.") from error
    found = said.get(ID) if isinstance(said, dict) else None
    found = found[0] if isinstance(found, list) and len(found) == 1 else found
    if not isinstance(found, str):
        raise sdjwt.NotSound(f"The vp_token brings no one document under {ID}.")
    return found


def _waiting(number: str, at: datetime, *, locked: bool = False) -> models.Question:
    rows = models.Question.objects.filter(number=queries.as_number(number), state="waiting", until__gt=at)
    row = (rows.select_for_update() if locked else rows).first()
    if row is None:
        raise errors.QuestionOver
    return row


def _read(row: models.Question) -> Question:
    claims = json.loads(unseal(row.answer, purpose=_ANSWERS)) if row.answer else {}
    return Question(
        str(row.number), row.organisation, row.kind, tuple(row.names), row.purpose, row.state, row.until,
        row.answered_at, claims,
    )  # fmt: skip
