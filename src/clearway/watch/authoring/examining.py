"""The examiner: does the back-tests that authors ask for, one after the other, for as long as the worker runs."""

import logging
import threading
from collections.abc import Callable
from datetime import datetime
from typing import Final

from django.db import close_old_connections, connections

from clearway.watch.authoring import testing
from clearway.watch.rulebook import public as rulebook

logger = logging.getLogger(__name__)
LOOK_SECONDS: Final = 2.0


class Examiner:
    """Keeps nobody else waiting: a back-test may take minutes."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        """Take the time."""
        self._clock = clock

    def run(self, stop: threading.Event) -> None:
        """Do what was asked for until told to stop."""
        while not stop.is_set():
            try:
                close_old_connections()
                more = testing.perform(rulebook.current(), at=self._clock())
            except Exception:
                logger.exception("a back-test could not be done; the next round tries again")
                connections.close_all()
                more = False
            if not more:
                stop.wait(LOOK_SECONDS)
        connections.close_all()
