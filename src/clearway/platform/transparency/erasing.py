"""Where the law demands it, what an event says is erased, and with it the salt: its commitment tells nothing then.

Leaf, tiles and checkpoints stay as they are, so every proof of other events still holds. Who erased, how many and
under which law is itself an event.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction

from clearway.platform.events import log
from clearway.platform.transparency.commitments import ERASED
from clearway.platform.transparency.events import Erased

_ERASE = """
UPDATE events_event SET salt = %s, facts = '{}'::jsonb, subject = 'erased', actor = 'erased'
WHERE id = ANY(%s) AND salt <> %s
"""


@transaction.atomic
def erase(events: Sequence[int], *, law: str, by: str, at: datetime) -> int:
    """What these events say is gone for good; the answer is how many still said something."""
    with connection.cursor() as cursor:
        cursor.execute(_ERASE, [ERASED, list(events), ERASED])
        count = int(cursor.rowcount)
    if count:
        log.record(Erased(count=count, law=law), subject="log", actor=by, at=at)
    return count
