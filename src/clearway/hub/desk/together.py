"""Asking several holders at once: each question is judged, recorded and answered by itself."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final

import msgspec
from django.db import connection

from clearway.hub.desk.clerk import Clerk
from clearway.hub.exchange import public as exchange
from clearway.hub.exchange.public import Answer, Denied, ExchangeError, Inquiry
from clearway.platform.calendar import now

#: One official's form occupies no more holders' systems at a time.
_AT_A_TIME: Final = 4


class Outcome(msgspec.Struct, frozen=True):
    """What became of one question: an answer, a denial, or a holder that did not answer."""

    inquiry: Inquiry
    answer: Answer | None = None
    denied: Denied | None = None
    failed: ExchangeError | None = None


def ask(inquiries: Sequence[Inquiry], clerk: Clerk) -> list[Outcome]:
    """The outcome of each question, in their order; one that fails keeps no other from its answer."""
    if len(inquiries) == 1:
        return [_asked(inquiries[0], clerk)]
    with ThreadPoolExecutor(_AT_A_TIME, thread_name_prefix="desk") as pool:
        return list(pool.map(lambda inquiry: _apart(inquiry, clerk), inquiries))


def _apart(inquiry: Inquiry, clerk: Clerk) -> Outcome:
    """In a thread, which has a connection of its own and leaves none behind."""
    try:
        return _asked(inquiry, clerk)
    finally:
        connection.close()


def _asked(inquiry: Inquiry, clerk: Clerk) -> Outcome:
    try:
        return Outcome(inquiry, exchange.look_up(inquiry, clerk.setting, by=clerk.actor, at=now()))
    except Denied as denied:
        return Outcome(inquiry, denied=denied)
    except ExchangeError as error:
        return Outcome(inquiry, failed=error)
