"""The log is signed at least once a second while events come, whatever else the worker is at."""

import logging
import threading
from collections.abc import Callable
from typing import Final

from django.db import close_old_connections

from clearway.platform.calendar import now
from clearway.platform.transparency import log
from clearway.platform.transparency.errors import TransparencyError
from clearway.platform.transparency.notes import Signer

logger = logging.getLogger(__name__)

#: What comes within so long enters together: a round costs the same for one event and for a thousand.
EVERY_SECONDS: Final = 0.5
#: A tree that does not lead to what was signed is looked at again after so long; meanwhile nothing is signed.
DAMAGED_SECONDS: Final = 60.0


def companion(signer: Signer) -> Callable[[threading.Event], None]:
    """What runs beside the worker's errands until told to stop."""

    def run(stop: threading.Event) -> None:
        while not stop.wait(EVERY_SECONDS):
            try:
                sequence_all(signer, stop)
            except TransparencyError as error:
                logger.error("%s %s", error.code, str(error).partition("\n")[0])
                stop.wait(DAMAGED_SECONDS)
            except Exception:
                logger.exception("events could not enter the log; the next round tries again")
                close_old_connections()

    return run


def sequence_all(signer: Signer, stop: threading.Event) -> None:
    """Everything that waits enters, a batch and a checkpoint at a time."""
    while not stop.is_set():
        appended = log.sequence(signer, at=now())
        if appended is None or appended.is_exhausted:
            return
