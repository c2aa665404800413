"""The receipt of a consent after ISO/IEC TS 27560: signed JSON-LD that says what was asked, decided and taken back.

It is signed as receipts of releases are, with the same keys, so that one list of keys checks both
(docs/protocols/PR-CNS-consent-receipt.md). The signature stands beside the members it covers, under ``signature``.
"""

from datetime import datetime
from typing import Any, Final, Literal

import msgspec
from django.conf import settings
from django.db import transaction

from clearway.core.kernel import canonical
from clearway.core.law.information import Catalogue, Field, Predicate
from clearway.core.release import signature
from clearway.core.release.keylist import KeyList
from clearway.core.release.signature import NotSigned, Signed
from clearway.hub.consents.queries import Asked
from clearway.stations.release import public as release

TYP: Final = "clearway-consent-receipt"
KIND: Final = "ConsentReceipt"
SCHEMA: Final = "ISO/IEC TS 27560:2023"
_DPV: Final = "https://w3id.org/dpv#"
_TERMS: Final = "https://www.w3.org/ns/"
#: What the members mean, in the terms of the W3C's vocabularies for privacy, provenance and signatures.
CONTEXT: Final[dict[str, str]] = {
    "@vocab": "https://clearway.example/terms/consent#",
    "dpv": _DPV,
    "dct": "http://purl.org/dc/terms/",
    "ConsentReceipt": f"{_DPV}ConsentReceipt",
    "recordId": "dct:identifier",
    "issuedAt": "dct:issued",
    "issuer": "dct:publisher",
    "language": "dct:language",
    "schemaVersion": "dct:conformsTo",
    "piiPrincipalId": f"{_DPV}hasDataSubject",
    "processing": f"{_DPV}hasProcess",
    "purpose": f"{_DPV}hasPurpose",
    "lawfulBasis": f"{_DPV}hasLegalBasis",
    "piiInformation": f"{_DPV}hasPersonalData",
    "piiControllers": f"{_DPV}hasDataController",
    "jurisdiction": f"{_DPV}hasJurisdiction",
    "events": f"{_TERMS}prov#wasInfluencedBy",
    "eventTime": f"{_TERMS}prov#atTime",
    "validUntil": f"{_DPV}hasDuration",
    "signature": "https://w3id.org/security#jws",
}

Verdict = Literal["valid", "altered", "unknown key", "revoked", "expired key", "unreadable"]


class CheckedReceipt(msgspec.Struct, frozen=True):
    """What a check found; the receipt is given only where its signature is right."""

    verdict: Verdict
    receipt: dict[str, Any] | None = None
    kid: str = ""
    because: str = ""


class _Document(msgspec.Struct, frozen=True, rename="camel"):
    """The receipt as it is signed."""

    context: dict[str, str] = msgspec.field(name="@context")
    id: str = msgspec.field(name="@id")
    type: str = msgspec.field(name="@type")
    schema_version: str
    record_id: str
    issuer: str
    issued_at: datetime
    language: str
    pii_principal_id: str
    processing: tuple[dict[str, Any], ...]
    parties: tuple[dict[str, str], ...]
    events: tuple[dict[str, Any], ...]


@transaction.atomic
def receipt(consent: Asked, known: Catalogue, *, organisation: str, language: str, at: datetime) -> bytes:
    """The signed receipt of a consent as it stands; ``organisation`` is what the asking one is called."""
    private, _since = release.signing_key(at)
    document = _Document(
        context=CONTEXT,
        id=f"urn:uuid:{consent.number}",
        type=KIND,
        schema_version=SCHEMA,
        record_id=consent.number,
        issuer=settings.CLEARWAY_ORIGIN,
        issued_at=at.replace(microsecond=0),
        language=language,
        pii_principal_id=consent.subject,
        processing=(_processing(consent, known, language),),
        parties=_parties(consent, known, organisation, language),
        events=_events(consent),
    )
    signed = signature.sign(document, private, typ=TYP)
    detached = f"{signed.protected}..{signature.encoded(signed.signature)}"
    return canonical.encode({**msgspec.json.decode(signed.payload), "signature": detached})


def is_receipt(content: bytes) -> bool:
    """Whether some bytes mean to be the receipt of a consent."""
    return content.lstrip().startswith(b"{") and f'"{KIND}"'.encode() in content


def check_receipt(content: bytes, keys: KeyList) -> CheckedReceipt:
    """Whether a receipt is as it was signed, by a key of the list that was in use then."""
    try:
        signed = _taken_apart(content)
    except NotSigned as error:
        return CheckedReceipt("unreadable", because=str(error))
    kid = signed.header.kid
    key = keys.key(kid)
    if key is None:
        return CheckedReceipt("unknown key", kid=kid)
    said = msgspec.json.decode(signed.payload)
    if signed.header.typ != TYP or said.get("issuer") != keys.issuer or not signed.is_by(key.public):
        return CheckedReceipt("altered", kid=kid)
    if key.revoked_at is not None:
        return CheckedReceipt("revoked", said, kid)
    issued = msgspec.convert(said["issuedAt"], datetime, strict=False)
    return CheckedReceipt("valid" if key.covers(issued) else "expired key", said, kid)


def _taken_apart(content: bytes) -> Signed:
    try:
        both = msgspec.json.decode(content, type=dict[str, Any])
        protected, between, signed = str(both.pop("signature", "")).split(".")
        payload = canonical.encode(both)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, canonical.NotCanonical, ValueError) as error:
        raise NotSigned("a receipt with its detached signature was expected") from error
    if between:
        raise NotSigned("the signature is not detached")
    return signature.taken_apart(f"{protected}.{signature.encoded(payload)}.{signed}".encode(), "")


def _processing(consent: Asked, known: Catalogue, language: str) -> dict[str, Any]:
    kind, article = known.kinds.get(consent.kind), known.articles.get(consent.article)
    named: dict[str, Field | Predicate] = {**kind.fields, **kind.predicates} if kind else {}
    return {
        "purpose": consent.purpose or (_title(article.titles, language) if article else consent.article),
        "purposeLaw": article.law if article else consent.article,
        "lawfulBasis": "consent",
        "service": _title(kind.titles, language) if kind else consent.kind,
        "piiInformation": [
            {
                "piiType": f"{consent.kind}/{name}",
                "title": _title(named[name].titles, language) if name in named else name,
                "isSensitive": name in named and named[name].sensitivity == "special",
            }
            for name in consent.grants
        ],
        "piiControllers": [consent.organisation],
        "collectionMethod": "looked up at the holder for each case",
        "processingMethod": "shown to the official who asked",
        "storage": "the hub stores no value",
        "withdrawalMethod": f"{settings.CLEARWAY_PORTAL}/me/consents/{consent.number}",
        "jurisdiction": consent.organisation[:2],
    }


def _parties(consent: Asked, known: Catalogue, organisation: str, language: str) -> tuple[dict[str, str], ...]:
    asked = {"partyId": consent.organisation, "name": organisation, "partyRole": "pii-controller"}
    kind = known.kinds.get(consent.kind)
    holder = known.holders.get(kind.holder) if kind else None
    if holder is None:
        return (asked,)
    return (asked, {"partyId": holder.code, "name": _title(holder.titles, language), "partyRole": "holder"})


def _events(consent: Asked) -> tuple[dict[str, Any], ...]:
    """Every step, first to last; who decides for another is named by number."""
    entity = consent.delegate or consent.subject
    steps: list[tuple[str, datetime | None, str, str]] = [
        ("requested", consent.asked_at, "unconfirmed", consent.organisation)
    ]
    if consent.state == "refused":
        steps.append(("refused", consent.decided_at, "refused", entity))
    if consent.since is not None:
        steps.append(("given", consent.since, "given", entity))
    if consent.withdrawn_at is not None:
        steps.append(("withdrawn", consent.withdrawn_at, "withdrawn", entity))
    return tuple(
        {
            "eventType": f"consent-{kind}",
            "eventTime": at.isoformat() if at else "",
            "eventState": state,
            "entityId": by,
            **({"validUntil": consent.until.isoformat()} if kind == "given" and consent.until else {}),
        }
        for kind, at, state, by in steps
    )


def _title(titles: dict[str, str], language: str) -> str:
    return titles.get(language) or titles.get("en") or ""
