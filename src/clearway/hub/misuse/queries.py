"""Flags as they stand."""

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

import msgspec
from django.core.exceptions import ValidationError

from clearway.core.share.explained import SENTENCES
from clearway.hub.misuse import models

#: No list shows more at a time.
MOST = 100

State = Literal["open", "justified", "misuse"]


class Flagged(msgspec.Struct, frozen=True):
    """A look-up that was flagged; ``sentence`` with ``facts`` says why, and ``law`` by which rule."""

    number: str
    access: str
    code: str
    weight: int
    facts: dict[str, str]
    law: str
    raised_at: datetime
    looked_at: datetime
    subject: str
    kind: str
    holder: str
    organisation: str
    office: str
    official: str
    official_number: str
    article: str
    case_number: str
    explanation: str
    state: State
    decided_by: str
    decided_at: datetime | None
    words: str

    @property
    def sentence(self) -> str:
        """The reason in one sentence, to be filled with the facts."""
        return SENTENCES.get(self.code, "")  # type: ignore[call-overload,no-any-return] # a code of an older pack.


def waiting(organisation: str | None = None, *, holder: str | None = None, limit: int = MOST) -> tuple[Flagged, ...]:
    """What waits for a decision, heaviest first: an organisation's for its manager, a holder's, or everybody's."""
    return _flags(organisation, holder, limit, state="open")


def decided(organisation: str | None = None, *, holder: str | None = None, limit: int = MOST) -> tuple[Flagged, ...]:
    """What was decided, newest first."""
    rows = models.Flag.objects.exclude(state="open")
    rows = rows.filter(organisation=organisation) if organisation is not None else rows
    rows = rows.filter(holder=holder) if holder is not None else rows
    return tuple(read(row) for row in rows.order_by("-decided_at")[:limit])


def find(number: str, *, organisation: str | None = None) -> Flagged | None:
    """One flag; another organisation's is as unknown as one that never was."""
    rows = (
        models.Flag.objects.all() if organisation is None else models.Flag.objects.filter(organisation=organisation)
    )
    try:
        row = rows.filter(number=number).first()
    except ValidationError:
        return None
    return read(row) if row else None


def of_accesses(accesses: Iterable[str]) -> tuple[Flagged, ...]:
    """The flags of some look-ups, heaviest first."""
    return tuple(
        read(row) for row in models.Flag.objects.filter(access__in=list(accesses)).order_by("-weight")[:MOST]
    )


def read(row: models.Flag) -> Flagged:
    """A flag as others read it."""
    said = {name: getattr(row, name) for name in Flagged.__struct_fields__}
    return msgspec.convert({**said, "number": str(row.number), "access": str(row.access)}, Flagged)


def _flags(organisation: str | None, holder: str | None, limit: int, *, state: str) -> tuple[Flagged, ...]:
    rows = models.Flag.objects.filter(state=state)
    rows = rows.filter(organisation=organisation) if organisation is not None else rows
    rows = rows.filter(holder=holder) if holder is not None else rows
    return tuple(read(row) for row in rows.order_by("-weight", "-raised_at")[:limit])
