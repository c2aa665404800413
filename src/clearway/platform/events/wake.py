"""One wake-up for the readers of the event log after each committed group; never inside the transaction.

NOTIFY inside a transaction serialises commits. A lost wake-up costs nothing: readers also look by themselves.
"""

import threading
import time

import psycopg

CHANNEL = "clearway_events"
#: Readers take events in batches; waking them more often than this wins nothing.
EVERY_SECONDS = 0.05
#: A reader looks by itself after this long, woken or not.
LOOK_SECONDS = 1.0

_last = threading.local()


def readers(connection: psycopg.Connection[tuple[object, ...]]) -> None:
    """Wake whoever reads the log, unless this thread has just done so."""
    present = time.monotonic()
    if present - getattr(_last, "at", 0.0) >= EVERY_SECONDS:
        _last.at = present
        connection.execute(f"NOTIFY {CHANNEL}")
