"""What happened becomes what people are told: the reaction of the reader ``notices`` to the event log."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse

from clearway.clearance.notices import kinds
from clearway.clearance.notices.addressees import Directory
from clearway.clearance.notices.kinds import Kind
from clearway.clearance.showing.figures import written
from clearway.platform.calendar import now
from clearway.platform.events.readers import Happened, Reader
from clearway.platform.notifications import telling
from clearway.platform.notifications.telling import Telling
from clearway.registers.lawbook import public as lawbook

#: Older than this, it is history and no news: a house that is opened anew does not tell it all again.
STILL_NEWS: Final = timedelta(days=7)


def tell(events: Sequence[Happened]) -> None:
    """Tell everybody concerned; told again, nobody is told twice."""
    at = now()
    directory = Directory(at, events)
    told = [
        one
        for event in events
        if at - event.at <= STILL_NEWS
        for kind in kinds.of(event)
        if (one := _telling(directory, event, kind, at)) is not None
    ]
    if told:
        telling.tell(told)


READER: Final = Reader("notices", dict.fromkeys(sorted(kinds.EVENTS), tell))


def _telling(directory: Directory, event: Happened, kind: Kind, at: datetime) -> Telling | None:
    addressees = directory.of(event, kind.told)
    if not addressees.people and not addressees.parties:
        return None
    return Telling(
        kind=kind.name,
        source=f"event/{event.id}",
        subject=event.subject,
        at=event.at,
        facts={
            name: written(_said(event.facts.get(fact), at)) if name == "amount" else _said(event.facts.get(fact), at)
            for name, fact in kind.facts.items()
        },
        by=kind.by,
        people=addressees.people,
        parties=addressees.parties if kind.is_for_software else frozenset(),
        link=_link(kind, event.subject),
    )


def _said(fact: object, at: datetime) -> str:
    """A fact as text; a moment in the country's own time, to the minute."""
    text = "" if fact is None else str(fact)
    if "T" not in text:
        return text
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    if moment.tzinfo is None:
        return text
    return f"{moment.astimezone(ZoneInfo(lawbook.current(at).country.time_zone)):%Y-%m-%d %H:%M}"


def _link(kind: Kind, subject: str) -> str:
    """Where in the portal it is read in full; nothing where the house does not know its own address."""
    if not settings.CLEARWAY_PORTAL:
        return ""
    what, _, number = subject.partition("/")
    if kind.audience == "trader" and what == "declaration":
        return f"{settings.CLEARWAY_PORTAL}/declarations/{number}"
    return f"{settings.CLEARWAY_PORTAL}{reverse(kind.page) if kind.page else '/notices'}"
