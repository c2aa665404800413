"""A sender that is killed in the instant in which the receiver has acknowledged, before anything is written down."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import django

django.setup()

from clearway.platform.calendar import now  # noqa: E402 - models may be imported once Django is set up.
from clearway.platform.notifications import carrying, ways  # noqa: E402 - the same.
from clearway.platform.notifications.channels.ending import Carry, Ending, Parcel  # noqa: E402 - the same.


@contextmanager
def deadly(line: str) -> Iterator[Carry]:
    """The real way out of the house, and then the end."""
    conversation = ways.conversation(line)
    assert conversation is not None
    with conversation as carry:

        def carried(parcel: Parcel) -> Ending:
            assert carry(parcel).outcome == "delivered"
            os.kill(os.getpid(), signal.SIGKILL)
            raise AssertionError

        yield carried


carrying.carry_line(sys.argv[1], deadly, clock=now)
