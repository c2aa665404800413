"""Values that go in and out of the drafts station."""

from collections.abc import Mapping
from datetime import datetime

import msgspec

Row = dict[str, str]


class Draft(msgspec.Struct, frozen=True):
    """What somebody has begun: answers by name, and rows of answers (goods items, documents …) by list.

    ``source`` is the declaration it was copied from, or the one that it is to amend. ``lodged_as`` is the number it
    was lodged under, and empty before.
    """

    id: str
    party: str
    author: str
    purpose: str
    regime: str
    title: str
    source: str
    step: str
    answers: Row
    rows: dict[str, list[Row]]
    lodged_as: str
    begun_at: datetime
    saved_at: datetime
    expires_at: datetime

    @property
    def is_amendment(self) -> bool:
        """Whether it changes a declaration that is lodged already."""
        return self.purpose == "amendment"


class Beginning(msgspec.Struct, frozen=True):
    """A draft at its first moment."""

    party: str
    author: str
    regime: str
    title: str
    answers: Mapping[str, str]
    rows: Mapping[str, list[Row]] = {}
    purpose: str = "original"
    source: str = ""
    step: str = ""
