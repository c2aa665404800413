"""The shape of a selection: the lane, and every reason for it."""

from typing import Literal

import msgspec

#: From the least to the most intrusive; the strongest reason decides.
Lane = Literal["green", "blue", "yellow", "red"]
LANES: tuple[Lane, ...] = ("green", "blue", "yellow", "red")


class Reason(msgspec.Struct, frozen=True, omit_defaults=True):
    """A targeting rule that is true for an item: what it looked at, for officers; its class, for traders."""

    rule: str
    item: int
    lane: Lane
    reason_class: str
    law: str
    looked_at: dict[str, str | None] = {}


class Selection(msgspec.Struct, frozen=True, omit_defaults=True):
    """Which lane a declaration takes, and why. ``draw`` below ``share`` means that chance selected it."""

    lane: Lane
    reasons: tuple[Reason, ...]
    draw: str
    share: str
    is_random: bool
    model: str = ""
