"""A web process notices by itself, beside its requests, new law, new rates, and that its master has gone."""

import logging
import os
import signal
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
    master = os.getppid()
    while not pause.wait(EVERY_SECONDS):
        if os.getppid() != master:
            # A master that was killed is started again with workers of its own; two houses at one address are one
            # too many.
            os.kill(os.getpid(), signal.SIGTERM)
            return
        try:
            lawbook.refresh()
            rates.refresh()
        except DatabaseError as error:
            logger.warning("law and rates could not be looked at: %s", error)
            connection.close()
