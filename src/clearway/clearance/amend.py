"""Changing and withdrawing a lodged declaration: lock, decide anew, write, tell."""

from collections.abc import Sequence
from datetime import datetime

import msgspec
from django.db import transaction

from clearway.clearance import answer, circumstances, errors, models, reach
from clearway.clearance.decide import decide, waits_for
from clearway.clearance.events import DeclarationAmended, DeclarationCancelled, decided_event
from clearway.clearance.proceed import proceed, stand
from clearway.clearance.record import CODE_VERSION, Record, Sealed, Submitted, seal
from clearway.core.facts.amending import PlaceUnknown, amended
from clearway.core.facts.answer import Answer
from clearway.core.facts.declaration import Declaration, Purpose
from clearway.core.kernel import canonical
from clearway.core.settle import payer_of
from clearway.platform import numbering
from clearway.platform.calendar import now
from clearway.platform.events import log
from clearway.platform.identity.actor import Actor
from clearway.registers.lawbook import public as lawbook
from clearway.stations.cargo import public as cargo
from clearway.stations.controls import public as controls
from clearway.stations.controls.public import desks
from clearway.stations.declarations import public as declarations
from clearway.stations.declarations.public import DeclarationFile, Request
from clearway.stations.duties import public as duties
from clearway.stations.payments import public as payments
from clearway.stations.payments.public import Debt
from clearway.stations.permits import public as permits
from clearway.stations.targeting import public as targeting

#: A declaration may be changed or withdrawn until the goods are released.
CHANGEABLE = frozenset({"lodged", "validated", "assessed", "targeted", "permitted", "paid", "held"})


@transaction.atomic
def amend(submitted: Submitted, paths: Sequence[str], *, number: str | None, by: Actor) -> Answer:
    """Change the named places of a lodged declaration, or all of it, and decide it under the law of its own day.

    The same amendment again is given the first answer; its reference with other content is refused.
    """
    by.must("declarations:write")
    file = _locked(submitted.declaration, "amendment", number, by)
    key, digest = _key(submitted.declaration, file), canonical.digest(submitted.declaration)
    earlier = _earlier_answer(file, key, digest)
    if earlier is not None:
        return earlier
    _must_be_changeable(file)
    refused = _refused_request(submitted.declaration, file)
    if refused is not None:
        return refused
    try:
        after = amended(declarations.version_of(file.id, file.version).facts, submitted.declaration, paths)
    except PlaceUnknown as error:
        raise errors.PlaceNotKnown(path=error.path) from error
    record = _decide_again(file, after)
    reply = answer.answer_for(
        after,
        record.decision,
        mrn=file.mrn,
        version=record.version,
        at=record.decided_at,
        lodged_at=file.lodged_at,
    )
    request = _request(submitted, file, key, digest, reply)
    sealed = seal(record)
    permits.give_back(file.id, file.mrn, record.decided_at)
    _keep(file, request, after, sealed)
    event = DeclarationAmended(
        mrn=file.mrn,
        version=record.version,
        submitter=file.submitter,
        reason=_reason(submitted.declaration),
        facts_hash=record.facts_hash,
    )
    log.record(event, decided_event(sealed), subject=f"declaration/{file.mrn}", actor=by.name, at=record.decided_at)
    _go_on(file, by=by, at=record.decided_at)
    return reply


@transaction.atomic
def cancel(submitted: Submitted, *, number: str | None, by: Actor) -> Answer:
    """Withdraw a declaration before release; asked again, the first answer is given."""
    by.must("declarations:write")
    file = _locked(submitted.declaration, "cancellation", number, by)
    key, digest = _key(submitted.declaration, file), canonical.digest(submitted.declaration)
    earlier = _earlier_answer(file, key, digest)
    if earlier is not None:
        return earlier
    _must_be_changeable(file)
    refused = _refused_request(submitted.declaration, file)
    if refused is not None:
        return refused
    if file.state == "held":
        raise errors.NotAmendable(mrn=file.mrn, state=file.state)
    reply = Answer(
        reference=file.reference,
        outcome="cancelled",
        answered_at=now(),
        mrn=file.mrn,
        version=file.version,
        lodged_at=file.lodged_at,
    )
    permits.give_back(file.id, file.mrn, reply.answered_at)
    cargo.forget(file.id)
    declarations.withdraw(file, _request(submitted, file, key, digest, reply))
    _end_work(msgspec.structs.replace(file, state="cancelled"), by=by, at=reply.answered_at)
    payments.cancel(file.id, at=reply.answered_at)
    event = DeclarationCancelled(
        mrn=file.mrn, version=file.version, submitter=file.submitter, reason=_reason(submitted.declaration)
    )
    log.record(event, subject=f"declaration/{file.mrn}", actor=by.name, at=reply.answered_at)
    return reply


def _go_on(before: DeclarationFile, *, by: Actor, at: datetime) -> None:
    """What is decided anew may need a check that it did not need before, or go on at once; what is detained stays."""
    file = declarations.lock(before.id)
    _end_work(file, by=by, at=at)
    if before.state == "held":
        stand(file, state="held", waits_for="officer", at=at)
        return
    if file.waits_for == "control" and not controls.hindrances(file.id):
        stands = controls.FileNow(file.id, file.mrn, file.version, file.office, file.state)
        kind = "documents" if file.lane == "yellow" else "goods"
        desks.open_control(stands, kind, reason="amendment", by=by, at=at)
    proceed(file.id, at=at)


def _end_work(file: DeclarationFile, *, by: Actor, at: datetime) -> None:
    """What officers had open ends with the file; what they were to decide ends where it was assessed after all."""
    stands = controls.FileNow(file.id, file.mrn, file.version, file.office, file.state)
    if file.state in ("refused", "cancelled"):
        desks.close_open(stands, result=file.state, by=by, at=at)
    elif file.state not in ("validated", "assessed"):
        desks.close_open(stands, result="amended", by=by, at=at, kind="decision")


def _locked(declaration: Declaration, expected: Purpose, number: str | None, by: Actor) -> DeclarationFile:
    if declaration.purpose != expected:
        raise errors.PurposeMisplaced(expected=expected, found=declaration.purpose)
    asked = number or declaration.mrn or ""
    file = reach.actable(asked, by.party or by.name)
    if file is None:
        raise errors.DeclarationUnknown(number=asked)
    return declarations.lock(file.id)


def _key(declaration: Declaration, file: DeclarationFile) -> str:
    return f"{declaration.purpose}/{file.mrn}/{declaration.reference or ''}"


def _earlier_answer(file: DeclarationFile, key: str, digest: bytes) -> Answer | None:
    earlier = declarations.earlier_answer(file.submitter, key)
    if earlier is None:
        return None
    if earlier[0] != digest:
        raise errors.ReferenceReused(reference=key.rpartition("/")[2])
    return msgspec.convert(earlier[1], Answer, strict=False)


def _must_be_changeable(file: DeclarationFile) -> None:
    if file.state not in CHANGEABLE:
        raise errors.NotAmendable(mrn=file.mrn, state=file.state)


def _refused_request(request: Declaration, file: DeclarationFile) -> Answer | None:
    """What is unlawful in the request itself; it changes nothing and is not kept."""
    at = now()
    law = lawbook.current(at).on(file.day)
    [known] = circumstances.gather(
        [(request, file.submitter)], law=law, at=at, day=file.day, draws=[numbering.NO_DRAW]
    )
    findings = declarations.validate(request, law, known)
    if not any(finding.severity == "reject" for finding in findings):
        return None
    return Answer(
        reference=request.reference,
        outcome="refused",
        answered_at=at,
        mrn=file.mrn,
        version=file.version,
        lodged_at=file.lodged_at,
        findings=findings,
    )


def _decide_again(file: DeclarationFile, after: Declaration) -> Record:
    at = now()
    book = lawbook.current(at)
    law = book.on(file.day)
    [known] = circumstances.gather(
        [(after, file.submitter)], law=law, at=file.lodged_at, day=file.day, draws=[numbering.draw()]
    )
    return Record(
        mrn=file.mrn,
        version=file.version + 1,
        decided_at=at,
        facts_hash=canonical.digest_text(after),
        lawbook_hash=book.hash,
        code_version=CODE_VERSION,
        circumstances=known,
        decision=decide(after, law, known),
    )


def _request(submitted: Submitted, file: DeclarationFile, key: str, digest: bytes, reply: Answer) -> Request:
    return Request(
        submitter=file.submitter,
        key=key,
        format=submitted.format,
        content=submitted.content,
        content_hash=digest,
        answer=reply,
        at=reply.answered_at,
    )


def _keep(file: DeclarationFile, request: Request, after: Declaration, sealed: Sealed) -> None:
    record = sealed.record
    decision = record.decision
    lane = decision.selection.lane if decision.selection else ""
    standing = waits_for(decision, lawbook.by_hash(record.lawbook_hash).on(file.day))
    declarations.add_version(
        file, request, after, facts_hash=record.facts_hash, state=decision.state, lane=lane, waits_for=standing
    )
    if decision.assessment is not None:
        duties.keep(file.id, record.version, decision.assessment)
        debt = Debt(file.id, file.mrn, record.version, payer_of(after) or file.submitter)
        payments.adjust(debt, decision.assessment, at=record.decided_at)
    if decision.selection is not None:
        targeting.keep(file.id, record.version, decision.selection)
    models.DecisionRecord.objects.create(
        declaration_id=file.id,
        version=record.version,
        decided_at=record.decided_at,
        outcome=decision.outcome,
        reached=decision.reached,
        waits_for=decision.waits_for,
        facts_hash=record.facts_hash,
        lawbook_hash=record.lawbook_hash,
        code_version=record.code_version,
        circumstances=msgspec.to_builtins(record.circumstances),
        findings=msgspec.to_builtins(decision.findings),
        record_hash=sealed.hash,
    )


def _reason(declaration: Declaration) -> str:
    return ", ".join(one.reason_code for one in declaration.amendments if one.reason_code)
