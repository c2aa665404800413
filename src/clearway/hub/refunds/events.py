"""What the refund finder tells the house."""

from typing import ClassVar

from clearway.platform.events.event import Event


class RefundsSought(Event, frozen=True, kw_only=True):
    """A citizen had it looked for what is owed to them; which look-ups it took, and never what was found."""

    name: ClassVar[str] = "refunds.sought.v1"
    accesses: tuple[str, ...]
