"""When each part was heard of last: the worker by its own rounds, outside parties by what they told.

Nobody is asked, so that a party that is away costs nothing; and nothing is kept but two instants.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Final

from django.db import connection

from clearway.clearance.statistics import models
from clearway.platform.events import readers
from clearway.platform.events.errands import Errand
from clearway.platform.events.readers import Happened

#: The worker writes down that it runs this often.
PULSE: Final = timedelta(seconds=20)
#: After a silence of this length a part is heard of anew.
PAUSES: Final = {"worker": timedelta(seconds=60), "bank": timedelta(days=1), "agency": timedelta(days=1),
                 "operator": timedelta(days=1), "proof": timedelta(days=2), "unequal": timedelta(days=2)}  # fmt: skip

#: Who tells what: the events that outside parties cause themselves.
_TELLERS: Final = {
    "bank": ("payments.received.v1", "payments.unallocated.v1", "payments.returned.v1"),
    "agency": ("permits.issued.v1", "permits.changed.v1", "permits.status_changed.v1"),
    "operator": ("cargo.announced.v1", "cargo.arrived.v1", "cargo.left.v1"),
}

_HEAR: Final = """
INSERT INTO statistics_heard AS kept (name, since, at) VALUES (%s, %s, %s)
ON CONFLICT (name) DO UPDATE
SET since = CASE WHEN EXCLUDED.at - kept.at > %s THEN EXCLUDED.since ELSE kept.since END,
    at = greatest(kept.at, EXCLUDED.at)
"""


def hear(name: str, *, at: datetime) -> None:
    """A part was heard of."""
    with connection.cursor() as cursor:
        cursor.execute(_HEAR, [name, at, at, PAUSES[name]])


def heard() -> dict[str, tuple[datetime, datetime]]:
    """Since when, and when last, each part was heard of; what was never heard of is not there."""
    return {one.name: (one.since, one.at) for one in models.Heard.objects.all()}


def pulse(at: datetime) -> bool:
    """The worker runs; written down now and then."""
    last = models.Heard.objects.filter(name="worker").values_list("at", flat=True).first()
    if last is None or at - last >= PULSE:
        hear("worker", at=at)
    return False


def _noting(name: str) -> Callable[[Sequence[Happened]], None]:
    def note(events: Sequence[Happened]) -> None:
        hear(name, at=max(event.at for event in events))

    return note


def _proved(events: Sequence[Happened]) -> None:
    """The watch has compared what stands with full runs; something may have differed."""
    hear("proof", at=max(event.at for event in events))
    if unequal := [event.at for event in events if event.facts.get("unequal")]:
        hear("unequal", at=max(unequal))


READER: Final = readers.Reader(
    "heard",
    {kind: note for name, kinds in _TELLERS.items() for note in (_noting(name),) for kind in kinds}
    | {"watch.proved.v1": _proved},
)
ERRAND: Final = Errand("pulse", pulse)
