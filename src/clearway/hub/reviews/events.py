"""What the hub tells of reviews."""

from datetime import datetime
from typing import ClassVar

from clearway.platform.events.event import Event


class ReviewOpened(Event, frozen=True, kw_only=True):
    """An emergency look-up waits to be reviewed until an instant."""

    name: ClassVar[str] = "reviews.opened.v1"
    access: str
    organisation: str
    holder: str
    due_at: datetime


class ReviewDecided(Event, frozen=True, kw_only=True):
    """An emergency look-up was found justified or not."""

    name: ClassVar[str] = "reviews.decided.v1"
    access: str
    organisation: str
    holder: str
    state: str
    in_time: bool
