"""Opening a review for every emergency, and judging it; each step is on the log."""

from datetime import datetime
from typing import Literal

from django.db import transaction

from clearway.core.control import after, office_hours, standard
from clearway.hub.exchange.public import Accessed
from clearway.hub.reviews import errors, events, models, queries
from clearway.platform.calendar import day_in
from clearway.platform.events import log
from clearway.registers.lawbook import public as lawbook

#: A page of text.
LONGEST = 2000
#: The number of law that says how long a review may take.
HOURS = "hub.review_hours"
#: What a review keeps of an access, under the same names.
_KEPT = (
    "subject", "kind", "holder", "organisation", "office", "official", "official_number", "article", "case_number",
    "outcome",
)  # fmt: skip


@transaction.atomic
def open_review(access: Accessed) -> str:
    """An emergency waits to be reviewed, from the instant of the look-up on; opened again, it is the same."""
    row, is_new = models.Review.objects.get_or_create(
        access=access.number,
        defaults={
            **{name: getattr(access, name) for name in _KEPT},
            "names": list(access.names),
            "reason": access.basis_is,
            "opened_at": access.at,
            "due_at": _due(access.at),
        },
    )
    if is_new:
        opened = events.ReviewOpened(
            access=access.number, organisation=row.organisation, holder=row.holder, due_at=row.due_at
        )
        log.record(opened, subject=f"review/{row.number}", actor=f"official:{row.official_number}", at=access.at)
    return str(row.number)


@transaction.atomic
def decide(
    number: str,
    state: Literal["justified", "not-justified"],
    text: str,
    *,
    by: str,
    at: datetime,
    organisation: str = "",
    holder: str = "",
) -> queries.Review:
    """Somebody else than the official says whether it was one; of the organisation that asked, or of the holder."""
    rows = queries.within(organisation, holder).filter(number=number, state="open")
    row = rows.select_for_update().first()
    if row is None:
        raise errors.ReviewUnknown(review=number)
    if by == row.official:
        raise errors.OwnEmergency
    said = text.strip()
    if not 0 < len(said) <= LONGEST or "\x00" in said:
        raise errors.NothingSaid(most=str(LONGEST))
    row.state, row.text, row.decided_by, row.decided_at = state, said, by, at
    row.save(update_fields=["state", "text", "decided_by", "decided_at"])
    decided = events.ReviewDecided(
        access=str(row.access),
        organisation=row.organisation,
        holder=row.holder,
        state=state,
        in_time=at <= row.due_at,
    )
    log.record(decided, subject=f"review/{number}", actor=by, at=at)
    return queries.read(row)


def _due(at: datetime) -> datetime:
    """When the office hours that the law allows have passed; at once where the law allows none."""
    book = lawbook.current(at)
    law = book.on(day_in(book.country.time_zone, at))
    allowed = standard(law, HOURS)
    return after(at, allowed.allowed, office_hours(law)) if allowed else at
