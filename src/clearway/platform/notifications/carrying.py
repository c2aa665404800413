"""Carrying: what waits is handed over, each delivery under its one number, and every ending is written down.

Before a delivery is handed over, that it is being handed over is committed. So whoever takes the line after a process
was killed sees which delivery was in the middle. Software is given it again under the same number, by which it knows
a repetition. A person cannot tell, so mail and text messages in doubt are left, shown as doubtful, and repeated only
when somebody asks for it; the notice stands in the portal in any case.
"""

import random
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

import msgspec
from django.db import transaction
from django.db.models import F

from clearway.platform.notifications import lines, models, patience
from clearway.platform.notifications.channels.ending import Carry, Ending, Parcel

#: So many deliveries are handed over in one conversation, then another line gets its turn.
IN_ONE_CONVERSATION = 50
#: Channels whose receivers know a repetition by its number.
KNOWS_REPETITIONS = frozenset({"webhook"})
NOT_SET_UP = "This way out of the house is not set up."
DIED = "The process that handed it over was ended before the answer came."


class Ways(Protocol):
    """Opens a conversation on a line; nothing where the house has no such way."""

    def __call__(self, line: str) -> AbstractContextManager[Carry] | None:
        """The conversation of a line."""


class Round(msgspec.Struct, frozen=True):
    """What one conversation has come to."""

    line: str
    carried: int


def carry_line(
    line: str, ways: Ways, *, clock: Callable[[], datetime], chance: Callable[[], float] = random.random
) -> Round:
    """Hand over what is due on a line, unless somebody else is at it."""
    with lines.held(line) as is_ours:
        if not is_ours:
            return Round(line, 0)
        conversation = ways(line)
        if conversation is None:
            lines.failed(line, NOT_SET_UP, at=clock(), chance=chance)
            return Round(line, 0)
        _settle_doubts(line, clock())
        most = 1 if lines.is_on_trial(line) else IN_ONE_CONVERSATION
        carried = 0
        with conversation as carry:
            while carried < most and (delivery := _next(line, clock())):
                ending, took = _handed_over(delivery, carry)
                carried += 1
                if not _noted(delivery, ending, took, at=clock(), chance=chance):
                    break
        return Round(line, carried)


def _settle_doubts(line: str, at: datetime) -> None:
    """Nobody else is on this line: what is still being handed over was left so by a process that ended."""
    for delivery in models.Delivery.objects.filter(line=line, state="sending"):
        outcome = "later" if delivery.channel in KNOWS_REPETITIONS else "unknown"
        with transaction.atomic():
            _write_attempt(delivery, Ending("unknown", DIED), took=0, at=at)
            if outcome == "later":
                delivery.state, delivery.due_at = "waiting", at
            else:
                delivery.state, delivery.ended_at = "doubtful", at
            delivery.last_answer = DIED
            delivery.save(update_fields=["state", "due_at", "ended_at", "last_answer"])


def _next(line: str, at: datetime) -> models.Delivery | None:
    """The delivery that has been due the longest; from here on it counts as being handed over."""
    with transaction.atomic():
        due = models.Delivery.objects.filter(line=line, state="waiting", due_at__lte=at).order_by("due_at", "id")
        delivery = due.select_for_update(skip_locked=True).first()
        if delivery is None:
            return None
        delivery.state = "sending"
        delivery.tries += 1
        delivery.attempts += 1
        delivery.save(update_fields=["state", "tries", "attempts"])
    return delivery


def _handed_over(delivery: models.Delivery, carry: Carry) -> tuple[Ending, int]:
    began = time.monotonic()
    ending = carry(Parcel(delivery.id.hex, delivery.address, delivery.content))
    return ending, round((time.monotonic() - began) * 1000)


@transaction.atomic
def _noted(
    delivery: models.Delivery, ending: Ending, took: int, *, at: datetime, chance: Callable[[], float]
) -> bool:
    """Write an ending down, and what follows from it; whether the conversation may go on."""
    _write_attempt(delivery, ending, took=took, at=at)
    delivery.last_answer = ending.answer[:500]
    delivery.state, delivery.due_at = _next_state(delivery, ending, at, chance)
    delivery.ended_at = None if delivery.state == "waiting" else at
    delivery.save(update_fields=["state", "due_at", "ended_at", "last_answer"])
    if ending.outcome == "gone":
        _turn_off(delivery, ending.answer)
        return False
    if ending.is_lines_fault:
        lines.failed(delivery.line, ending.answer[:500], at=at, chance=chance)
        return False
    if ending.outcome == "delivered":
        lines.worked(delivery.line, at=at)
    return True


def _next_state(
    delivery: models.Delivery, ending: Ending, at: datetime, chance: Callable[[], float]
) -> tuple[str, datetime | None]:
    if ending.outcome == "delivered":
        return "delivered", None
    if ending.outcome in ("never", "gone"):
        return "failed", None
    if ending.outcome == "unknown" and delivery.channel not in KNOWS_REPETITIONS:
        return "doubtful", None
    pause = patience.pause_after(delivery.tries, chance, wished=ending.wished)
    return ("waiting", at + pause) if pause else ("failed", None)


def _write_attempt(delivery: models.Delivery, ending: Ending, *, took: int, at: datetime) -> None:
    models.Attempt.objects.create(
        delivery=delivery, number=delivery.attempts, at=at, took_ms=took, outcome=ending.outcome,
        answer=ending.answer[:500],
    )  # fmt: skip


def _turn_off(delivery: models.Delivery, answer: str) -> None:
    """The receiver has said that it is gone for good: its endpoint is switched off, what waits for it is given up."""
    number = delivery.line.removeprefix("webhook/")
    models.Endpoint.objects.filter(pk=number, is_on=True).update(is_on=False, off_because=answer[:500])
    models.Delivery.objects.filter(line=delivery.line, state="waiting").update(
        state="failed", ended_at=F("due_at"), due_at=None, last_answer=answer[:500]
    )
