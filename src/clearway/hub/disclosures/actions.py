"""Concealing by law until an instant, telling when it is over, and objections with their answers."""

from datetime import datetime
from typing import Literal

from django.db import IntegrityError, transaction

from clearway.hub.disclosures import errors, events, models
from clearway.platform.events import log

#: A page of text.
LONGEST = 2000
_AT_ONCE = 100


@transaction.atomic
def conceal(
    subject: str, organisation: str, *, case_number: str, article: str, until: datetime, by: str, at: datetime
) -> str:
    """A subject does not see what an organisation looks up in a case from now until an instant; it is counted.

    What was seen stays seen: an order does not reach back.
    """
    if not case_number or not article or until <= at:
        raise errors.NotConcealable
    row = models.Concealment.objects.create(
        subject=subject, organisation=organisation, case_number=case_number, article=article, ordered_by=by,
        ordered_at=at, until=until,
    )  # fmt: skip
    told = events.ConcealmentOrdered(concealment=str(row.number), case=case_number, article=article, until=until)
    log.record(told, subject=f"organisation/{organisation}", actor=by, at=at)
    return str(row.number)


@transaction.atomic
def lift(number: str, *, by: str, at: datetime) -> None:
    """A concealment ends now; it never ends later than it was ordered to."""
    row = models.Concealment.objects.select_for_update().filter(number=number, until__gt=at).first()
    if row is not None:
        models.Concealment.objects.filter(number=number).update(until=at)
        _tell_ended(row, by=by, at=at)


@transaction.atomic
def tell_ended(*, at: datetime) -> int:
    """Subjects are told of concealments whose time is over; says how many were."""
    rows = models.Concealment.objects.select_for_update(skip_locked=True).filter(until__lte=at, is_told=False)
    ended = list(rows.order_by("until")[:_AT_ONCE])
    for row in ended:
        _tell_ended(row, by="clearway", at=at)
    return len(ended)


@transaction.atomic
def object_to(
    access: str,
    sort: Literal["objection", "misuse"],
    text: str,
    *,
    subject: str,
    holder: str,
    organisation: str,
    by: str,
    at: datetime,
) -> str:
    """A subject says what is wrong with an access; it waits for the privacy officer of the holder."""
    said = text.strip()
    if not 0 < len(said) <= LONGEST or "\x00" in said:
        raise errors.NothingSaid(most=str(LONGEST))
    try:
        with transaction.atomic():
            row = models.Objection.objects.create(
                access=access, subject=subject, holder=holder, organisation=organisation, sort=sort, text=said,
                raised_by=by, raised_at=at,
            )  # fmt: skip
    except IntegrityError:
        raise errors.AlreadyObjected from None
    told = events.ObjectionRaised(
        objection=str(row.number), access=access, sort=sort, holder=holder, organisation=organisation
    )
    log.record(told, subject=subject, actor=by, at=at)
    return str(row.number)


@transaction.atomic
def answer(
    number: str, state: Literal["upheld", "rejected"], text: str, *, holder: str, by: str, at: datetime
) -> None:
    """The holder's privacy officer answers; the subject reads the answer beside the access."""
    rows = models.Objection.objects.select_for_update().filter(number=number, holder=holder, state="open")
    row = rows.first()
    if row is None:
        raise errors.ObjectionUnknown(objection=number)
    if not 0 < len(text.strip()) <= LONGEST:
        raise errors.NothingSaid(most=str(LONGEST))
    row.state, row.answer, row.answered_by, row.answered_at = state, text.strip(), by, at
    row.save(update_fields=["state", "answer", "answered_by", "answered_at"])
    told = events.ObjectionAnswered(objection=number, access=str(row.access), sort=row.sort, state=state)
    log.record(told, subject=row.subject, actor=by, at=at)


def _tell_ended(row: models.Concealment, *, by: str, at: datetime) -> None:
    models.Concealment.objects.filter(number=row.number).update(is_told=True)
    told = events.ConcealmentEnded(concealment=str(row.number), organisation=row.organisation, article=row.article)
    log.record(told, subject=row.subject, actor=by, at=at)
