"""What authors do: begin, write, send, publish under a second name, give back, drop."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

import msgspec
from django.db import IntegrityError, transaction

from clearway.platform.events import log
from clearway.platform.events.event import Event
from clearway.watch.authoring import errors, events, files, models
from clearway.watch.authoring.linting import lint
from clearway.watch.authoring.testing import missing
from clearway.watch.rulebook import public as rulebook
from clearway.watch.rulebook.public import Book

MOST_TEXT: Final = 20_000
MOST_WORDS: Final = 2000
_ID: Final = re.compile(r"[A-Z]{2}-\d{2,3}")


class Written(msgspec.Struct, frozen=True):
    """What an author has written: any part of it, the others stay."""

    card: Mapping[str, Any] | None = None
    text: str | None = None
    cases: Mapping[str, Any] | None = None


@transaction.atomic
def begin(scenario: str, area: str, *, office: str, book: Book, by: str, at: datetime, written: Written) -> int:
    """Begin a scenario that there is not yet; the number of its writing."""
    areas = {one.card.area for one in book.scenarios}
    is_taken = any(one.card.id == scenario for one in book.scenarios)
    if not _ID.fullmatch(scenario) or area not in areas or is_taken:
        raise errors.NumberUnfit(found=scenario[:20] or "-", place="scenario")
    return _begin(scenario, area, written, office=office, by=by, at=at)


@transaction.atomic
def change(scenario: str, *, office: str, book: Book, by: str, at: datetime) -> int:
    """Begin a change of a scenario that is in force, with the very files that are; the number of its writing."""
    found = next((one for one in book.scenarios if one.card.id == scenario), None)
    if found is None:
        raise errors.NumberUnfit(found=scenario[:20], place="scenario")
    card, text, cases = files.taken(found)
    return _begin(scenario, found.card.area, Written(card, text, cases), office=office, by=by, at=at)


@transaction.atomic
def write(number: int, written: Written, *, office: str, by: str, at: datetime) -> int:
    """Write in a draft; whoever writes in it does not publish it. How often it was written now."""
    row = held(number, office)
    if row.state != "draft" or row.wants:
        raise errors.StateUnfit(number=row.scenario)
    if written.text is not None and len(written.text) > MOST_TEXT:
        raise errors.WordsMissing(most=str(MOST_TEXT), place="text")
    row.card = {**row.card, **written.card} if written.card is not None else row.card
    row.text = written.text.replace("\0", "").replace("\r\n", "\n") if written.text is not None else row.text
    row.cases = dict(written.cases) if written.cases is not None else row.cases
    row.edit, row.changed_at = row.edit + 1, at
    row.hands = sorted({*row.hands, by})
    row.save()
    _tell(row, events.ScenarioWritten(writing=row.number, edit=row.edit, fingerprint=print_of(row)), by, at)
    return int(row.edit)


@transaction.atomic
def send(number: int, wants: str, *, office: str, book: Book, by: str, at: datetime) -> None:
    """Send a scenario to a second person; what is not right is not sent."""
    row = held(number, office)
    if row.wants or wants not in may_become(row, book):
        raise errors.StateUnfit(number=row.scenario)
    if wants != "retired" and (
        wrong := missing(row, lint(made(row, wants), row.scenario, row.area, book), wants, book)
    ):
        raise errors.NotReady(missing=wrong[0])
    row.wants, row.sent_by, row.sent_at = wants, by, at
    row.save(update_fields=["wants", "sent_by", "sent_at"])
    told = events.ScenarioSent(writing=row.number, edit=row.edit, wants=wants, fingerprint=print_of(row))
    _tell(row, told, by, at)


@transaction.atomic
def give_back(number: int, text: str, *, office: str, by: str, at: datetime) -> None:
    """The second person, or whoever has sent it, does not want it published so."""
    row = held(number, office)
    if not row.wants:
        raise errors.StateUnfit(number=row.scenario)
    said = words(text)
    row.wants, row.sent_at = "", None
    row.save(update_fields=["wants", "sent_at"])
    _tell(row, events.ScenarioGivenBack(writing=row.number, text=said), by, at)


@transaction.atomic
def publish(number: int, *, office: str, by: str, at: datetime) -> Book:
    """A second person publishes: the scenario is in the state for which it was sent, everywhere."""
    row = held(number, office)
    if not row.wants:
        raise errors.StateUnfit(number=row.scenario)
    if by in {row.sent_by, *row.hands}:
        raise errors.SecondNameMissing
    files_made = made(row, row.wants)
    others = models.Writing.objects.filter(scenario=row.scenario, state__in=models.IN_FORCE).exclude(pk=row.pk)
    others.update(state="replaced", wants="")
    row.state, row.wants = row.wants, ""
    row.published_by, row.published_at = by, at
    row.save()
    book = rulebook.put(files_made, by=by, at=at)
    told = events.ScenarioPublished(
        writing=row.number, state=row.state, sent_by=row.sent_by, fingerprint=files.fingerprint(files_made),
        edition=book.digest,
    )  # fmt: skip
    _tell(row, told, by, at)
    return book


@transaction.atomic
def drop(number: int, *, office: str, by: str, at: datetime) -> None:
    """A draft is given up."""
    row = held(number, office)
    if row.state != "draft" or row.wants:
        raise errors.StateUnfit(number=row.scenario)
    row.state, row.changed_at = "dropped", at
    row.save(update_fields=["state", "changed_at"])
    _tell(row, events.ScenarioDropped(writing=row.number), by, at)


def may_become(row: models.Writing, book: Book) -> tuple[str, ...]:
    """The states that follow: a draft goes on trial, but a change of what is live may take its place at once."""
    in_force = next((one.card.status for one in book.scenarios if one.card.id == row.scenario), "")
    if row.state == "draft":
        return ("live", "trial", "retired") if in_force == "live" else ("trial",)
    return {"trial": ("live", "retired"), "live": ("retired",), "retired": ("trial",)}.get(row.state, ())


def made(row: models.Writing, state: str) -> dict[str, bytes]:
    """The files of a writing as they would be in a state."""
    return files.files(row.scenario, row.area, state, row.card, row.text, row.cases)


def print_of(row: models.Writing) -> str:
    """The fingerprint of what is written, whatever its state."""
    return files.fingerprint(made(row, "draft"))


def held(number: int, office: str) -> models.Writing:
    """A writing of an office, kept for whoever asks until the end of the transaction."""
    row = models.Writing.objects.select_for_update().filter(pk=number, office=office).first()
    if row is None:
        raise errors.WritingUnknown(number=str(number))
    return row


def words(text: str) -> str:
    """What somebody says, if it is said in words."""
    said = text.replace("\0", "").strip()
    if not 1 <= len(said) <= MOST_WORDS:
        raise errors.WordsMissing(most=str(MOST_WORDS), place="text")
    return said


def _begin(scenario: str, area: str, written: Written, *, office: str, by: str, at: datetime) -> int:
    try:
        with transaction.atomic():
            row = models.Writing.objects.create(
                scenario=scenario, area=area, office=office, card=dict(written.card or {}), text=written.text or "",
                cases=dict(written.cases or {"fires": [], "silent": []}), hands=[by], begun_at=at, changed_at=at,
            )  # fmt: skip
    except IntegrityError:
        raise errors.NumberUnfit(found=scenario, place="scenario") from None
    _tell(row, events.ScenarioBegun(writing=row.number, office=office, proposal=""), by, at)
    return int(row.number)


def _tell(row: models.Writing, told: Event, by: str, at: datetime) -> None:
    log.record(told, subject=f"scenario/{row.scenario}", actor=by, at=at)
