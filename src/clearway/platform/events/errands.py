"""Errands: what is done behind the transactions, round after round, by whichever process keeps the house."""

import logging
import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import close_old_connections

from clearway.platform.calendar import now

logger = logging.getLogger(__name__)

#: After this many turns of one errand the others get theirs.
MOST_TURNS = 50


class Errand(NamedTuple):
    """Something to be done again and again: one turn at a time; each says whether more is waiting."""

    name: str
    turn: Callable[[datetime], bool]


class Work(NamedTuple):
    """What the worker is given to do: errands in turn, and companions that run beside them until told to stop."""

    errands: Sequence[Errand] = ()
    companions: Sequence[Callable[[threading.Event], None]] = ()


def accompany(work: Work, stop: threading.Event) -> list[threading.Thread]:
    """Start the companions, each in a thread of its own."""
    threads = [threading.Thread(target=companion, args=[stop], daemon=True) for companion in work.companions]
    for thread in threads:
        thread.start()
    return threads


def go_round(errands: Sequence[Errand], stop: threading.Event) -> None:
    """Every errand once round; one that fails is reported and keeps no other from its turn."""
    for errand in errands:
        try:
            for _ in range(MOST_TURNS):
                if stop.is_set() or not errand.turn(now()):
                    break
        except Exception:
            logger.exception("%s could not be done; the next round tries again", errand.name)
            close_old_connections()
