"""What every act asks before it changes anything."""

from datetime import datetime
from typing import TypeVar

from django.db.models import Model, QuerySet

from clearway.core.control import is_possible
from clearway.core.control.deciding import Act
from clearway.platform.events import log
from clearway.platform.events.event import Event
from clearway.platform.identity.actor import Actor
from clearway.stations.controls import errors, models
from clearway.stations.controls.contracts import FileNow

#: Enough for a reasoned decision, too little for a file.
LONGEST = 4000
Row = TypeVar("Row", bound=Model)


def must_be_of_the_office(file: FileNow, by: Actor) -> None:
    """Officers act on files of their own office."""
    if not by.office or by.office != file.office:
        raise errors.NotOfThisOffice(mrn=file.mrn)


def must_be_possible(act: Act, file: FileNow) -> None:
    """An act has a meaning in some states only."""
    if not is_possible(act, file.state):
        raise errors.NotPossibleNow(mrn=file.mrn, state=file.state)


def worded(text: str, what: str) -> str:
    """A text that somebody will read; one that is missing or endless is none."""
    words = text.strip()
    if not words or len(words) > LONGEST:
        raise errors.WordsMissing(what=what, limit=str(LONGEST))
    return words


def name_of(by: Actor) -> str:
    """The user name of a person, as it stands in the tables."""
    return by.name.partition(":")[2] or by.name


def must_be_in_charge(file: FileNow, by: Actor) -> None:
    """A file with open checks is in the hands of their officers, and of supervisors."""
    officers = set(
        models.Control.objects.filter(declaration_id=file.id, closed_at__isnull=True).values_list(
            "officer", flat=True
        )
    )
    if officers and name_of(by) not in officers and not by.may("files:override"):
        raise errors.NotYours(officer=", ".join(sorted(officers - {""})) or "-")


def locked(rows: "QuerySet[Row]", file: FileNow, number: int) -> Row:
    """An entry of the file, kept from others; what belongs to another file is not there."""
    row = rows.select_for_update().filter(declaration_id=file.id, id=number).first()
    if row is None:
        raise errors.NoSuchThing()
    return row


def tell(event: Event, file: FileNow, *, by: Actor, at: datetime) -> None:
    """Write what happened, with the change."""
    actor = f"officer:{name_of(by)}" if by.office else by.name
    log.record(event, subject=f"declaration/{file.mrn}", actor=actor, at=at)
