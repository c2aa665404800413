"""What was saved is counted as look-ups are recorded."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from django.db import connection

from clearway.core.law.lawbook import Lawbook
from clearway.core.share.savings import Saved, saved
from clearway.hub.exchange import public as exchange
from clearway.hub.exchange.public import Accessed
from clearway.platform.calendar import day_in
from clearway.platform.events.readers import Happened, Reader
from clearway.registers.lawbook import public as lawbook

_REPLACE: Final = """
INSERT INTO savings_replaced
    (access, at, subject, organisation, "case", kind, document, low, likely, high)
SELECT * FROM unnest(%s::uuid[], %s::timestamptz[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[],
                     %s::numeric[], %s::numeric[], %s::numeric[])
ON CONFLICT DO NOTHING RETURNING access
"""
_ADD: Final = """
INSERT INTO savings_sum AS kept (month, organisation, kind, documents, low, likely, high)
SELECT month, organisation, kind, count(*), sum(low), sum(likely), sum(high)
FROM unnest(%s::date[], %s::text[], %s::text[], %s::numeric[], %s::numeric[], %s::numeric[])
    AS added (month, organisation, kind, low, likely, high)
GROUP BY month, organisation, kind
ON CONFLICT (month, organisation, kind) DO UPDATE
SET documents = kept.documents + EXCLUDED.documents, low = kept.low + EXCLUDED.low,
    likely = kept.likely + EXCLUDED.likely, high = kept.high + EXCLUDED.high
"""


class _Replaced(NamedTuple):
    """A document that nobody had to bring."""

    access: str
    at: datetime
    subject: str
    organisation: str
    case: str
    kind: str
    document: str
    low: Decimal
    likely: Decimal
    high: Decimal


def count(happened: Sequence[Happened]) -> None:
    """Count what look-ups have replaced; one that was counted is not counted again."""
    shown = [event.facts["access"] for event in happened if event.facts.get("outcome") == "answered"]
    recorded = sorted(exchange.recorded(shown), key=lambda access: access.ordinal)
    found = [(one, day) for access in recorded for one, day in _replaced(access)]
    if not found:
        return
    with connection.cursor() as cursor:
        cursor.execute(_REPLACE, [list(column) for column in zip(*(one for one, _ in found), strict=True)])
        counted = {str(row[0]) for row in cursor.fetchall()}
        added = [
            (day.replace(day=1), one.organisation, one.kind, one.low, one.likely, one.high)
            for one, day in found
            if one.access in counted
        ]
        if added:
            cursor.execute(_ADD, [list(column) for column in zip(*added, strict=True)])


READER: Final = Reader("savings", {"exchange.looked-up.v1": count})


@lru_cache(maxsize=256)
def _saved(book: Lawbook, kind: str, day: date) -> Saved | None:
    return saved(book.sharing.accountability, kind, day)


def _replaced(one: Accessed) -> Iterator[tuple[_Replaced, date]]:
    """What a look-up has replaced, and on which day, if anything."""
    book = lawbook.current(one.at)
    day = day_in(book.country.time_zone, one.at)
    law = book.sharing.accountability
    found = _saved(book, one.kind, day)
    # Nobody fetches a paper in an emergency, or to have it looked for what is owed to them.
    if found is None or one.basis == "emergency" or one.organisation in {rule.organisation for rule in law.owed}:
        return
    worth = found.total
    # Without a case, nothing says that two look-ups were for the same thing.
    case = one.case_number or one.number
    yield (
        _Replaced(
            one.number, one.at, one.subject, one.organisation, case, one.kind, found.document.code,
            worth.low, worth.likely, worth.high,
        ),
        day,
    )  # fmt: skip
