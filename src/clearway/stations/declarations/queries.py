"""What the declarations station can say."""

from typing import Any

import msgspec
from django.db.models import F, Q, QuerySet

from clearway.core.facts.declaration import Declaration
from clearway.stations.declarations import models
from clearway.stations.declarations.contracts import DeclarationFile, Search, StoredVersion

_FIELDS = DeclarationFile.__struct_fields__

#: Where a declaration names parties besides the one that handed it in; there is an index for each.
NAMED_AS = ("declarant", "importer", "exporter")


def find(number: str, *, submitter: str | None = None, reader: str | None = None) -> DeclarationFile | None:
    """The declaration under a movement reference number, or under the submitter's own reference.

    A ``submitter`` finds what it handed in. A ``reader`` finds besides, by the movement reference number, what names
    it as declarant, importer or exporter.
    """
    if reader is not None:
        return find(number, submitter=reader) or _naming(number, reader)
    rows = models.Declaration.objects.all()
    if submitter is not None:
        rows = rows.filter(submitter=submitter)
    row = rows.filter(mrn=number).values(*_FIELDS).first()
    if row is None and submitter is not None:
        row = rows.filter(id__in=_under(submitter, number)).values(*_FIELDS).first()
    return DeclarationFile(**row) if row else None


def _naming(number: str, party: str) -> DeclarationFile | None:
    named = Q(declarant=party) | Q(importer=party) | Q(exporter=party)
    row = models.Declaration.objects.filter(named, mrn=number).values(*_FIELDS).first()
    return DeclarationFile(**row) if row else None


def recent(
    *,
    submitter: str | None = None,
    reader: str | None = None,
    waits_for: str | None = None,
    before: int | None = None,
    limit: int = 50,
) -> list[DeclarationFile]:
    """A party's declarations, newest first; everybody's where no party is given.

    For a ``reader`` they are what it handed in, and what others handed in that names it.
    """
    rows = models.Declaration.objects.order_by("-id")
    if before is not None:
        rows = rows.filter(id__lt=before)
    if waits_for is not None:
        rows = rows.filter(waits_for=waits_for)
    if reader is None:
        return _files(rows if submitter is None else rows.filter(submitter=submitter), limit)
    # Each is one walk along an index, and no longer than the page.
    walks = [rows.filter(submitter=reader), *(_named_as(rows, one, reader) for one in NAMED_AS)]
    first, *others = (one.values(*_FIELDS)[:limit] for one in walks)
    return [DeclarationFile(**row) for row in first.union(*others).order_by("-id")[:limit]]


def _named_as(rows: "QuerySet[models.Declaration]", what: str, party: str) -> "QuerySet[models.Declaration]":
    """What names a party and was handed in by another; the conditions are those of the index."""
    return rows.filter(**{what: party}).exclude(**{what: ""}).exclude(**{what: F("submitter")})


def _files(rows: "QuerySet[models.Declaration]", limit: int) -> list[DeclarationFile]:
    return [DeclarationFile(**row) for row in rows.values(*_FIELDS)[:limit]]


#: States in which a declaration stays without waiting for anybody; elsewhere on the route somebody is waited for.
RESTING = frozenset({"released", "reviewed", "refused", "held", "cancelled"})


def search(wanted: Search, *, limit: int) -> list[DeclarationFile]:
    """A party's declarations that are looked for, by day and number; every page is one walk along an index."""
    rows = models.Declaration.objects.filter(submitter=wanted.submitter)
    if wanted.number:
        named = models.Declaration.objects.filter(mrn=wanted.number).values_list("id", flat=True)
        rows = rows.filter(id__in=named.union(_under(wanted.submitter, wanted.number)))
    rows = _standing(rows, wanted)
    if wanted.since:
        rows = rows.filter(day__gte=wanted.since)
    if wanted.until:
        rows = rows.filter(day__lte=wanted.until)
    if wanted.behind:
        # A comparison of rows is one step down the index, however much one day holds.
        way = ">" if wanted.is_oldest_first else "<"
        rows = rows.extra(where=[f"(day, id) {way} (%s, %s)"], params=[*wanted.behind])
    order = ("day", "id") if wanted.is_oldest_first else ("-day", "-id")
    return [DeclarationFile(**row) for row in rows.order_by(*order).values(*_FIELDS)[:limit]]


def _standing(rows: "QuerySet[models.Declaration]", wanted: Search) -> "QuerySet[models.Declaration]":
    """Those that stand somewhere; a state on the way is looked for among the files that wait."""
    if wanted.state:
        rows = rows.filter(state=wanted.state)
        if wanted.state not in RESTING:
            rows = rows.exclude(waits_for="")
    if wanted.waits_for == "anybody":
        rows = rows.exclude(waits_for="")
    elif wanted.waits_for:
        rows = rows.filter(waits_for=wanted.waits_for).exclude(waits_for="")
    for name in ("lane", "office", "regime"):
        if getattr(wanted, name):
            rows = rows.filter(**{name: getattr(wanted, name)})
    return rows


def _under(submitter: str, reference: str) -> "QuerySet[models.Submission, int]":
    """A message is kept under its sender's reference, and has the number of the declaration it lodged."""
    key = f"original/{reference}"
    return models.Submission.objects.filter(submitter=submitter, key=key).values_list("id", flat=True)


def version_of(declaration: int, number: int) -> StoredVersion:
    """One version of a declaration."""
    row = models.Version.objects.get(declaration_id=declaration, number=number)
    return _stored(row)


def versions_of(declaration: int) -> list[StoredVersion]:
    """Every version of a declaration, first to last."""
    return [_stored(row) for row in models.Version.objects.filter(declaration_id=declaration).order_by("number")]


def message_of(declaration: int, number: int) -> tuple[str, bytes] | None:
    """The message that made a version: its format, and its bytes as they came."""
    row = models.Version.objects.filter(declaration_id=declaration, number=number)
    found = row.values_list("submission__format", "submission__content").first()
    return (found[0], bytes(found[1])) if found else None


def earlier_answer(submitter: str, key: str) -> tuple[bytes, Any] | None:
    """The content's hash and the answer that a message was given when it came first."""
    row = models.Submission.objects.filter(submitter=submitter, key=key).values_list("content_hash", "answer").first()
    return (bytes(row[0]), row[1]) if row else None


def _stored(row: models.Version) -> StoredVersion:
    facts = msgspec.convert(row.facts, Declaration, strict=False)
    return StoredVersion(row.number, row.purpose, row.at, facts, row.facts_hash)
