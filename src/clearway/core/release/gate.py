"""The gate: goods leave only when nothing holds."""

from collections.abc import Sequence

import msgspec


class Hindrance(msgspec.Struct, frozen=True):
    """Something that keeps goods from leaving: whom the file waits for because of it, what it is, and since when."""

    waits_for: str
    what: str
    since: str = ""


#: Where several things hold, the file is said to wait for the first of these.
_ORDER = ("officer", "control", "permit", "payment", "arrival")


def gate(hindrances: Sequence[Hindrance]) -> str:
    """Whom the goods wait for; the empty word where they may leave."""
    waited = {one.waits_for for one in hindrances}
    return next((who for who in _ORDER if who in waited), "")
