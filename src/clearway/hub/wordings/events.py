"""What the hub tells of wordings."""

from typing import ClassVar

from clearway.platform.events.event import Event


class WordingMoved(Event, frozen=True, kw_only=True):
    """An organisation made, changed or removed a policy or a wording."""

    name: ClassVar[str] = "wordings.moved.v1"
    schema: str
    paper: str
    did: str
    revision: str
