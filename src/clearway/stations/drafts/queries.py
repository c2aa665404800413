"""What the drafts station can say; another party's draft is as unknown as one that never was."""

import uuid
from datetime import datetime

from clearway.stations.drafts import models
from clearway.stations.drafts.contracts import Draft


def find(draft: str, *, party: str, at: datetime) -> Draft | None:
    """A party's draft, lodged or not, until it is forgotten."""
    number = as_uuid(draft)
    if number is None or not party:
        return None
    row = models.Draft.objects.filter(id=number, party=party, expires_at__gt=at).first()
    return as_value(row) if row else None


def of_party(party: str, *, at: datetime, limit: int) -> list[Draft]:
    """What a party has begun and not lodged, last worked on first; without what was typed."""
    rows = models.Draft.objects.filter(party=party, lodged_as="", expires_at__gt=at).order_by("-saved_at")
    return [as_value(row) for row in rows.defer("content")[:limit]] if party else []


def lodged_from(party: str, sources: list[str]) -> frozenset[str]:
    """Which of a party's declarations were copied, and the copy lodged: they were corrected, or done again."""
    rows = models.Draft.objects.filter(party=party, source__in=sources).exclude(lodged_as="")
    return frozenset(rows.values_list("source", flat=True))


def as_uuid(text: str) -> uuid.UUID | None:
    """The text as a draft's number, if it is one."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def as_value(row: models.Draft) -> Draft:
    """A row as it leaves the station."""
    content = {} if "content" in row.get_deferred_fields() else row.content
    return Draft(
        id=str(row.id),
        party=row.party,
        author=row.author,
        purpose=row.purpose,
        regime=row.regime,
        title=row.title,
        source=row.source,
        step=row.step,
        answers=content.get("answers", {}),
        rows=content.get("rows", {}),
        lodged_as=row.lodged_as,
        begun_at=row.begun_at,
        saved_at=row.saved_at,
        expires_at=row.expires_at,
    )
