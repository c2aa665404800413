"""What callers of the building block's API are told, in its own names."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from clearway.gateways.govstack.forms import Said
from clearway.hub.consents.public.records import Record, Signature
from clearway.hub.wordings import public as wordings
from clearway.hub.wordings.public import Individual, Kept, Policy, Revision, Wording
from clearway.platform.notifications.endpoints import Endpoint

JSON = "application/json"
_LIFECYCLES = {"Draft": "draft", "Complete": "complete"}


def policy(number: str, said: Policy) -> Said:
    """A policy."""
    return {"id": number, **msgspec.to_builtins(said)}


def agreement(number: str, organisation: str, said: Wording, of_policy: Said | None) -> Said:
    """A wording as a data agreement; its policy in full where it can be read."""
    told: Said = {
        "id": number,
        "version": said.version,
        "controller": {
            "id": organisation, "name": said.controller_name or organisation, "url": said.controller_url,
        },
        "purpose": said.purpose,
        "lawfulBasis": said.lawful_basis,
        "dataUse": said.data_use,
        "dpia": said.dpia,
        "active": said.active,
        "forgettable": said.forgettable,
        "lifecycle": {"id": _LIFECYCLES[said.lifecycle], "name": said.lifecycle},
        "article": said.article,
        "dataAttributes": [
            {"id": f"{said.kind}/{name}", "name": name, "category": said.kind, "sensitivity": ""}
            for name in said.grants
        ],
    }  # fmt: skip
    return told if of_policy is None else {**told, "policy": of_policy}


def agreements(found: Iterable[Kept]) -> list[Said]:
    """Wordings with their policies, each policy read once."""
    policies: dict[str, Said | None] = {}
    told = []
    for one in found:
        assert isinstance(one.text, Wording)
        if one.text.policy not in policies:
            policies[one.text.policy] = _policy_of(one.text.policy)
        told.append(agreement(one.number, one.organisation, one.text, policies[one.text.policy]))
    return told


def revision(one: Revision, after: Revision | None = None) -> Said:
    """A state of something; ``after`` is the one that followed."""
    told: Said = {
        "id": one.number,
        "schemaName": one.schema,
        "objectId": one.of,
        "signedWithoutObjectId": False,
        "serializedSnapshot": one.snapshot,
        "serializedHash": one.hash,
        "timestamp": one.at.isoformat(),
        "authorizedByOther": one.by,
    }
    if one.individual:
        told["authorizedByIndividual"] = {"id": one.individual}
    if one.predecessor:
        told["predecessorHash"] = one.predecessor
    return told if after is None else {**told, "successor": revision(after)}


def individual(one: Individual) -> Said:
    """Somebody."""
    return {
        "id": one.number, "externalId": one.external, "externalIdType": one.external_type,
        "identityProviderId": one.provider,
    }  # fmt: skip


def signature(number: str, said: Signature) -> Said:
    """A signature, or what is still to be signed."""
    told: Said = msgspec.to_builtins(said)
    return {
        "id": number, "signature": "", "objectType": said.object_type,
        "signedWithoutObjectReference": said.signed_without_object_reference, **told,
    }  # fmt: skip


def records(found: Iterable[Record], known: Mapping[str, Individual] | None = None) -> list[Said]:
    """Consents as consent records, each with the wording as it was when the person was asked."""
    rows = list(found)
    states = wordings.revisions(numbers={one.consent.revision for one in rows} - {""})
    by_number = {one.number: one for one in states}
    return [_record(one, by_number.get(one.consent.revision), known or {}) for one in rows]


def _record(one: Record, asked: Revision | None, known: Mapping[str, Individual]) -> Said:
    consent = one.consent
    told: Said = {
        "id": consent.number,
        "dataAgreementRevisionHash": asked.hash if asked else "",
        "optIn": consent.state == "given",
        "state": _state(one),
        "decision": consent.state,
    }
    if asked is not None:
        told["dataAgreementRevision"] = revision(asked)
        told["dataAgreement"] = _as_asked(consent.wording, consent.organisation, asked)
    who = known.get(consent.subject)
    if who is not None:
        told["individual"] = individual(who)
    if one.signed is not None:
        told["signature"] = signature(one.signature, one.signed)
    return told


def _as_asked(number: str, organisation: str, asked: Revision) -> Said:
    snapshot: dict[str, Any] = msgspec.json.decode(asked.snapshot)
    return agreement(number, organisation, msgspec.convert(snapshot["objectData"], Wording), None)


def _state(one: Record) -> str:
    if one.is_signed:
        return "signed"
    return "pending more signatures" if one.signed is not None else "unsigned"


def webhook(one: Endpoint, secret: str = "") -> Said:
    """An endpoint; its secret is told once, when it is made."""
    return {
        "id": str(one.id), "payloadUrl": one.url, "contentType": JSON, "disabled": not one.is_on, "secretKey": secret,
    }  # fmt: skip


def _policy_of(number: str) -> Said | None:
    if not number:
        return None
    try:
        found = wordings.paper("Policy", number, organisation=None, also=True)
    except wordings.WordingError:
        return None
    assert isinstance(found.text, Policy)
    return policy(found.number, found.text)
