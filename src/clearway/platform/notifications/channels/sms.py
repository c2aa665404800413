"""Text messages: what any provider can do, whichever protocol it speaks."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Protocol

from clearway.platform.notifications.channels.ending import Carry, Ending, Parcel


class NotTaken(Exception):
    """The provider did not take a message; for ever, or only now."""

    def __init__(self, answer: str, *, is_for_ever: bool, is_lines_fault: bool) -> None:
        super().__init__(answer)
        self.answer = answer
        self.is_for_ever = is_for_ever
        self.is_lines_fault = is_lines_fault


class Unanswered(Exception):
    """A message was handed over, and no answer came."""


class Provider(Protocol):
    """Somebody who sends text messages: takes one, or says why not."""

    def submit(self, number: str, to: str, text: str) -> str:
        """Hand a message over; the provider's own number of it. ``number`` is ours."""


#: Opens a conversation with a provider.
Opens = Callable[[], AbstractContextManager[Provider]]


def carried_by(provider: Provider) -> Carry:
    """A provider as a way out of the house."""

    def carry(parcel: Parcel) -> Ending:
        try:
            taken_as = provider.submit(parcel.number, parcel.address, str(parcel.content["text"]))
        except NotTaken as refusal:
            outcome = "never" if refusal.is_for_ever else "later"
            return Ending(outcome, refusal.answer, is_lines_fault=refusal.is_lines_fault)  # type: ignore[arg-type] # one of two.
        except Unanswered as silence:
            return Ending("unknown", str(silence), is_lines_fault=True)
        return Ending("delivered", taken_as)

    return carry
