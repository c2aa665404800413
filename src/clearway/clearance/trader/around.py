"""What stands beside a file: permits of other agencies, the goods themselves, and the page that everybody may follow.

A file that leans on no permit, or names no cargo, asks nobody.
"""

from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urlencode

import msgspec
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from clearway.clearance.explanation import FindingSaid, said
from clearway.clearance.following import code_of
from clearway.clearance.showing import naming
from clearway.clearance.showing.figures import in_words
from clearway.core.facts.declaration import Declaration
from clearway.core.law.lawbook import Law
from clearway.core.permit import claims
from clearway.core.release.arrival import is_pre_lodged, named
from clearway.platform.events import log
from clearway.stations.cargo import public as cargo
from clearway.stations.cargo.public import Whereabouts
from clearway.stations.declarations.public import DeclarationFile
from clearway.stations.permits import public as permits

#: So many records of cargo are named; of the others it is said how many there are.
NAMED = 10
NO_CARGO = noop(
    "The number of the transport document (bill of lading, waybill or consignment note), as soon as your carrier "
    "gives it. Without it the report of the arrival is not found, and the goods are not released."
)
NO_MEANS = noop("The ship, vehicle or flight, once your carrier has named it.")
STATES = {"announced": noop("Announced, not here yet"), "arrived": noop("Here"), "left": noop("Gone")}


#: What the log says when goods of a declaration went through the gate.
LEFT = "cargo.goods_left.v1"


class Following(msgspec.Struct, frozen=True):
    """What is given to somebody who is to follow the file: the code that goes with its number, and the address."""

    code: str
    address: str


class Used(msgspec.Struct, frozen=True):
    """What the file uses of a permit, and since when."""

    permit: str
    quantity: str
    at: datetime


class Permits(msgspec.Struct, frozen=True):
    """How the file stands with other agencies: what is missing, and what is used."""

    missing: tuple[FindingSaid, ...]
    used: tuple[Used, ...]

    @property
    def is_open(self) -> bool:
        """Whether nothing is known yet: they are asked when the file comes to them."""
        return not self.missing and not self.used


class Goods(msgspec.Struct, frozen=True):
    """A record of the goods: under what they travel, and where they are."""

    number: str
    under: str
    state: str
    place: str
    at: datetime
    packages: int | None


class Cargo(msgspec.Struct, frozen=True):
    """The goods as their keepers report them; none where nobody has reported any yet."""

    goods: tuple[Goods, ...]
    more: int


def following(file: DeclarationFile) -> Following:
    """How somebody who has no account may follow the file."""
    code = code_of(file.mrn)
    return Following(code, f"{reverse('track')}?{urlencode({'number': file.mrn, 'code': code})}")


def permits_of(file: DeclarationFile, declared: Declaration, law: Law) -> Permits | None:
    """How the file stands with other agencies; nothing where it needs none of them."""
    if not claims(declared, law):
        return None
    found = permits.standing_of(file.id)
    used = [
        Used(one.permit, naming.measured(one.quantity, one.unit, law), one.at)
        for one in found.uses
        if one.given_back_at is None
    ]
    missing = found.missing if file.waits_for else ()
    return Permits(tuple(said(naming.in_units(one, law)) for one in missing), tuple(reversed(used)))


def not_needed(declared: Declaration, law: Law, *, owes: bool) -> frozenset[str]:
    """The stops that have nothing to ask of this file: it names no permit, or owes nothing."""
    return frozenset({*(() if claims(declared, law) else ("permitted",)), *(() if owes else ("paid",))})


class Before(msgspec.Struct, frozen=True):
    """What must follow a declaration that was lodged before its goods were presented: where, and for which cargo.

    ``lacks`` is what its trader left open and still adds; without a number no report of arrival is found.
    """

    office: str
    cargo: str
    lacks: tuple[str, ...] = ()


def before_presentation(file: DeclarationFile, declared: Declaration, law: Law) -> Before | None:
    """What must follow, while it has not; nothing where the goods were presented first, or the file has ended."""
    if not file.waits_for or not is_pre_lodged(declared, law):
        return None
    code = declared.presentation_office or file.office
    office = law.country.offices.get(code)
    known = named(declared, law)
    where = f"{in_words(office.titles)} ({code})" if office else code
    numbers = ", ".join(known.documents or known.containers)
    return Before(where, numbers, tuple(_lacking(declared, numbers)))


def _lacking(declared: Declaration, numbers: str) -> Iterator[str]:
    if not numbers:
        yield _(NO_CARGO)
    if declared.border_means is not None and not declared.border_means.id:
        yield _(NO_MEANS)


def cargo_of(file: DeclarationFile, declared: Declaration, law: Law) -> Cargo | None:
    """Where the goods of the file are; nothing where nobody reports them and nobody waits for them."""
    found = cargo.whereabouts(declared, law)
    if not found and file.waits_for != "arrival":
        return None
    left = _left(file) if found and not file.waits_for else {}
    return Cargo(tuple(_goods(one, left.get(one.number)) for one in found[:NAMED]), max(0, len(found) - NAMED))


def _left(file: DeclarationFile) -> dict[str, datetime]:
    """When the file's own goods went through the gate, by cargo: a record stays while goods of others are in it."""
    told = log.about(f"declaration/{file.mrn}")
    return {str(one.facts["cargo"]): one.at for one in told if one.type == LEFT}


def _goods(one: Whereabouts, left: datetime | None) -> Goods:
    state, at = _state(one) if left is None else ("left", left)
    return Goods(one.number, one.document or ", ".join(one.containers), _(STATES[state]), one.place, at, one.packages)


def _state(one: Whereabouts) -> tuple[str, datetime]:
    if one.left_at is not None:
        return "left", one.left_at
    return ("announced", one.announced_at) if one.arrived_at is None else ("arrived", one.arrived_at)
