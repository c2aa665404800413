"""Questions to the trader, and answers, inside the file."""

from datetime import datetime

from clearway.platform.identity.actor import Actor
from clearway.stations.controls import contracts, errors, events, models
from clearway.stations.controls.actions.asked import locked, must_be_in_charge, name_of, tell, worded
from clearway.stations.controls.contracts import FileNow


def ask(order: contracts.Ask, file: FileNow, *, by: Actor, at: datetime) -> str | None:
    """An officer asks; from now on the trader's clock runs, and the office's stands still."""
    must_be_in_charge(file, by)
    query = models.Query.objects.create(
        declaration_id=file.id,
        question=worded(order.question, "The question"),
        asked_by=name_of(by),
        asked_at=at,
    )
    tell(events.QuestionAsked(mrn=file.mrn, query=query.id), file, by=by, at=at)
    return None


def answer(order: contracts.Answer, file: FileNow, *, by: Actor, at: datetime) -> str | None:
    """The trader answers, once; the office's clock runs again."""
    query = locked(models.Query.objects.all(), file, order.query)
    if query.answered_at is not None:
        raise errors.AlreadyDone(officer=query.answered_by)
    query.answer = worded(order.answer, "The answer")
    query.answered_by, query.answered_at = name_of(by), at
    query.save(update_fields=["answer", "answered_by", "answered_at"])
    tell(events.QuestionAnswered(mrn=file.mrn, query=query.id), file, by=by, at=at)
    return None
