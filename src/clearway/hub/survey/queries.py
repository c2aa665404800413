"""Services that somebody may still be asked about, and results that name nobody."""

from datetime import datetime

import msgspec
from django.db import connection

from clearway.core.law.parameter import NotInForce
from clearway.hub.exchange import public as exchange
from clearway.hub.survey import models
from clearway.hub.survey.actions import mark
from clearway.hub.survey.models import QUESTIONS
from clearway.platform.calendar import day_in
from clearway.registers.lawbook import public as lawbook

#: The number of law from which on a result is published; without one nothing is.
LEAST = "survey.least_answers"

_RESULTS = """
SELECT organisation, count(*), avg(marks[1]), avg(marks[2]), avg(marks[3]), avg(marks[4])
FROM survey_opinion GROUP BY organisation HAVING count(*) >= %s ORDER BY count(*) DESC, organisation LIMIT 100
"""


class Service(msgspec.Struct, frozen=True):
    """A case in which somebody was served, and one access by which it is named."""

    access: str
    organisation: str
    case: str
    at: datetime


class Result(msgspec.Struct, frozen=True):
    """What people think of an organisation's services: how many, and the average mark of each question."""

    organisation: str
    answers: int
    averages: tuple[tuple[str, float], ...]


def services(subject: str) -> tuple[Service, ...]:
    """Services of the last accesses about which a subject has not said what they think, newest first."""
    found: dict[str, Service] = {}
    for one in exchange.about(subject):
        if one.outcome == "answered" and not one.concealment:
            key = mark(subject, one.organisation, one.case_number or one.number)
            found.setdefault(key, Service(one.number, one.organisation, one.case_number, one.at))
    said = set(models.Asked.objects.filter(mark__in=list(found)).values_list("mark", flat=True))
    return tuple(one for key, one in found.items() if key not in said)


def results(at: datetime) -> tuple[Result, ...]:
    """Results by organisation, where enough have answered that nobody is found among them."""
    least = least_answers(at)
    if least is None:
        return ()
    with connection.cursor() as cursor:
        cursor.execute(_RESULTS, [least])
        return tuple(
            Result(row[0], row[1], tuple((name, float(mean)) for name, mean in zip(QUESTIONS, row[2:], strict=True)))
            for row in cursor.fetchall()
        )


def least_answers(at: datetime) -> int | None:
    """From how many answers on a result is published; nothing where the law does not say."""
    book = lawbook.current(at)
    if LEAST not in book.parameters:
        return None
    try:
        found = book.on(day_in(book.country.time_zone, at)).parameter(LEAST).value
    except NotInForce:
        return None
    return None if found is None else int(found)
