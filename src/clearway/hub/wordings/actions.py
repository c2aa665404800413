"""Wordings are made, changed and removed; every state is written down with its hash."""

from collections.abc import Collection
from datetime import datetime
from hashlib import sha1
from typing import Any

import msgspec
from django.db import IntegrityError, transaction

from clearway.hub.wordings import errors, events, models, queries
from clearway.hub.wordings.contracts import Individual, Kept, Revision, Schema, Text, Wording
from clearway.hub.wordings.queries import Paper
from clearway.platform.events import log


@transaction.atomic
def make(schema: Paper, text: Text, *, organisation: str, by: str, at: datetime) -> tuple[Kept, Revision]:
    """An organisation keeps a policy or a wording from now on."""
    _must_hang_together(text, organisation)
    row = models.Paper(schema=schema, organisation=organisation, text=msgspec.to_builtins(text), made_at=at)
    row.save()
    return _written(row, "made", by=by, at=at)


@transaction.atomic
def change(
    schema: Paper, number: str, text: Text, *, organisation: str, by: str, at: datetime
) -> tuple[Kept, Revision]:
    """It says something else from now on; consents that were given in other words stand in those."""
    row = _locked(schema, number, organisation)
    _must_hang_together(text, organisation)
    row.text = msgspec.to_builtins(text)
    row.save(update_fields=["text"])
    return _written(row, "changed", by=by, at=at)


@transaction.atomic
def remove(schema: Paper, number: str, *, organisation: str, by: str, at: datetime) -> Revision:
    """It is used no more; what was said in its words stays as it is."""
    row = _locked(schema, number, organisation)
    if schema == "Policy" and _governs(str(row.number)):
        raise errors.PolicyInUse
    row.removed_at = at
    row.save(update_fields=["removed_at"])
    return _written(row, "removed", by=by, at=at)[1]


@transaction.atomic
def revise(schema: Schema, of: str, said: Any, *, by: str, at: datetime, individual: str = "") -> Revision:
    """The present state of something is written down; ``individual`` is who it is by the word of."""
    before = models.Revision.objects.select_for_update().filter(of=of).order_by("-ordinal").first()
    snapshot = msgspec.json.encode(
        {
            "objectData": said,
            "schemaName": schema,
            "objectId": of,
            "signedWithoutObjectId": False,
            "timestamp": at,
            "authorizedByIndividual": individual,
            "authorizedByOther": by,
        }
    ).decode()
    row = models.Revision.objects.create(
        schema=schema, of=of, ordinal=before.ordinal + 1 if before else 1, snapshot=snapshot, hash=hash_of(snapshot),
        at=at, by=by, individual=individual, predecessor=before.hash if before else "",
    )  # fmt: skip
    return queries.read(row)


def know(told: Individual, *, at: datetime) -> Individual:
    """An organisation knows somebody from now on, or otherwise than so far; who is known keeps their number."""
    said = {"external": told.external, "external_type": told.external_type, "provider": told.provider}
    if told.number:
        return _known_otherwise(told, said)
    if not told.external:
        row = models.Individual.objects.create(organisation=told.organisation, made_at=at, **said)
    else:
        row, _is_new = models.Individual.objects.get_or_create(
            organisation=told.organisation, external=told.external, external_type=told.external_type,
            defaults={"provider": told.provider, "made_at": at},
        )  # fmt: skip
    return queries.somebody(row)


def _known_otherwise(told: Individual, said: dict[str, str]) -> Individual:
    found = queries.individual(told.number, organisation=told.organisation)
    try:
        with transaction.atomic():
            models.Individual.objects.filter(number=found.number).update(**said)
    except IntegrityError as error:
        raise errors.KnownOtherwise from error
    return queries.individual(told.number, organisation=told.organisation)


def forget(of: Collection[str]) -> None:
    """The states of some things are forgotten; the log keeps that they were."""
    models.Revision.objects.filter(of__in=list(of)).delete()


def hash_of(text: str) -> str:
    """The hash that the building block names: it finds a revision; that nobody changed it, the log proves."""
    return sha1(text.encode(), usedforsecurity=False).hexdigest()


def _must_hang_together(text: Text, organisation: str) -> None:
    """A wording names a policy and a former wording of its own organisation, or none."""
    if not isinstance(text, Wording):
        return
    if text.policy:
        queries.paper("Policy", text.policy, organisation=organisation)
    if text.compatible_with:
        queries.paper("DataAgreement", text.compatible_with, organisation=organisation, also=True)


def _governs(policy: str) -> bool:
    rows = models.Paper.objects.filter(schema="DataAgreement", removed_at=None, text__policy=policy)
    return any(row.text.get("active", True) for row in rows)


def _locked(schema: Paper, number: str, organisation: str) -> models.Paper:
    row = queries.row_of(schema, number, organisation=organisation)
    return models.Paper.objects.select_for_update().get(pk=row.pk)


def _written(row: models.Paper, did: str, *, by: str, at: datetime) -> tuple[Kept, Revision]:
    schema: Schema = "Policy" if row.schema == "Policy" else "DataAgreement"
    written = revise(schema, str(row.number), row.text, by=by, at=at)
    event = events.WordingMoved(schema=row.schema, paper=str(row.number), did=did, revision=written.hash)
    log.record(event, subject=f"organisation/{row.organisation}", actor=by, at=at)
    return queries.kept(row), written
