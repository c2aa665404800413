"""Wordings as they stand, and as they stood."""

import uuid
from collections.abc import Collection
from typing import Literal, TypeVar

import msgspec
from django.db.models import Q, QuerySet

from clearway.hub.wordings import errors, models
from clearway.hub.wordings.contracts import Individual, Kept, Policy, Revision, Text, Wording

#: No page of a list is longer.
MOST = 100
TYPES: dict[str, type[Policy] | type[Wording]] = {"Policy": Policy, "DataAgreement": Wording}
Paper = Literal["Policy", "DataAgreement"]
Row = TypeVar("Row")


def paper(schema: Paper, number: str, *, organisation: str | None, also: bool = False) -> Kept:
    """A policy or wording of an organisation, or of anybody where none is named; ``also`` one that was removed."""
    row = row_of(schema, number, organisation=organisation, also=also)
    return kept(row)


def papers(
    schema: Paper, *, organisation: str | None, kinds: Collection[str] = (), offset: int = 0, limit: int = MOST
) -> tuple[Kept, ...]:
    """The policies or wordings of an organisation, and wordings about some kinds, first made first."""
    rows = models.Paper.objects.filter(schema=schema, removed_at=None)
    if organisation is not None:
        rows = rows.filter(Q(organisation=organisation) | Q(text__kind__in=list(kinds)))
    return tuple(kept(row) for row in paged(rows.order_by("made_at", "number"), offset, limit))


def revisions(
    of: str = "", *, numbers: Collection[str] = (), offset: int = 0, limit: int = MOST
) -> tuple[Revision, ...]:
    """Every state of something, latest first; or the states that have some numbers."""
    rows = models.Revision.objects.order_by("-ordinal")
    rows = rows.filter(of=as_number(of)) if of else rows.filter(number__in=list(numbers))
    return tuple(read(row) for row in paged(rows, offset, limit))


def revision(of: str, number: str = "") -> Revision:
    """One state of something; the latest where none is named."""
    rows = models.Revision.objects.filter(of=as_number(of)).order_by("-ordinal")
    row = rows.filter(number=as_number(number)).first() if number else rows.first()
    if row is None:
        raise errors.RevisionUnknown(found=shown(number))
    return read(row)


def individual(number: str, *, organisation: str) -> Individual:
    """Somebody whom an organisation knows."""
    row = models.Individual.objects.filter(number=as_number(number), organisation=organisation).first()
    if row is None:
        raise errors.IndividualUnknown(found=shown(number))
    return somebody(row)


def individuals(organisation: str, *, offset: int = 0, limit: int = MOST) -> tuple[Individual, ...]:
    """Everybody whom an organisation knows, first made first."""
    rows = models.Individual.objects.filter(organisation=organisation).order_by("made_at", "number")
    return tuple(somebody(row) for row in paged(rows, offset, limit))


def row_of(schema: Paper, number: str, *, organisation: str | None, also: bool = False) -> models.Paper:
    """The row of a paper."""
    rows = models.Paper.objects.filter(schema=schema, number=as_number(number))
    rows = rows if organisation is None else rows.filter(organisation=organisation)
    row = rows.first() if also else rows.filter(removed_at=None).first()
    if row is None:
        unknown = errors.PolicyUnknown if schema == "Policy" else errors.WordingUnknown
        raise unknown(found=shown(number))
    return row


def as_number(text: str) -> uuid.UUID:
    """A number as it is kept; what is none is nobody's."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.UUID(int=0)


def shown(text: str) -> str:
    """What somebody sent, fit to be said back."""
    return "".join(one if one.isprintable() else "?" for one in text[:60])


def paged(rows: "QuerySet[Row]", offset: int, limit: int) -> "QuerySet[Row]":
    """One page of a list."""
    return rows[offset : offset + min(limit, MOST)]


def kept(row: models.Paper) -> Kept:
    """A paper as others are given it."""
    text: Text = msgspec.convert(row.text, TYPES[row.schema])
    return Kept(str(row.number), row.organisation, text, row.removed_at)


def read(row: models.Revision) -> Revision:
    """A revision as others are given it."""
    said = {name: getattr(row, name) for name in Revision.__struct_fields__}
    return msgspec.convert({**said, "number": str(row.number), "of": str(row.of)}, Revision)


def somebody(row: models.Individual) -> Individual:
    """An individual as others are given it."""
    return Individual(str(row.number), row.organisation, row.external, row.external_type, row.provider)
