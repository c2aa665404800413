"""What the cargo station tells the house."""

from typing import ClassVar

from clearway.platform.events.event import Event


class CargoAnnounced(Event, frozen=True, kw_only=True):
    """Cargo is on its way to an operator's premises."""

    name: ClassVar[str] = "cargo.announced.v1"
    cargo: str
    operator: str
    announcer: str
    document: str


class CargoArrived(Event, frozen=True, kw_only=True):
    """Cargo is on an operator's premises; ``packages`` is what was counted, empty where it was not."""

    name: ClassVar[str] = "cargo.arrived.v1"
    cargo: str
    operator: str
    packages: str


class CargoLeft(Event, frozen=True, kw_only=True):
    """Cargo went through the gate; the declarations it was released under are named."""

    name: ClassVar[str] = "cargo.left.v1"
    cargo: str
    operator: str
    declarations: str


class GoodsArrived(Event, frozen=True, kw_only=True):
    """The goods that a declaration waits for have arrived."""

    name: ClassVar[str] = "cargo.goods_arrived.v1"
    mrn: str
    cargo: str
    place: str


class ReleaseTold(Event, frozen=True, kw_only=True):
    """An operator was told that goods of a declaration may leave."""

    name: ClassVar[str] = "cargo.release_told.v1"
    mrn: str
    cargo: str
    operator: str


class GoodsLeft(Event, frozen=True, kw_only=True):
    """The goods of a declaration went through the gate."""

    name: ClassVar[str] = "cargo.goods_left.v1"
    mrn: str
    cargo: str
