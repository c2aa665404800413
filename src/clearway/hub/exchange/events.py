"""What the exchange tells the house."""

from typing import ClassVar

from clearway.platform.events.event import Event


class LookedUp(Event, frozen=True, kw_only=True):
    """Somebody asked a holder about a subject; what was shown, under which rule and on which basis.

    ``concealment`` is the order by which the subject learns of it later; empty where they may learn of it at once.
    """

    name: ClassVar[str] = "exchange.looked-up.v1"
    access: str
    ordinal: int
    kind: str
    holder: str
    organisation: str
    article: str
    names: tuple[str, ...]
    outcome: str
    rule: str
    basis: str
    missing: tuple[str, ...]
    concealment: str = ""
