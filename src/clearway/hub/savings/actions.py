"""What was saved is counted as look-ups are recorded."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from django.db import connection

from clearway.core.share.savings import saved
from clearway.hub.exchange import public as exchange
from clearway.hub.exchange.public import Accessed
from clearway.platform.calendar import day_in
from clearway.platform.events.readers import Happened, Reader
from clearway.registers.lawbook import public as lawbook

_REPLACE: Final = """
INSERT INTO savings_replaced
    (access, at, subject, organisation, "case", kind, document, low, likely, high)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING
"""
_ADD: Final = """
INSERT INTO savings_sum AS kept (month, organisation, kind, documents, low, likely, high)
VALUES (%s, %s, %s, 1, %s, %s, %s)
ON CONFLICT (month, organisation, kind) DO UPDATE
SET documents = kept.documents + 1, low = kept.low + EXCLUDED.low, likely = kept.likely + EXCLUDED.likely,
    high = kept.high + EXCLUDED.high
"""


def count(happened: Sequence[Happened]) -> None:
    """Count what look-ups have replaced; one that was counted is not counted again."""
    shown = [event.facts["access"] for event in happened if event.facts.get("outcome") == "answered"]
    for one in sorted(exchange.recorded(shown), key=lambda access: access.ordinal):
        _count(one)


READER: Final = Reader("savings", {"exchange.looked-up.v1": count})


def _count(one: Accessed) -> None:
    book = lawbook.current(one.at)
    day = day_in(book.country.time_zone, one.at)
    law = book.sharing.accountability
    found = saved(law, one.kind, day)
    # Nobody fetches a paper in an emergency, or to have it looked for what is owed to them.
    if found is None or one.basis == "emergency" or one.organisation in {rule.organisation for rule in law.owed}:
        return
    worth = found.total
    amounts = (worth.low, worth.likely, worth.high)
    # Without a case, nothing says that two look-ups were for the same thing.
    case = one.case_number or one.number
    said = (one.number, one.at, one.subject, one.organisation, case, one.kind, found.document.code, *amounts)
    with connection.cursor() as cursor:
        cursor.execute(_REPLACE, said)
        if cursor.rowcount:
            cursor.execute(_ADD, (_month(day), one.organisation, one.kind, *amounts))


def _month(day: date) -> date:
    return day.replace(day=1)
