"""What the full runs of the watch tell."""

from typing import ClassVar

from clearway.platform.events.event import Event


class Proved(Event, frozen=True, kw_only=True):
    """What stands for a government was compared with full runs on two engines; whatever differs is named."""

    name: ClassVar[str] = "watch.proved.v1"
    tenant: str
    day: str
    cases: int
    waiting: int
    unequal: tuple[str, ...]
