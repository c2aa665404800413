"""What intake tells of deliveries."""

from typing import ClassVar

from clearway.platform.events.event import Event


class DeliverySetAside(Event, frozen=True, kw_only=True):
    """A delivery of a watched system could not be read as a whole; nothing of it was applied."""

    name: ClassVar[str] = "watch.delivery-set-aside.v1"
    tenant: str
    source: str
    number: int
    reasons: tuple[str, ...]
