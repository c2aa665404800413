"""Consent records of the group ``service``: asked, given, taken back and signed, as on the citizen's own pages.

A record stands for look-ups once the person has decided. They decide on their own pages, or through the software of
an organisation that may tell so (``consents:decide``) and is not the one that asks. Anybody's software may take back
for a person what they have allowed its own organisation.
"""

import msgspec
from msgspec import UNSET

from clearway.gateways.govstack import forms, views
from clearway.gateways.govstack.forms import NewPair, NewRecord, NewSignature
from clearway.gateways.govstack.reading import (
    agreement_named,
    body,
    decides,
    individual,
    organisation,
    page,
    reach,
    readable,
    somebody,
)
from clearway.gateways.rest.call import Call, Reply, reply_json
from clearway.gateways.rest.problems import Refused
from clearway.hub.consents import public as consents
from clearway.hub.consents.public import records
from clearway.hub.consents.public.records import Record, Signature, Words
from clearway.hub.wordings import public as wordings
from clearway.hub.wordings.public import Individual, Kept, NotAskedInThese, Revision, Wording
from clearway.platform.calendar import now
from clearway.platform.identity.actor import Forbidden
from clearway.registers.lawbook import public as lawbook


def make(call: Call) -> Reply:
    """A record of a person's consent to a data agreement."""
    who = somebody(call)
    number = _asked(call, who, agreement_named(call), call.query.get("revisionId", ""))
    if decides(call):
        _give(call, number, who)
    return _told(call, number, who)


def read_current(call: Call) -> Reply:
    """The record that stands between a person and a data agreement."""
    who, wording = somebody(call), agreement_named(call)
    wordings.paper("DataAgreement", wording, organisation=readable(call), also=True)
    found = records.records(reach(call), subject=who.subject, wording=wording, current=True)
    if not found:
        raise consents.ConsentUnknown(consent=wording[:60])
    return reply_json({"consentRecord": views.records(found[-1:], {who.subject: who})[0]})


def draft(call: Call) -> Reply:
    """What a record and its signature would be; nothing is kept."""
    who = somebody(call)
    found, state = _wording(call, agreement_named(call), call.query.get("revisionId", ""))
    told = {
        "id": "",
        "dataAgreement": views.agreements([found])[0],
        "dataAgreementRevision": views.revision(state),
        "dataAgreementRevisionHash": state.hash,
        "individual": views.individual(who),
        "optIn": True,
        "state": "unsigned",
    }
    signed = records.to_sign(state, by=who.external or who.number, at=now())
    return reply_json({"consentRecord": told, "signature": views.signature("", signed)})


def make_signed(call: Call) -> Reply:
    """A record together with its signature."""
    said = body(call, NewPair)
    record = said.consent_record
    who = individual(call, needed=False)
    if who is None and record.individual is not UNSET:
        who = wordings.individual(record.individual.id, organisation=organisation(call))
    who = who or somebody(call)
    named = (_agreement_of(record), _revision_of(record))
    number = _asked(call, who, *named, hashed=record.data_agreement_revision_hash)
    if record.opt_in is False:
        _take_back(call, number, who)
    elif decides(call):
        _give(call, number, who)
    signed = records.sign(number, _signature(said.signature), reach(call), by=call.actor.name, at=now())
    return _told(call, number, who, signed)


def mine(call: Call) -> Reply:
    """Every record of a person that stands now."""
    return _listed(call, "", current=True)


def change(call: Call) -> Reply:
    """A person opts in or out; nothing else of a record can be changed."""
    said, number = body(call, NewRecord).consent_record, call.parameters["consentRecordId"]
    found = _own(call, number)
    who = individual(call, needed=decides(call))
    if said.opt_in is True and found.consent.state != "given":
        _give(call, found.consent.number, who)
    elif said.opt_in is False:
        _take_back(call, found.consent.number, who)
    return _told(call, found.consent.number, who)


def make_signature(call: Call) -> Reply:
    """A signature with a payload that is ready to be signed."""
    said = _signature(body(call, NewSignature).signature)
    return _signed(call, msgspec.structs.replace(said, signature=""))


def sign(call: Call) -> Reply:
    """A signature is put on a record as it stands."""
    return _signed(call, _signature(body(call, NewSignature).signature))


def of_agreement(call: Call) -> Reply:
    """Every record of a person under a data agreement, whatever became of it."""
    wording = agreement_named(call)
    wordings.paper("DataAgreement", wording, organisation=readable(call), also=True)
    return _listed(call, wording, current=False)


def forget(call: Call) -> Reply:
    """Everything of a person is taken back; what need not be kept is forgotten."""
    who, whose = somebody(call), organisation(call)
    kept = wordings.papers("DataAgreement", organisation=whose)
    forgettable = [one.number for one in kept if isinstance(one.text, Wording) and one.text.forgettable]
    records.forget(who.subject, records.Reach(whose), forgettable, by=call.actor.name, at=now())
    return reply_json({})


def _asked(call: Call, who: Individual, agreement: str, revision: str, *, hashed: str = "") -> str:
    """The person is asked in the words of a data agreement; what stands already is not asked again."""
    found, state = _wording(call, agreement, revision)
    if hashed and hashed != state.hash:
        raise Refused(
            400, "This is not the hash of the revision.", at="$.consentRecord.dataAgreementRevisionHash",
            passes="{hash}", hash=state.hash,
        )  # fmt: skip
    said = msgspec.convert(msgspec.json.decode(state.snapshot)["objectData"], Wording)
    standing = records.records(reach(call), subject=who.subject, wording=found.number, current=True)
    if (
        standing
        and standing[-1].consent.state in ("asked", "given")
        and (standing[-1].consent.revision == state.number)
    ):
        return standing[-1].consent.number
    return consents.ask(
        who.subject, found.organisation, said.kind, said.article, said.grants, by=call.actor.name, at=now(),
        known=lawbook.current(now()).sharing, words=Words(found.number, state.number, said.purpose),
    )  # fmt: skip


def _wording(call: Call, agreement: str, revision: str) -> tuple[Kept, Revision]:
    """A data agreement in which people may be asked, and the state of it that is meant."""
    found = wordings.paper("DataAgreement", agreement, organisation=readable(call))
    assert isinstance(found.text, Wording)
    if not found.text.may_be_asked:
        raise NotAskedInThese
    return found, wordings.revision(found.number, revision)


def _give(call: Call, number: str, who: Individual | None) -> None:
    """The person allows it, by the word of software that may tell so, about an organisation other than its own."""
    found = _own(call, number).consent
    if found.state == "given":
        return
    if not decides(call) or found.organisation == organisation(call):
        raise Forbidden("People decide on their own pages, or through the software of another organisation.")
    subject = who.subject if who else found.subject
    consents.give(number, subject=subject, by=call.actor.name, at=now())


def _take_back(call: Call, number: str, who: Individual | None) -> None:
    """What was given is withdrawn, what was asked refused; what holds no more stays so."""
    found, at = _own(call, number).consent, now()
    subject = who.subject if who else found.subject
    if found.state == "given":
        consents.withdraw(number, subject=subject, by=call.actor.name, at=at)
    elif found.state == "asked":
        consents.refuse(number, subject=subject, by=call.actor.name, at=at)


def _own(call: Call, number: str) -> Record:
    """A record within reach; software that reaches everybody's says whose it means."""
    who = individual(call, needed=decides(call))
    return records.record(number, reach(call), subject=who.subject if who else "")


def _signed(call: Call, said: Signature) -> Reply:
    number = _own(call, call.parameters["consentRecordId"]).consent.number
    signed = records.sign(number, said, reach(call), by=call.actor.name, at=now())
    assert signed.signed is not None
    return reply_json({"signature": views.signature(signed.signature, signed.signed)})


def _told(call: Call, number: str, who: Individual | None, found: Record | None = None) -> Reply:
    shown = found or records.record(number, reach(call))
    known = {who.subject: who} if who else {}
    told = {
        "consentRecord": views.records([shown], known)[0],
        "revision": views.revision(wordings.revision(number)),
    }
    if found is not None and found.signed is not None:
        told["signature"] = views.signature(found.signature, found.signed)
    return reply_json(told)


def _listed(call: Call, wording: str, *, current: bool) -> Reply:
    who = somebody(call)
    found = records.records(reach(call), subject=who.subject, wording=wording, current=current, **page(call))
    return reply_json({"consentRecords": views.records(found, {who.subject: who})})


def _agreement_of(said: forms.ConsentRecord) -> str:
    if said.data_agreement is not UNSET:
        return said.data_agreement.id
    if said.data_agreement_revision is not UNSET:
        return said.data_agreement_revision.object_id
    raise Refused(400, "It is not said to what.", at="$.consentRecord.dataAgreement", passes="a data agreement")


def _revision_of(said: forms.ConsentRecord) -> str:
    return "" if said.data_agreement_revision is UNSET else said.data_agreement_revision.id


def _signature(said: forms.Signature) -> Signature:
    return Signature(
        payload="", verification_method=said.verification_method, verification_payload=said.verification_payload,
        verification_payload_hash=said.verification_payload_hash, verification_signed_by=said.verification_signed_by,
        timestamp=said.timestamp, signature=said.signature, verification_artifact=said.verification_artifact,
        verification_signed_as=said.verification_signed_as, verification_jws_header=said.verification_jws_header,
        signed_without_object_reference=said.signed_without_object_reference,
    )  # fmt: skip
