"""Values that go in and out of the cargo station."""

from datetime import datetime
from decimal import Decimal

import msgspec


class Announcement(msgspec.Struct, frozen=True, kw_only=True):
    """What an operator or carrier says is coming; without an ``operator`` it comes to who says so."""

    number: str
    document: str
    operator: str = ""
    containers: tuple[str, ...] = ()
    packages: int | None = None
    mass: Decimal | None = None
    consignee: str = ""
    place: str = ""


class Freed(msgspec.Struct, frozen=True):
    """Released goods of one declaration in a cargo record; ``left_at`` is when they went through the gate."""

    mrn: str
    packages: int
    released_at: datetime
    left_at: datetime | None = None


class CargoFile(msgspec.Struct, frozen=True):
    """A cargo record as it stands, for its operator and who announced it."""

    number: str
    operator: str
    announcer: str
    document: str
    containers: tuple[str, ...]
    packages: int | None
    counted: int | None
    mass: Decimal | None
    consignee: str
    place: str
    announced_at: datetime
    arrived_at: datetime | None
    left_at: datetime | None
    releases: tuple[Freed, ...] = ()

    @property
    def state(self) -> str:
        """Where the cargo stands, in one word."""
        if self.left_at:
            return "left"
        return "arrived" if self.arrived_at else "announced"

    @property
    def may_leave(self) -> tuple[Freed, ...]:
        """What is released and still here."""
        return tuple(one for one in self.releases if one.left_at is None)


class Whereabouts(msgspec.Struct, frozen=True):
    """Where the goods of a declaration are, as the trader may know: the record, the place and the times."""

    number: str
    document: str
    containers: tuple[str, ...]
    place: str
    announced_at: datetime
    arrived_at: datetime | None
    left_at: datetime | None
    packages: int | None = None


class Listed(msgspec.Struct, frozen=True):
    """Some cargo records, newest first, and whether there are more."""

    records: tuple[CargoFile, ...]
    has_more: bool = False
