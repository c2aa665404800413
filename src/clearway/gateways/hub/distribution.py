"""What receivers of bulk data send and get, in JSON; the parts themselves are lines of JSON as the hub made them."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

import msgspec

from clearway.gateways.hub.forms import Code, Name, Short, Text
from clearway.hub.distribution import public as distribution
from clearway.hub.distribution.public import Forecast, PartTold, Terms, Wanted

State = Literal["active", "suspended", "ended", "destroyed"]
#: No part has more rows, nor so few that parts are all there is.
Rows = Annotated[int, msgspec.Meta(ge=1, le=20_000)]
Checksum = Annotated[str, msgspec.Meta(pattern="^sha256:[0-9a-f]{64}$")]
Digest = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
_Names = Annotated[frozenset[Name], msgspec.Meta(min_length=1, max_length=50)]


class BulkAsked(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """What would be received: names of a kind, for an article; ``bounds`` are what predicates are judged against."""

    kind: Code
    names: _Names
    article: Code
    bounds: dict[Name, Short] = {}

    def wanted(self) -> Wanted:
        """The same, as the hub takes it."""
        return Wanted(self.kind, self.names, self.article, self.bounds)


class NewDistribution(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """A subscription: what is received, until which day the copy is kept, and how it comes.

    ``changesHours`` is after how many hours the holder is compared again; without it only when the receiver asks.
    """

    kind: Code
    names: _Names
    article: Code
    keep_until: date
    bounds: dict[Name, Short] = {}
    part_rows: Rows = 10_000
    changes_hours: Annotated[int, msgspec.Meta(ge=1, le=8784)] | None = None

    def wanted(self) -> Wanted:
        """What is received."""
        return Wanted(self.kind, self.names, self.article, self.bounds)

    def terms(self) -> Terms:
        """How it is received."""
        return Terms(self.keep_until, self.part_rows, self.changes_hours)


class BulkForecast(msgspec.Struct, frozen=True, rename="camel"):
    """How many records would come, how many are left out for want of consent, and which names they have."""

    rows: int
    left_out: int
    names: tuple[str, ...]
    rule: str
    basis: str


class DistributionTold(msgspec.Struct, frozen=True, rename="camel"):
    """A distribution as it stands.

    ``seal`` is the key under which rows have their digests (HMAC-SHA-256), so that a receiver can make them itself.
    ``waiting`` are ranges that are still to be compared or sent again. ``comparedAt`` is when the holder was last
    compared, at first when it was subscribed to.
    """

    number: str
    holder: str
    kind: str
    article: str
    names: tuple[str, ...]
    bounds: dict[str, str]
    part_rows: int
    keep_until: date
    changes_hours: int | None
    state: State
    reason: str
    opened_at: datetime
    compared_at: datetime
    loaded_at: datetime | None
    ended_at: datetime | None
    destroyed_at: datetime | None
    is_overdue: bool
    seal: str
    parts: int
    acknowledged: int
    rows: int
    left_out: int
    waiting: int


class PartSaid(msgspec.Struct, frozen=True, rename="camel"):
    """A part without its content."""

    number: int
    range: int
    is_whole: bool
    is_last: bool
    state: Literal["sent", "acknowledged"]
    sendings: int
    count: int
    removed: int
    left_out: int
    checksum: str
    sent_at: datetime
    acknowledged_at: datetime | None


class Acknowledgement(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """The receiver has a part; the checksum is that of all its bytes as they are without compression."""

    checksum: Checksum


class RangeHeld(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """What the receiver has of a range: SHA-256 over the bytes of key and digest of each row, by ascending keys."""

    number: Annotated[int, msgspec.Meta(ge=1)]
    digest: Digest


class Comparison(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """What the receiver has, range by range."""

    ranges: Annotated[tuple[RangeHeld, ...], msgspec.Meta(min_length=1, max_length=10_000)]


class Differing(msgspec.Struct, frozen=True, rename="camel"):
    """The ranges that differ; they are sent again, whole."""

    ranges: tuple[int, ...]


class Waiting(msgspec.Struct, frozen=True, rename="camel"):
    """How many ranges wait to be compared with the holder."""

    waiting: int


class Moving(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """The receiver suspends, resumes or ends what it receives."""

    state: Literal["active", "suspended", "ended"]
    reason: Text = ""


class Destruction(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """The receipt that the copy is destroyed: how, and how many rows it had."""

    method: Annotated[str, msgspec.Meta(min_length=3, max_length=300, pattern=r"^[^\x00-\x1f\x7f]*$")]
    rows: Annotated[int, msgspec.Meta(ge=0)]


def foreseen(one: Forecast) -> BulkForecast:
    """What would be sent, as it is told."""
    return BulkForecast(one.rows, one.left_out, one.names, one.rule, one.basis)


def told(one: distribution.Told) -> DistributionTold:
    """A distribution, as its receiver is told of it."""
    said: dict[str, Any] = {name: getattr(one, name) for name in DistributionTold.__struct_fields__}
    return DistributionTold(**said)


def part(one: PartTold) -> PartSaid:
    """A part, as its receiver is told of it."""
    said: dict[str, Any] = {name: getattr(one, name) for name in PartSaid.__struct_fields__}
    return PartSaid(**said)
