"""The postman: a few hands that carry what waits, line by line, for as long as the worker runs."""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from django.db import close_old_connections, connections

from clearway.platform.notifications import lines
from clearway.platform.notifications.carrying import Ways, carry_line

logger = logging.getLogger(__name__)

#: So many outside parties are talked to at a time; one that hangs holds one hand, and only until its line rests.
HANDS = 6
LOOK_SECONDS = 1.0


class Postman:
    """Looks which lines have something due, and gives each to a free hand."""

    def __init__(self, ways: Ways, clock: Callable[[], datetime], *, hands: int = HANDS) -> None:
        self._ways = ways
        self._clock = clock
        self._hands = hands
        self._taken: set[str] = set()
        self._lock = threading.Lock()
        self._free = threading.Event()

    def run(self, stop: threading.Event) -> None:
        """Carry until told to stop."""
        with ThreadPoolExecutor(self._hands, thread_name_prefix="postman") as pool:
            while not stop.is_set():
                self._free.clear()
                self._give_out(pool)
                self._free.wait(LOOK_SECONDS)
        connections.close_all()

    def _give_out(self, pool: ThreadPoolExecutor) -> None:
        with self._lock:
            taken = list(self._taken)
        if len(taken) >= self._hands:
            return
        try:
            close_old_connections()
            found = lines.to_talk_on(self._clock(), taken=taken, limit=self._hands - len(taken))
        except Exception:
            logger.exception("what waits to be carried could not be looked at; the next round tries again")
            return
        for line in found:
            with self._lock:
                self._taken.add(line)
            pool.submit(self._carry, line)

    def _carry(self, line: str) -> None:
        carried = 0
        try:
            close_old_connections()
            carried = carry_line(line, self._ways, clock=self._clock).carried
        except Exception:
            logger.exception("%s could not be carried; the next round tries again", line)
            # What was held by this session is let go with it.
            connections.close_all()
        finally:
            with self._lock:
                self._taken.discard(line)
            # A hand that had nothing to do (somebody else was at it, or the line rests now) asks for no new look.
            if carried:
                self._free.set()
