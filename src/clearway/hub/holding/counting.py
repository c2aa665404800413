"""Look-ups are counted behind the exchange, by day, organisation, kind and outcome: the reader ``holdings``."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

import msgspec
from django.db import connection
from django.db.models import Sum

from clearway.hub.holding import models
from clearway.platform.calendar import day_in, now
from clearway.platform.events.readers import Happened, Reader
from clearway.registers.lawbook import public as lawbook

#: No list shows more at a time.
MOST = 200
_COUNT: Final = """
INSERT INTO hub_holding_asked AS kept (holder, day, organisation, kind, outcome, times)
VALUES (%s, %s, %s, %s, %s, %s)
ON CONFLICT (holder, day, organisation, kind, outcome) DO UPDATE SET times = kept.times + EXCLUDED.times
"""
_ANSWERED: Final = """
INSERT INTO hub_holding_answering AS kept (holder, answered_at, away_in_a_row) VALUES (%s, %s, 0)
ON CONFLICT (holder) DO UPDATE SET answered_at = EXCLUDED.answered_at, away_in_a_row = 0
"""
_AWAY: Final = """
INSERT INTO hub_holding_answering AS kept (holder, away_at, away_in_a_row) VALUES (%s, %s, %s)
ON CONFLICT (holder) DO UPDATE
SET away_at = EXCLUDED.away_at, away_in_a_row = kept.away_in_a_row + EXCLUDED.away_in_a_row
"""


class Count(msgspec.Struct, frozen=True):
    """How often something was asked for, with one outcome."""

    organisation: str
    kind: str
    outcome: str
    times: int


class Health(msgspec.Struct, frozen=True):
    """How a holder's system answers."""

    answered_at: datetime | None = None
    away_at: datetime | None = None
    away_in_a_row: int = 0


def count(events: Sequence[Happened]) -> None:
    """Count look-ups; one event is one look-up, in whatever batch it comes."""
    zone = lawbook.current(now()).country.time_zone
    asked: Counter[tuple[str, date, str, str, str]] = Counter()
    for event in events:
        said = event.facts
        if said["holder"]:
            day = day_in(zone, event.at)
            asked[said["holder"], day, said["organisation"], said["kind"], said["outcome"]] += 1
    with connection.cursor() as cursor:
        for key in sorted(asked):
            cursor.execute(_COUNT, [*key, asked[key]])
    for holder, answers in _by_holder(events).items():
        _note(holder, answers)


READER: Final = Reader("holdings", {"exchange.looked-up.v1": count})


def of_days(holder: str, since: date) -> tuple[tuple[date, int], ...]:
    """How often a holder was asked on each day since one, the newest first."""
    rows = models.Asked.objects.filter(holder=holder, day__gte=since).values_list("day").annotate(Sum("times"))
    return tuple(rows.order_by("-day"))


def of_organisations(holder: str, since: date) -> tuple[Count, ...]:
    """Who asked a holder for what, how often and with which outcome since a day, the most asked first."""
    rows = models.Asked.objects.filter(holder=holder, day__gte=since).values_list("organisation", "kind", "outcome")
    found = rows.annotate(many=Sum("times")).order_by("-many", "organisation", "kind", "outcome")
    return tuple(Count(*row) for row in found[:MOST])


def health(holder: str) -> Health:
    """How a holder's system has answered so far."""
    fields = ("answered_at", "away_at", "away_in_a_row")
    row = models.Answering.objects.filter(holder=holder).values_list(*fields).first()
    return Health(*row) if row else Health()


def _by_holder(events: Sequence[Happened]) -> dict[str, list[Happened]]:
    """What was asked of each holder's system; a refusal asks nothing of it."""
    found: dict[str, list[Happened]] = {}
    for event in events:
        if event.facts["outcome"] != "denied" and event.facts["holder"]:
            found.setdefault(event.facts["holder"], []).append(event)
    return dict(sorted(found.items()))


def _note(holder: str, events: list[Happened]) -> None:
    """An answer ends the count of failures; those after the last answer begin the next."""
    answers = [place for place, event in enumerate(events) if event.facts["outcome"] != "holder-away"]
    away = events[answers[-1] + 1 :] if answers else events
    with connection.cursor() as cursor:
        if answers:
            cursor.execute(_ANSWERED, [holder, events[answers[-1]].at])
        if away:
            cursor.execute(_AWAY, [holder, away[-1].at, len(away)])
