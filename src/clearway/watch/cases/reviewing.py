"""Blind second review: of a sample of exclusions somebody else says what they would have decided."""

from datetime import date, datetime

from django.db import transaction

from clearway.platform.events import log
from clearway.watch.cases import actions, errors, events, models
from clearway.watch.cases.contracts import MOST_CHARACTERS, REASONS
from clearway.watch.rulebook.public import Book


@transaction.atomic
def review(
    number: int, reason: str, text: str, *, book: Book, reach: frozenset[str], today: date, by: str, at: datetime
) -> str:
    """Say whether one would have made an exclusion, and why; one that was not to be made is over. What came out."""
    rows = models.Review.objects.select_for_update(of=("self",)).select_related("step", "case__finding")
    row = rows.filter(pk=number, state="asked", tenant__in=reach).first()
    if row is None or row.step.by == by:
        raise errors.ReviewOver
    said = text.replace("\0", "").strip()
    if reason and reason not in REASONS:
        raise errors.ReasonUnknown
    if not 1 <= len(said) <= MOST_CHARACTERS:
        raise errors.WordsMissing(most=str(MOST_CHARACTERS))
    row.state = "same" if reason else "other"
    row.reason, row.text, row.by, row.at = reason, said, by, at
    row.save()
    told = events.ExclusionReviewed(
        tenant=row.tenant, scenario=row.scenario, outcome=row.state, reason=reason, text=said
    )
    log.record(told, subject=f"finding/{row.case_id}", actor=by, at=at)
    case = models.Case.objects.select_for_update().get(pk=row.case_id)
    still = models.Step.objects.filter(case=case, kind="excluded").order_by("-id").first()
    if row.state == "other" and case.state == "excluded" and still is not None and still.pk == row.step_id:
        actions.lapse(case, "reviewed", book, today, at)
    return str(row.state)
