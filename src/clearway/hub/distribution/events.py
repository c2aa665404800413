"""What the hub tells of distributions; none of it names a person."""

from datetime import date
from typing import ClassVar

from clearway.platform.events.event import Event


class DistributionMoved(Event, frozen=True, kw_only=True):
    """A distribution was subscribed to, suspended, resumed or ended, and why."""

    name: ClassVar[str] = "distribution.moved.v1"
    distribution: str
    organisation: str
    holder: str
    kind: str
    article: str
    names: tuple[str, ...]
    state: str
    reason: str
    keep_until: date


class BulkDenied(Event, frozen=True, kw_only=True):
    """An organisation asked for a kind of information in bulk and was denied it: what it lacked, by code."""

    name: ClassVar[str] = "distribution.denied.v1"
    kind: str
    organisation: str
    article: str
    names: tuple[str, ...]
    rule: str
    missing: tuple[str, ...]


class PartSent(Event, frozen=True, kw_only=True):
    """A part was sent: how many subjects' data, by which rule, and the root over what each of them is told of it."""

    name: ClassVar[str] = "distribution.part-sent.v1"
    distribution: str
    part: int
    sending: int
    kind: str
    holder: str
    organisation: str
    article: str
    names: tuple[str, ...]
    rule: str
    count: int
    removed: int
    left_out: int
    root: str
    checksum: str


class PartAcknowledged(Event, frozen=True, kw_only=True):
    """The receiver has a part."""

    name: ClassVar[str] = "distribution.part-acknowledged.v1"
    distribution: str
    part: int
    checksum: str


class Destroyed(Event, frozen=True, kw_only=True):
    """The receiver has given its receipt that the copy is destroyed."""

    name: ClassVar[str] = "distribution.destroyed.v1"
    distribution: str
    organisation: str
    holder: str
    method: str
    by: str
    rows: int


class DestructionOverdue(Event, frozen=True, kw_only=True):
    """The last day for a copy has passed, and the receiver has given no receipt that it is destroyed."""

    name: ClassVar[str] = "distribution.destruction-overdue.v1"
    distribution: str
    organisation: str
    holder: str
    keep_until: date


class Sent(Event, frozen=True, kw_only=True):
    """Somebody's data went out in a part: what a leaf of its root says; never an event of the log by itself."""

    name: ClassVar[str] = "distribution.sent.v1"
    access: str
    ordinal: int
    distribution: str
    part: int
    kind: str
    holder: str
    organisation: str
    article: str
    names: tuple[str, ...]
    rule: str
    basis: str
    basis_is: str
