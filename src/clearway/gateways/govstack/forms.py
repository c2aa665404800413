"""What callers of the building block's API send, in its own names; what is not named is not looked at."""

from typing import Annotated, Any

import msgspec
from msgspec import UNSET, UnsetType

Text = Annotated[str, msgspec.Meta(max_length=4000)]
Maybe = Text | UnsetType
_MOST_DAYS = 2_000_000_000


class Policy(msgspec.Struct, frozen=True, rename="camel"):
    """A policy as it is sent."""

    id: Text
    name: Text
    version: Text
    url: Text
    jurisdiction: Text = ""
    industry_sector: Text = ""
    data_retention_period_days: Annotated[int, msgspec.Meta(ge=-_MOST_DAYS, le=_MOST_DAYS)] | UnsetType = UNSET
    geographic_restriction: Text = ""
    storage_location: Text = ""


class Controller(msgspec.Struct, frozen=True, rename="camel"):
    """Who answers for the data."""

    id: Text
    name: Text
    url: Text


class Lifecycle(msgspec.Struct, frozen=True, rename="camel"):
    """Whether a wording is a draft."""

    id: Text
    name: Text


class Individual(msgspec.Struct, frozen=True, rename="camel"):
    """Somebody as a caller knows them."""

    id: Text
    external_id: Text = ""
    external_id_type: Text = ""
    identity_provider_id: Text = ""


class Signature(msgspec.Struct, frozen=True, rename="camel"):
    """A signature, or one to come, as it is sent."""

    id: Text
    payload: Annotated[str, msgspec.Meta(max_length=40_000)]
    signature: Text
    verification_method: Text
    verification_payload: Annotated[str, msgspec.Meta(max_length=20_000)]
    verification_payload_hash: Text
    verification_signed_by: Text
    timestamp: Text
    verification_artifact: Text = ""
    verification_signed_as: Text = ""
    verification_jws_header: Text = ""
    signed_without_object_reference: bool = False
    object_type: Text = "revision"
    object_reference: Text = ""


class Attribute(msgspec.Struct, frozen=True, rename="camel"):
    """One thing that is looked up: the kind of information as its category, a name of the kind as its name."""

    name: Text
    category: Text
    id: Text = ""
    sensitivity: Text = ""


class Revision(msgspec.Struct, frozen=True, rename="camel"):
    """A state of something, as it is sent back."""

    id: Text
    schema_name: Text
    object_id: Text
    serialized_snapshot: Annotated[str, msgspec.Meta(max_length=20_000)]
    serialized_hash: Text
    timestamp: Text
    signed_without_object_id: bool | UnsetType = UNSET
    authorized_by_individual: Individual | UnsetType = UNSET
    authorized_by_other: Maybe = UNSET
    successor: "Revision | UnsetType" = UNSET
    predecessor_hash: Maybe = UNSET
    predecessor_signature: Maybe = UNSET


class DataAgreement(msgspec.Struct, frozen=True, rename="camel"):
    """A wording as it is sent; ``article`` and ``data_attributes`` are what it allows at the hub."""

    id: Text
    version: Text
    purpose: Text
    lawful_basis: Text
    dpia: Text
    controller: Controller | UnsetType = UNSET
    policy: Policy | UnsetType = UNSET
    data_use: Text = ""
    active: bool = True
    forgettable: bool = False
    compatible_with_version: "DataAgreement | UnsetType" = UNSET
    lifecycle: Lifecycle | UnsetType = UNSET
    signature: Signature | UnsetType = UNSET
    article: Text = ""
    data_attributes: Annotated[tuple[Attribute, ...], msgspec.Meta(max_length=50)] = ()


class ConsentRecord(msgspec.Struct, frozen=True, rename="camel"):
    """A consent as it is sent."""

    id: Text
    data_agreement_revision_hash: Text
    state: Text
    data_agreement: DataAgreement | UnsetType = UNSET
    data_agreement_revision: Revision | UnsetType = UNSET
    individual: Individual | UnsetType = UNSET
    opt_in: bool | UnsetType = UNSET
    signature: Signature | UnsetType = UNSET


class Webhook(msgspec.Struct, frozen=True, rename="camel"):
    """Where an organisation's software takes notices."""

    id: Text
    payload_url: Text
    content_type: Text
    disabled: bool
    secret_key: Text


class NewPolicy(msgspec.Struct, frozen=True, rename="camel"):
    """A policy to keep."""

    policy: Policy


class NewDataAgreement(msgspec.Struct, frozen=True, rename="camel"):
    """A wording to keep."""

    data_agreement: DataAgreement


class NewIndividual(msgspec.Struct, frozen=True, rename="camel"):
    """Somebody to know."""

    individual: Individual


class NewWebhook(msgspec.Struct, frozen=True, rename="camel"):
    """An endpoint to tell."""

    webhook: Webhook


class NewRecord(msgspec.Struct, frozen=True, rename="camel"):
    """A consent to change."""

    consent_record: ConsentRecord


class NewSignature(msgspec.Struct, frozen=True, rename="camel"):
    """A signature to put on a consent."""

    signature: Signature


class NewPair(msgspec.Struct, frozen=True, rename="camel"):
    """A consent with its signature."""

    consent_record: ConsentRecord
    signature: Signature


Said = dict[str, Any]
