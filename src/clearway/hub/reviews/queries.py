"""Reviews as they stand."""

from datetime import datetime

import msgspec
from django.db.models import QuerySet

from clearway.hub.reviews import models

#: No list shows more at a time.
MOST = 100


class Review(msgspec.Struct, frozen=True):
    """An emergency look-up under review; ``official`` is a name, which no subject is shown."""

    number: str
    access: str
    subject: str
    kind: str
    names: tuple[str, ...]
    holder: str
    organisation: str
    office: str
    official: str
    official_number: str
    article: str
    case_number: str
    outcome: str
    reason: str
    opened_at: datetime
    due_at: datetime
    state: str
    text: str
    decided_by: str
    decided_at: datetime | None

    def is_overdue(self, at: datetime) -> bool:
        """Whether it waits still after its time."""
        return self.state == "open" and self.due_at < at


def waiting(*, organisation: str = "", holder: str = "") -> tuple[Review, ...]:
    """What waits to be reviewed of an organisation's emergencies, or of those at a holder; longest due first."""
    return tuple(read(row) for row in within(organisation, holder).filter(state="open").order_by("due_at")[:MOST])


def decided(*, organisation: str = "", holder: str = "") -> tuple[Review, ...]:
    """What was reviewed, newest first."""
    rows = within(organisation, holder).exclude(state="open").order_by("-decided_at")
    return tuple(read(row) for row in rows[:MOST])


def one(number: str, *, organisation: str = "", holder: str = "") -> Review | None:
    """One review; another's is as unknown as one that never was."""
    row = within(organisation, holder).filter(number=number).first()
    return read(row) if row else None


def of_access(access: str) -> Review | None:
    """The review of an access; none where it was no emergency."""
    row = models.Review.objects.filter(access=access).first()
    return read(row) if row else None


def waiting_everywhere() -> tuple[Review, ...]:
    """What waits to be reviewed in the whole hub, longest due first: for whoever keeps watch over all of it."""
    return tuple(read(row) for row in models.Review.objects.filter(state="open").order_by("due_at")[:MOST])


def anywhere(number: str) -> Review | None:
    """One review, whoever judges it: for whoever keeps watch over the whole hub."""
    row = models.Review.objects.filter(number=number).first()
    return read(row) if row else None


def within(organisation: str, holder: str) -> QuerySet[models.Review]:
    """The rows of an organisation, or of a holder; of nobody, none."""
    rows = models.Review.objects.all()
    if not organisation and not holder:
        return rows.none()
    rows = rows.filter(organisation=organisation) if organisation else rows
    return rows.filter(holder=holder) if holder else rows


def read(row: models.Review) -> Review:
    """A row as a value."""
    said = {name: getattr(row, name) for name in Review.__struct_fields__}
    return msgspec.convert({**said, "number": str(row.number), "access": str(row.access)}, Review)
