"""What the release station tells the house."""

from typing import ClassVar

from clearway.platform.events.event import Event


class GoodsReleased(Event, frozen=True, kw_only=True):
    """The goods of a declaration may leave."""

    name: ClassVar[str] = "release.released.v1"
    mrn: str
    version: int
