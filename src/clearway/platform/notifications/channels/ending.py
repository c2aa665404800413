"""How handing over can end; the carrier decides what follows from it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Literal

import msgspec

#: ``delivered``: the receiver has acknowledged it. ``later``: it has not, and may do so another time. ``never``: it
#: will not. ``gone``: nothing will ever be taken at this address. ``unknown``: the conversation ended after the
#: content was handed over and before an answer came.
Outcome = Literal["delivered", "later", "never", "gone", "unknown"]


class Ending(msgspec.Struct, frozen=True):
    """How one attempt ended: the outcome, the receiver's answer in short, and for how long it asked us to wait.

    ``is_lines_fault`` says whether the line itself failed, and not only this delivery.
    """

    outcome: Outcome
    answer: str
    wished: timedelta | None = None
    is_lines_fault: bool = False


class Parcel(msgspec.Struct, frozen=True):
    """What is handed over: its number (always the same one), where to, and what it says."""

    number: str
    address: str
    content: dict[str, Any]


#: Hands one parcel over.
Carry = Callable[[Parcel], Ending]
