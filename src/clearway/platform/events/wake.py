"""One wake-up for the readers of the event log after each committed group; never inside the transaction.

NOTIFY inside a transaction serialises commits. A lost wake-up costs nothing: readers also look by themselves.
"""

import time

import psycopg

CHANNEL = "clearway_events"
#: Readers take events in batches; waking them more often than this wins nothing.
EVERY_SECONDS = 0.25
#: So long a reader that was woken lets more events come.
PAUSE_SECONDS = 0.5
#: A reader looks by itself after this long, woken or not.
LOOK_SECONDS = 1.0


class _Last:
    """When this process woke the readers last, on the monotonic clock."""

    at = 0.0


def is_due() -> bool:
    """Whether this process is to wake the readers now; who hears yes does."""
    present = time.monotonic()
    if present - _Last.at < EVERY_SECONDS:
        return False
    _Last.at = present
    return True


def readers(connection: psycopg.Connection[tuple[object, ...]]) -> None:
    """Wake whoever reads the log, unless this process has just done so."""
    if is_due():
        connection.execute(f"NOTIFY {CHANNEL}")
