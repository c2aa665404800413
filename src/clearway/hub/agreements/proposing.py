"""An organisation asks for an agreement: checked against the catalogue of the day, and numbered."""

from datetime import date, datetime

import msgspec
from django.db import connection, transaction

from clearway.core.law.information import Catalogue
from clearway.core.share import Agreement
from clearway.hub.agreements import actions, errors, models

#: One asks for a number at a time; the lock ends with the transaction.
_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('agreements of the hub', 0))"


@transaction.atomic
def ask(wanted: Agreement, catalogue: Catalogue, *, today: date, by: str, at: datetime) -> Agreement:
    """Propose what is in force; without a number it gets the next of its year, else it is a new version."""
    check(wanted, catalogue, today=today)
    with connection.cursor() as cursor:
        cursor.execute(_LOCK)
    if not wanted.number:
        wanted = msgspec.structs.replace(wanted, number=_next(today.year))
    elif not models.Agreement.objects.filter(number=wanted.number, organisation=wanted.organisation).exists():
        raise errors.AgreementUnknown(agreement=wanted.number)
    return actions.propose(wanted, catalogue, by=by, at=at)


def check(wanted: Agreement, catalogue: Catalogue, *, today: date) -> None:
    """The kind, its names and the articles are known and in force, and the article speaks of the kind."""
    actions.must_be_known(wanted, catalogue)
    first = max(wanted.period.since, today)
    last = wanted.period.until
    if last is not None and last < first:
        raise errors.NotInForce(what=wanted.kind, day=last.isoformat())
    kind = catalogue.kinds[wanted.kind]
    articles = [catalogue.articles[code] for code in filter(None, (wanted.article, wanted.exemption))]
    for one in (kind, *articles):
        if not one.period.covers(first):
            raise errors.NotInForce(what=one.code, day=first.isoformat())
    if not catalogue.articles[wanted.article].speaks_of(wanted.kind):
        raise errors.ArticleSilent(article=wanted.article, kind=wanted.kind)


def _next(year: int) -> str:
    begins = f"{year}-"
    taken = models.Agreement.objects.filter(number__regex=rf"^{year}-\d{{4,6}}$").values_list("number", flat=True)
    last = max((int(number.removeprefix(begins)) for number in taken.distinct()), default=0)
    return f"{begins}{last + 1:04}"
