"""How drafts come, grow and go; nothing here has legal effect, so nothing of it enters the event log."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction

from clearway.stations.drafts import models
from clearway.stations.drafts.contracts import Beginning, Draft, Row
from clearway.stations.drafts.errors import DraftTooLarge, TooManyDrafts
from clearway.stations.drafts.queries import as_uuid, as_value

#: So long a draft is kept after somebody last worked on it.
KEPT = timedelta(days=60)
MOST_DRAFTS = 500
FORGOTTEN_AT_ONCE = 100
#: Characters of all answers together; a thousand goods items take half of it.
MOST_CHARACTERS = 1_000_000


def begin(new: Beginning, *, at: datetime) -> Draft:
    """A party begins a declaration, empty or as a copy; what it has let expire is forgotten at the same time."""
    models.Draft.objects.filter(party=new.party, expires_at__lte=at).delete()
    if models.Draft.objects.filter(party=new.party, lodged_as="").count() >= MOST_DRAFTS:
        raise TooManyDrafts(most=str(MOST_DRAFTS))
    content = {"answers": dict(new.answers), "rows": {name: list(rows) for name, rows in new.rows.items()}}
    _must_fit(content)
    row = models.Draft.objects.create(
        party=new.party,
        author=new.author,
        purpose=new.purpose,
        regime=new.regime,
        title=new.title,
        source=new.source,
        step=new.step,
        content=content,
        begun_at=at,
        saved_at=at,
        expires_at=at + KEPT,
    )
    return as_value(row)


@transaction.atomic
def save(
    draft: Draft,
    *,
    at: datetime,
    answers: Mapping[str, str] | None = None,
    rows: Mapping[str, list[Row]] | None = None,
    step: str | None = None,
    title: str | None = None,
) -> Draft | None:
    """Some answers are replaced, all others stay; nothing where the draft was lodged or deleted meanwhile."""
    row = (
        models.Draft.objects.select_for_update().filter(id=as_uuid(draft.id), party=draft.party, lodged_as="").first()
    )
    if row is None:
        return None
    row.content = {
        "answers": {**row.content.get("answers", {}), **(answers or {})},
        "rows": {**row.content.get("rows", {}), **(rows or {})},
    }
    _must_fit(row.content)
    row.step = row.step if step is None else step
    row.title = row.title if title is None else title
    row.saved_at, row.expires_at = at, at + KEPT
    row.save(update_fields=["content", "step", "title", "saved_at", "expires_at"])
    return as_value(row)


def lodged(draft: Draft, *, mrn: str) -> None:
    """The draft became a declaration; it is kept for a while, so that whoever sends it twice is led there."""
    models.Draft.objects.filter(id=as_uuid(draft.id), party=draft.party).update(lodged_as=mrn)


def discard(draft: Draft) -> None:
    """The draft is gone, with everything that was typed."""
    models.Draft.objects.filter(id=as_uuid(draft.id), party=draft.party).delete()


def forget_expired(*, at: datetime) -> int:
    """Whatever nobody worked on for a while is forgotten, so many at a time; returns how many."""
    expired = models.Draft.objects.filter(expires_at__lte=at).order_by("expires_at").values("id")
    return models.Draft.objects.filter(id__in=expired[:FORGOTTEN_AT_ONCE]).delete()[0]


def _must_fit(content: Mapping[str, Mapping[str, object]]) -> None:
    found = len(str(content))
    if found > MOST_CHARACTERS:
        raise DraftTooLarge(found=str(found), most=str(MOST_CHARACTERS))
