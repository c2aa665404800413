"""What operators and carriers send and get, in JSON; what cannot be a number or a place is not taken."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Literal

import msgspec

from clearway.stations.cargo.public import Announcement, CargoFile, Freed

#: No control character, no end of line.
_PLAIN = r"^[^\x00-\x1f\x7f]*$"
Number = Annotated[str, msgspec.Meta(pattern="^[A-Za-z0-9][A-Za-z0-9.-]{2,34}$")]
Document = Annotated[str, msgspec.Meta(pattern=r"^[^\s/\x00-\x1f\x7f][^\x00-\x1f\x7f]{0,69}$")]
Container = Annotated[str, msgspec.Meta(pattern="^[A-Z0-9]{4,17}$")]
Party = Annotated[str, msgspec.Meta(pattern="^[A-Z0-9]{0,35}$")]
Count = Annotated[int, msgspec.Meta(ge=0, le=10_000_000)]
Mass = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{1,10}(\.[0-9]{1,6})?$", description="Kilograms.")]
Text = Annotated[str, msgspec.Meta(max_length=200, pattern=_PLAIN)]
Mrn = Annotated[str, msgspec.Meta(pattern="^[A-Z0-9]{0,18}$")]
Instant = Annotated[datetime, msgspec.Meta(tz=True)]
State = Literal["announced", "arrived", "left"]


class NewCargo(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """Cargo that is on its way; without an ``operator`` it comes to the premises of who says so."""

    number: Number
    document: Document
    operator: Party = ""
    containers: tuple[Container, ...] = ()
    packages: Count | None = None
    mass: Mass | None = None
    consignee: Text = ""
    place: Text = ""


class Arrival(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """Cargo is here; ``packages`` is what was counted."""

    packages: Count | None = None
    place: Text = ""


class Departure(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """Released goods went through the gate: those of one declaration, or all that may leave."""

    mrn: Mrn = ""


class ReleaseTold(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """Goods of one declaration that may leave, and when they did."""

    mrn: str
    packages: int
    released_at: Instant
    left_at: Instant | None = None


class CargoTold(msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """A cargo record as it stands."""

    number: str
    state: State
    operator: str
    announcer: str
    document: str
    containers: tuple[str, ...] = ()
    packages: int | None = None
    counted: int | None = None
    mass: str | None = None
    consignee: str = ""
    place: str = ""
    announced_at: Instant
    arrived_at: Instant | None = None
    left_at: Instant | None = None
    releases: tuple[ReleaseTold, ...] = ()


class CargoPage(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """Some cargo, announced last first; ``next`` is the page that follows."""

    cargo: list[CargoTold]
    next: int | None = None


def announced(said: NewCargo) -> Announcement:
    """What was sent, as the records take it."""
    return Announcement(
        number=said.number,
        document=said.document,
        operator=said.operator,
        containers=tuple(dict.fromkeys(said.containers)),
        packages=said.packages,
        mass=None if said.mass is None else Decimal(said.mass),
        consignee=said.consignee,
        place=said.place,
    )


def told(file: CargoFile) -> CargoTold:
    """A record as software reads it."""
    return CargoTold(
        number=file.number,
        state=file.state,  # type: ignore[arg-type] - the record has no other word.
        operator=file.operator,
        announcer=file.announcer,
        document=file.document,
        containers=file.containers,
        packages=file.packages,
        counted=file.counted,
        mass=None if file.mass is None else f"{file.mass.normalize():f}",
        consignee=file.consignee,
        place=file.place,
        announced_at=file.announced_at,
        arrived_at=file.arrived_at,
        left_at=file.left_at,
        releases=tuple(map(_released, file.releases)),
    )


def _released(one: Freed) -> ReleaseTold:
    return ReleaseTold(one.mrn, one.packages, one.released_at, one.left_at)
