"""The watchman: looks at what has changed, tells what is sure, for as long as the worker runs."""

import logging
import threading
from collections.abc import Callable
from datetime import date, datetime
from typing import Final

from django.db import close_old_connections, connections

from clearway.watch.findings import evaluating, marking, telling
from clearway.watch.findings.telling import Audiences
from clearway.watch.rulebook import public as rulebook
from clearway.watch.rulebook.public import Book

logger = logging.getLogger(__name__)

LOOK_SECONDS: Final = 0.5
#: After so many looks it is told what was found, and asked whether it is still needed.
MOST_LOOKS: Final = 20


class Watchman:
    """Keeps findings right, round after round."""

    def __init__(
        self, clock: Callable[[], datetime], day_of: Callable[[datetime], date], audiences: Audiences
    ) -> None:
        """Take the time, the day on which it is where the law counts days, and who is told."""
        self._clock = clock
        self._day_of = day_of
        self._audiences = audiences

    def run(self, stop: threading.Event) -> None:
        """Watch until told to stop."""
        while not stop.is_set():
            try:
                close_old_connections()
                more = self.turn()
            except Exception:
                logger.exception("the watch could not be kept; the next round tries again")
                connections.close_all()
                more = False
            if not more:
                stop.wait(LOOK_SECONDS)
        connections.close_all()

    def turn(self) -> bool:
        """One round: the day, what has changed, what is sure; whether more is waiting."""
        book = rulebook.current()
        if book is None:
            return False
        at = self._clock()
        self._begin(book, at)
        looks = 0
        while looks < MOST_LOOKS and evaluating.look(book, at=self._clock()) is not None:
            looks += 1
        told = telling.tell(book, self._audiences, at=self._clock())
        return looks == MOST_LOOKS or told >= telling.AT_ONCE

    def _begin(self, book: Book, at: datetime) -> None:
        today = self._day_of(at)
        marking.adopt(book, today, at=at)
        marking.tick(book, today, at=at)
