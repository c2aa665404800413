"""A web process notices new law and new rates by itself, beside its requests."""

import logging
import threading

from django.db import DatabaseError, connection

from clearway.registers.lawbook import public as lawbook
from clearway.registers.rates import public as rates

logger = logging.getLogger(__name__)

#: A version of the law is loaded ahead of its first day, so that this long is early enough.
EVERY_SECONDS = 5.0


def keep() -> None:
    """Look now and then, in a thread that ends with the process."""
    threading.Thread(target=_look, name="freshness", daemon=True).start()


def _look() -> None:
    pause = threading.Event()
    while not pause.wait(EVERY_SECONDS):
        try:
            lawbook.refresh()
            rates.refresh()
        except DatabaseError as error:
            logger.warning("law and rates could not be looked at: %s", error)
            connection.close()
