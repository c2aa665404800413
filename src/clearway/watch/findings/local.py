"""A government sets a number of law for itself; what stands for it is looked at anew."""

from datetime import datetime

from django.db import transaction

from clearway.platform.events import log
from clearway.watch.findings import events, marking, models
from clearway.watch.intake import public as intake
from clearway.watch.rulebook.public import Book, local


@transaction.atomic
def set_number(said: local.Said, *, book: Book, tenant: str, by: str, at: datetime) -> local.LocalNumber:
    """Set a number, or refuse it: its scenarios read it from its day on, and every case of theirs is looked at."""
    number = local.keep(said, book=book, tenant=tenant, by=by, at=at)
    intake.put_law(tenant, local.law_of(book, tenant))
    # Which numbers a scenario asks for may be reckoned from its rows; so all are looked at that ask for any.
    asking = [one.card.id for one in marking.looking(book) if one.asks_law]
    marking.mark([(tenant, one, models.ALL) for one in asking], at=at)
    amount = None if number.amount is None else f"{number.amount.normalize():f}"
    told = events.LocalNumberSet(
        tenant=tenant, code=number.code, amount=amount, since=number.since.isoformat(), reason=number.reason
    )
    log.record(told, subject=f"watch/{tenant}", actor=by, at=at)
    return number
