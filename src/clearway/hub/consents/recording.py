"""Consents as records: what was asked in which words, how it stands, and what was signed about it."""

import uuid
from collections.abc import Collection
from datetime import datetime
from hashlib import sha1
from typing import Any

import msgspec
from django.db import transaction
from django.db.models import Q, QuerySet

from clearway.hub.consents import actions, errors, events, models
from clearway.hub.consents.queries import Asked, as_asked
from clearway.hub.wordings import public as wordings
from clearway.platform.events import log

#: No page of a list is longer.
MOST = 100


class Signature(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """What was signed: a payload, and how it may be checked by whoever knows the signer.

    The house keeps it as evidence. It checks that the payload is about the record; it knows no signer's key.
    """

    payload: str
    verification_method: str
    verification_payload: str
    verification_payload_hash: str
    verification_signed_by: str
    timestamp: str
    signature: str = ""
    verification_artifact: str = ""
    verification_signed_as: str = ""
    verification_jws_header: str = ""
    signed_without_object_reference: bool = False
    object_type: str = "revision"
    object_reference: str = ""


class Record(msgspec.Struct, frozen=True):
    """A consent with what was signed about it; ``signature`` is that one's number."""

    consent: Asked
    signature: str = ""
    signed: Signature | None = None

    @property
    def is_signed(self) -> bool:
        """Whether a signature stands on it."""
        return self.signed is not None and bool(self.signed.signature)


class Reach(msgspec.Struct, frozen=True):
    """Whose records somebody may read: one organisation's, those about some kinds, or a subject's with everybody."""

    organisation: str | None
    kinds: tuple[str, ...] = ()


def records(
    reach: Reach, *, subject: str = "", wording: str = "", current: bool = False, offset: int = 0, limit: int = MOST
) -> tuple[Record, ...]:
    """Records, first asked first; ``current`` only the latest of each subject in each wording."""
    rows = _rows(reach)
    if subject:
        rows = rows.filter(subject=subject)
    if wording:
        rows = rows.filter(wording=_number(wording))
    if current:
        latest = rows.exclude(wording=None).order_by("wording", "subject", "-asked_at").distinct("wording", "subject")
        rows = _rows(reach).filter(Q(pk__in=latest.values("pk")) | Q(pk__in=rows.filter(wording=None).values("pk")))
    page = rows.order_by("asked_at", "number")[offset : offset + min(limit, MOST)]
    return tuple(_read(row) for row in page)


def record(number: str, reach: Reach, *, subject: str = "") -> Record:
    """One record; ``ConsentUnknown`` where there is none within reach."""
    rows = _rows(reach).filter(number=_number(number))
    row = (rows.filter(subject=subject) if subject else rows).first()
    if row is None:
        raise errors.ConsentUnknown(consent=number[:60])
    return _read(row)


def to_sign(revision: wordings.Revision, *, by: str, at: datetime) -> Signature:
    """What is to be signed about a state of a record."""
    return _complete(
        Signature(
            payload="", verification_method="", verification_payload=revision.snapshot, verification_payload_hash="",
            verification_signed_by=by, timestamp=at.isoformat(), object_reference=revision.number,
        )
    )  # fmt: skip


@transaction.atomic
def sign(number: str, said: Signature, reach: Reach, *, by: str, at: datetime) -> Record:
    """A signature, or what is still to be signed, stands on the record's present state."""
    found = record(number, reach)
    present = wordings.revision(number)
    about = msgspec.structs.replace(
        said, verification_payload=present.snapshot, object_reference=present.number, object_type="revision"
    )
    if said.signature and said.verification_payload_hash not in ("", sha(present.snapshot)):
        raise errors.SignedOtherwise(found=said.verification_payload_hash[:60])
    models.Signature.objects.update_or_create(
        consent_id=number,
        defaults={"said": msgspec.to_builtins(_complete(about)), "made_by": by, "made_at": at},
    )
    if said.signature:
        event = events.ConsentSigned(consent=number, revision=present.hash, signed_by=said.verification_signed_by)
        log.record(event, subject=f"person/{found.consent.subject}", actor=by, at=at)
    return record(number, reach)


@transaction.atomic
def forget(subject: str, reach: Reach, forgettable: Collection[str], *, by: str, at: datetime) -> int:
    """What a person allowed is taken back, and what need not be kept is forgotten; how many were.

    What was asked in words that say so is forgotten altogether; so is what nobody has answered. The log keeps that
    it was.
    """
    rows = _rows(reach).filter(subject=subject)
    for row in rows.filter(state="given"):
        actions.withdraw(str(row.number), subject=subject, by=by, at=at)
    gone = list(rows.filter(Q(wording__in=list(forgettable)) | Q(state="asked")).values_list("number", flat=True))
    wordings.forget([str(one) for one in gone])
    models.Consent.objects.filter(number__in=gone).delete()
    return len(gone)


def sha(text: str) -> str:
    """The hash that the building block names for what is signed."""
    return sha1(text.encode(), usedforsecurity=False).hexdigest()


def _complete(said: Signature) -> Signature:
    """The payload is built from the other members, as the building block describes it."""
    hashed = sha(said.verification_payload)
    members: dict[str, Any] = {
        "verificationPayload": said.verification_payload,
        "verificationPayloadHash": hashed,
        "verificationMethod": said.verification_method,
        "verificationArtifact": said.verification_artifact,
        "verificationSignedBy": said.verification_signed_by,
        "verificationJwsHeader": said.verification_jws_header,
        "timestamp": said.timestamp,
        "signedWithoutObjectReference": said.signed_without_object_reference,
        "objectType": said.object_type,
        "objectReference": said.object_reference,
    }
    payload = msgspec.json.encode(members).decode()
    return msgspec.structs.replace(said, payload=payload, verification_payload_hash=hashed)


def _rows(reach: Reach) -> "QuerySet[models.Consent]":
    rows = models.Consent.objects.select_related("signature")
    if reach.organisation is None:
        return rows
    return rows.filter(Q(organisation=reach.organisation) | Q(kind__in=reach.kinds))


def _read(row: models.Consent) -> Record:
    signature = getattr(row, "signature", None)
    if signature is None:
        return Record(as_asked(row))
    return Record(as_asked(row), str(signature.number), msgspec.convert(signature.said, Signature))


def _number(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.UUID(int=0)
