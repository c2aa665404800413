"""What the log tells about itself."""

from typing import ClassVar

from clearway.platform.events.event import Event


class Erased(Event, frozen=True, kw_only=True):
    """So many events were erased under a law: their places in the Merkle log stay and tell nothing."""

    name: ClassVar[str] = "transparency.erased.v1"
    count: int
    law: str
