"""An opinion is taken once, and parts from its author at once."""

from collections.abc import Mapping
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac

from clearway.hub.exchange import public as exchange
from clearway.hub.survey import errors, models
from clearway.hub.survey.models import QUESTIONS

LONGEST = 1000
_LOWEST, _HIGHEST = 1, 5


@transaction.atomic
def give_opinion(subject: str, access: str, marks: Mapping[str, int], words: str, *, day: date) -> None:
    """Somebody says what they think of the service that one access about them was for."""
    served = exchange.one(access, subject)
    if served is None or served.outcome != "answered":
        raise errors.NotYourService
    given = [marks.get(one, 0) for one in QUESTIONS]
    if not all(_LOWEST <= one <= _HIGHEST for one in given) or len(words) > LONGEST or "\x00" in words:
        raise errors.MarksMissing(most=str(LONGEST))
    try:
        with transaction.atomic():
            models.Asked.objects.create(mark=mark(subject, served.organisation, served.case_number or access))
    except IntegrityError:
        raise errors.SaidBefore from None
    models.Opinion.objects.create(
        month=day.replace(day=1), organisation=served.organisation, marks=given, words=words.strip()
    )


def mark(subject: str, organisation: str, case: str) -> str:
    """Under which mark it is kept that somebody has said what they think of a service."""
    return salted_hmac("clearway survey", f"{subject}\n{organisation}\n{case}", algorithm="sha256").hexdigest()
