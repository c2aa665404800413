"""Empty deliveries are forgotten: how far a source has told stands in its mark, and nothing else was in them."""

from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple

from django.db import connection

from clearway.platform.events.errands import Errand

#: A sender that had no answer sends the same again, after a week of holidays at the latest. For so long one that is
#: repeated is compared to the letter; afterwards with what the mark says.
KEPT: Final = timedelta(days=7)
AT_ONCE: Final = 1000
#: Behind a gap empty ones are passed over, and looked at again so often: gaps last for days as a rule.
ANEW: Final = timedelta(days=1)

#: The delivery that a mark stands at remains, so that the last number of a source is always known.
_FORGET: Final = """
WITH old AS (
    SELECT id, tenant, source, number, taken_at FROM watch_intake_delivery
    WHERE state = 'applied' AND rows = 0 AND taken_at < %(until)s AND (taken_at, id) > (%(taken_at)s, %(id)s)
    ORDER BY taken_at, id LIMIT %(most)s
), gone AS (
    DELETE FROM watch_intake_delivery AS d USING old AS o, watch_intake_mark AS m
    WHERE d.id = o.id AND m.tenant = o.tenant AND m.source = o.source AND o.number < m.number
)
SELECT taken_at, id FROM old ORDER BY taken_at, id
"""


class _Place(NamedTuple):
    """The delivery that was looked at last."""

    taken_at: datetime
    id: int


_BEFORE_ALL: Final = _Place(datetime.min.replace(tzinfo=UTC), 0)


class Forgetting:
    """Goes through old empty deliveries from the oldest on, once a day.

    Where it has come to is remembered, so that a turn never costs more than those it looks at, however many are
    passed over; whoever begins anew only looks at some of them again.
    """

    def __init__(self) -> None:
        """Nothing was looked at yet."""
        self._place = _BEFORE_ALL
        self._begun: datetime | None = None

    def turn(self, at: datetime) -> bool:
        """Look at the next few, and delete those that a mark has passed; whether more are left."""
        if self._begun is None or at - self._begun >= ANEW:
            self._place, self._begun = _BEFORE_ALL, at
        asked = {"until": at - KEPT, "most": AT_ONCE, **self._place._asdict()}
        with connection.cursor() as cursor:
            cursor.execute(_FORGET, asked)
            looked_at = cursor.fetchall()
        if looked_at:
            self._place = _Place(*looked_at[-1])
        return len(looked_at) >= AT_ONCE


ERRAND: Final = Errand("empty deliveries that say no more", Forgetting().turn)
