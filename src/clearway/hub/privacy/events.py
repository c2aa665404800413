"""What a privacy officer does that nothing else tells of."""

from typing import ClassVar

from clearway.platform.events.event import Event


class AccessOpened(Event, frozen=True, kw_only=True):
    """A privacy officer looked at one access, with the official's name, and said why."""

    name: ClassVar[str] = "privacy.access-opened.v1"
    access: str
    found: bool
    reason: str
