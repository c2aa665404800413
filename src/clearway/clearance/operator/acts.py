"""What an operator or carrier reports, by page or by software: the record is written, then those who waited go on."""

from datetime import datetime

from clearway.clearance import waiting
from clearway.platform.identity.actor import Actor
from clearway.stations.cargo import public as cargo
from clearway.stations.cargo.public import Announcement, CargoFile


def announce(announced: Announcement, *, by: Actor, at: datetime) -> CargoFile:
    """Cargo is on its way."""
    return _after(cargo.announce(announced, by=by, at=at), by, at)


def arrive(number: str, *, packages: int | None, place: str = "", by: Actor, at: datetime) -> CargoFile:
    """Cargo is here, and the declarations that waited for it go on."""
    return _after(cargo.arrive(number, packages=packages, place=place, by=by, at=at), by, at)


def gate_out(number: str, *, mrn: str = "", by: Actor, at: datetime) -> CargoFile:
    """Released goods went through the gate."""
    return cargo.gate_out(number, mrn=mrn, by=by, at=at)


def _after(file: CargoFile, by: Actor, at: datetime) -> CargoFile:
    waiting.for_cargo(file.number, at=at)
    return cargo.find(file.number, party=by.party or "") or file
