"""What the hub tells of look-ups that may be misuse."""

from typing import ClassVar

from clearway.platform.events.event import Event


class Flagged(Event, frozen=True, kw_only=True):
    """A look-up follows a pattern that honest work does not; told of the organisation, never of the subject."""

    name: ClassVar[str] = "misuse.flagged.v1"
    flag: str
    access: str
    code: str
    weight: int


class FlagDecided(Event, frozen=True, kw_only=True):
    """Somebody has decided that a flagged look-up was justified, or was misuse."""

    name: ClassVar[str] = "misuse.decided.v1"
    flag: str
    access: str
    code: str
    state: str
