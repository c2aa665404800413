"""The group ``config``: policies, data agreements, individuals and webhooks of one's own organisation."""

from typing import Literal

from msgspec import UNSET

from clearway.gateways.govstack import forms, views
from clearway.gateways.govstack.forms import NewDataAgreement, NewPolicy, Said
from clearway.gateways.govstack.reading import agreement_named, body, organisation, page, readable
from clearway.gateways.rest.call import Call, Reply, reply_json
from clearway.gateways.rest.problems import Refused
from clearway.hub.consents.public import records
from clearway.hub.wordings import public as wordings
from clearway.hub.wordings.public import Kept, Policy, Revision, Wording
from clearway.platform.calendar import now
from clearway.registers.lawbook import public as lawbook

#: What is offset of a number of a record: revisions follow a policy by pages of their own.
Lifecycle = Literal["Draft", "Complete"]


def make_policy(call: Call) -> Reply:
    """A new policy, with its first revision."""
    text = _policy(body(call, NewPolicy).policy)
    made = wordings.make("Policy", text, organisation=organisation(call), by=call.actor.name, at=now())
    return _policy_told(*made)


def read_policy(call: Call) -> Reply:
    """A policy as it stands, or as it stood in a revision."""
    found = wordings.paper("Policy", call.parameters["policyId"], organisation=readable(call))
    return _policy_told(found, wordings.revision(found.number, call.query.get("revisionId", "")))


def change_policy(call: Call) -> Reply:
    """A policy says something else, in a new revision."""
    text, number = _policy(body(call, NewPolicy).policy), call.parameters["policyId"]
    changed = wordings.change("Policy", number, text, organisation=organisation(call), by=call.actor.name, at=now())
    return _policy_told(*changed)


def remove_policy(call: Call) -> Reply:
    """A policy that governs nothing active is used no more."""
    number = call.parameters["policyId"]
    gone = wordings.remove("Policy", number, organisation=organisation(call), by=call.actor.name, at=now())
    return reply_json({"revision": views.revision(gone)})


def policy_revisions(call: Call) -> Reply:
    """A policy with its revisions, latest first."""
    found = wordings.paper("Policy", call.parameters["policyId"], organisation=organisation(call))
    assert isinstance(found.text, Policy)
    states = wordings.revisions(found.number, **page(call))
    return reply_json(
        {"policy": views.policy(found.number, found.text), "revisions": [views.revision(one) for one in states]}
    )


def policies(call: Call) -> Reply:
    """The organisation's policies."""
    found = wordings.papers("Policy", organisation=organisation(call), **page(call))
    return reply_json({"policies": [_policy_said(one) for one in found]})


def make_agreement(call: Call) -> Reply:
    """A new data agreement, with its first revision."""
    text = _wording(body(call, NewDataAgreement).data_agreement)
    made = wordings.make("DataAgreement", text, organisation=organisation(call), by=call.actor.name, at=now())
    return _agreement_told(*made)


def read_agreement(call: Call) -> Reply:
    """A data agreement as it stands, with its latest revision."""
    found = wordings.paper("DataAgreement", agreement_named(call), organisation=readable(call))
    return _agreement_told(found, wordings.revision(found.number, call.query.get("revisionId", "")))


def change_agreement(call: Call) -> Reply:
    """A data agreement says something else; who consented to it so far consented to what it said then."""
    text = _wording(body(call, NewDataAgreement).data_agreement)
    changed = wordings.change(
        "DataAgreement", agreement_named(call), text, organisation=organisation(call), by=call.actor.name, at=now()
    )
    return _agreement_told(*changed)


def remove_agreement(call: Call) -> Reply:
    """Nobody is asked in these words any more; what was given stands until it is taken back."""
    gone = wordings.remove(
        "DataAgreement", agreement_named(call), organisation=organisation(call), by=call.actor.name, at=now()
    )
    return reply_json({"revision": views.revision(gone)})


def agreements(call: Call) -> Reply:
    """The organisation's data agreements; the definition names the list in the singular here."""
    told = views.agreements(wordings.papers("DataAgreement", organisation=organisation(call), **page(call)))
    return reply_json({"dataAgreement": told, "dataAgreements": told})


def _policy(said: forms.Policy) -> Policy:
    days = said.data_retention_period_days
    return Policy(
        said.name, said.version, said.url, said.jurisdiction, said.industry_sector,
        None if days is UNSET else days, said.geographic_restriction, said.storage_location,
    )  # fmt: skip


def _wording(said: forms.DataAgreement) -> Wording:
    """The wording; what it allows at the hub is of the catalogue, or nothing."""
    kinds = sorted({one.category for one in said.data_attributes})
    if len(kinds) > 1:
        raise Refused(
            400, "{found} are several kinds.", at="$.dataAgreement.dataAttributes", passes="attributes of one kind",
            found=", ".join(kinds)[:200],
        )  # fmt: skip
    grants = tuple(dict.fromkeys(one.name for one in said.data_attributes))
    if kinds:
        records.must_be_known(lawbook.current(now()).sharing, kinds[0], said.article, grants)
    controller, policy, former = said.controller, said.policy, said.compatible_with_version
    return Wording(
        purpose=said.purpose, version=said.version, lawful_basis=said.lawful_basis, dpia=said.dpia,
        data_use=said.data_use, active=said.active, forgettable=said.forgettable, lifecycle=_lifecycle(said),
        controller_name="" if controller is UNSET else controller.name,
        controller_url="" if controller is UNSET else controller.url,
        policy="" if policy is UNSET else policy.id, compatible_with="" if former is UNSET else former.id,
        kind=kinds[0] if kinds else "", article=said.article if kinds else "", grants=grants,
    )  # fmt: skip


def _lifecycle(said: forms.DataAgreement) -> Lifecycle:
    if said.lifecycle is UNSET:
        return "Complete"
    return "Draft" if "draft" in (said.lifecycle.name.casefold(), said.lifecycle.id.casefold()) else "Complete"


def _policy_said(found: Kept) -> Said:
    assert isinstance(found.text, Policy)
    return views.policy(found.number, found.text)


def _policy_told(found: Kept, state: Revision) -> Reply:
    return reply_json({"policy": _policy_said(found), "revision": views.revision(state)})


def _agreement_told(found: Kept, state: Revision) -> Reply:
    return reply_json({"dataAgreement": views.agreements([found])[0], "revision": views.revision(state)})
