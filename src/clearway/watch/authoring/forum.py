"""The forum: officials propose what to look for, others answer, the ministry takes it up or says why not."""

from datetime import datetime

from django.db import transaction

from clearway.platform.events import log
from clearway.watch.authoring import actions, errors, events, models
from clearway.watch.rulebook.public import Book

MOST_TITLE = 120


@transaction.atomic
def propose(title: str, text: str, evidence: str, *, tenant: str, by: str, at: datetime) -> int:
    """An official proposes what to look for, and says what shows that it happens."""
    named = title.replace("\0", "").strip()
    if not 1 <= len(named) <= MOST_TITLE:
        raise errors.WordsMissing(most=str(MOST_TITLE), place="title")
    said = _words(text, "text"), _words(evidence, "evidence")
    row = models.Proposal.objects.create(tenant=tenant, title=named, text=said[0], evidence=said[1], by=by, at=at)
    told = events.ScenarioProposed(tenant=tenant, title=named)
    log.record(told, subject=f"proposal/{row.number}", actor=by, at=at)
    return int(row.number)


@transaction.atomic
def answer(number: int, text: str, *, tenant: str, by: str, at: datetime) -> None:
    """Somebody says something of a proposal."""
    row = _held(number)
    models.Answer.objects.create(proposal=row, tenant=tenant, by=by, at=at, text=_words(text, "text"))
    log.record(events.ProposalAnswered(tenant=tenant), subject=f"proposal/{number}", actor=by, at=at)


@transaction.atomic
def take_up(number: int, scenario: str, area: str, *, office: str, book: Book, by: str, at: datetime) -> int:
    """The ministry begins a scenario from a proposal; the number of its writing."""
    row = _held(number)
    if row.state != "open":
        raise errors.StateUnfit(number=str(number))
    begun = actions.Written(card={"title": {"en": row.title}, "purpose": row.text})
    writing = actions.begin(scenario, area, office=office, book=book, by=by, at=at, written=begun)
    row.state, row.writing_id = "taken", writing
    row.save(update_fields=["state", "writing"])
    _decided(row, "", by, at)
    return writing


@transaction.atomic
def decline(number: int, text: str, *, by: str, at: datetime) -> None:
    """The ministry declines a proposal, and says why."""
    row = _held(number)
    if row.state != "open":
        raise errors.StateUnfit(number=str(number))
    said = _words(text, "text")
    row.state = "declined"
    row.save(update_fields=["state"])
    _decided(row, said, by, at)


def _decided(row: models.Proposal, text: str, by: str, at: datetime) -> None:
    told = events.ProposalDecided(state=row.state, writing=row.writing_id, text=text)
    log.record(told, subject=f"proposal/{row.number}", actor=by, at=at)


def _held(number: int) -> models.Proposal:
    row = models.Proposal.objects.select_for_update().filter(pk=number).first()
    if row is None:
        raise errors.WritingUnknown(number=str(number))
    return row


def _words(text: str, place: str) -> str:
    said = text.replace("\0", "").strip()
    if not 1 <= len(said) <= actions.MOST_WORDS:
        raise errors.WordsMissing(most=str(actions.MOST_WORDS), place=place)
    return said
