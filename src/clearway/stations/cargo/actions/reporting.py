"""What operators and carriers report: cargo is coming, is here, has left; only on their own premises."""

import re
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum

from clearway.platform.events import log
from clearway.platform.identity.actor import Actor, Forbidden
from clearway.registers.traders import public as traders
from clearway.stations.cargo import models, queries
from clearway.stations.cargo.actions.releasing import lock, told
from clearway.stations.cargo.contracts import Announcement, CargoFile
from clearway.stations.cargo.errors import (
    AlreadyLeft,
    CargoUnknown,
    NotArrived,
    NotReleased,
    NumberTaken,
    OperatorUnknown,
    Unsound,
)
from clearway.stations.cargo.events import CargoAnnounced, CargoArrived, CargoLeft, GoodsArrived, GoodsLeft

#: Roles of the register whose holders keep premises that cargo comes to.
KEEPERS = frozenset({"operator", "warehouse"})
#: What a count may be; no ship carries more.
MOST_PACKAGES = 10_000_000
MOST_MASS = Decimal(10) ** 10
_NUMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9.\-]{2,34}")
_DOCUMENT = re.compile(r"[^\s/\x00-\x1f][^\x00-\x1f]{0,69}")
_CONTAINER = re.compile(r"[A-Z0-9]{4,17}")
_FIELDS = ("document", "packages", "mass", "consignee", "place")


@transaction.atomic
def announce(announced: Announcement, *, by: Actor, at: datetime) -> CargoFile:
    """Cargo is on its way; the same announcement again is given the same answer."""
    party = _party(by)
    _must_be_sound(announced)
    operator = announced.operator or party
    _must_keep_premises(operator, at)
    row = models.Record(number=announced.number, operator=operator, announcer=party, announced_at=at, changed_at=at)
    row.containers = list(announced.containers)
    for name in _FIELDS:
        setattr(row, name, getattr(announced, name))
    lock((f"number/{row.number}",))
    known = models.Record.objects.filter(number=row.number).first()
    if known is not None:
        if any(
            getattr(known, name) != getattr(row, name) for name in (*_FIELDS, "operator", "announcer", "containers")
        ):
            raise NumberTaken(number=row.number)
        return _found(row.number, party)
    lock(queries.keys_of(row))
    row.save(force_insert=True)
    event = CargoAnnounced(cargo=row.number, operator=operator, announcer=party, document=row.document)
    log.record(event, subject=f"cargo/{row.number}", actor=by.name, at=at)
    _join_releases(row, at)
    return _found(row.number, party)


@transaction.atomic
def arrive(number: str, *, packages: int | None, place: str = "", by: Actor, at: datetime) -> CargoFile:
    """Cargo is here, and so many packages were counted; counted again before it leaves, the last count holds."""
    party = _party(by)
    _must_be_count(packages)
    _must_be_words("place", place)
    row = _own(number, party)
    if row.left_at is not None:
        raise AlreadyLeft(number=number)
    where = place or row.place
    if row.arrived_at is not None and (row.counted, row.place) == (packages, where):
        return _found(number, party)
    models.Record.objects.filter(number=number).update(
        arrived_at=row.arrived_at or at, counted=packages, place=where, changed_at=at
    )
    event = CargoArrived(cargo=number, operator=party, packages="" if packages is None else str(packages))
    log.record(event, subject=f"cargo/{number}", actor=by.name, at=at)
    for mrn in models.Awaited.objects.filter(key__in=queries.keys_of(row)).values_list("mrn", flat=True).distinct():
        arrived = GoodsArrived(mrn=mrn, cargo=number, place=where)
        log.record(arrived, subject=f"declaration/{mrn}", actor=by.name, at=at)
    return _found(number, party)


@transaction.atomic
def gate_out(number: str, *, mrn: str = "", by: Actor, at: datetime) -> CargoFile:
    """Released goods went through the gate: those of one declaration, or all that may leave."""
    party = _party(by)
    row = _own(number, party)
    if row.arrived_at is None:
        raise NotArrived(number=number)
    releases = models.MayLeave.objects.filter(record=row).order_by("id")
    if mrn:
        releases = releases.filter(mrn=mrn)
    going = list(releases.filter(left_at__isnull=True))
    if not going:
        if releases.exists():
            return _found(number, party)
        raise NotReleased(number=number)
    models.MayLeave.objects.filter(id__in=[one.id for one in going]).update(left_at=at)
    _leave_when_empty(row, at)
    event = CargoLeft(cargo=number, operator=party, declarations=" ".join(one.mrn for one in going))
    log.record(event, subject=f"cargo/{number}", actor=by.name, at=at)
    for one in going:
        left = GoodsLeft(mrn=one.mrn, cargo=number)
        log.record(left, subject=f"declaration/{one.mrn}", actor=by.name, at=at)
    return _found(number, party)


def _party(by: Actor) -> str:
    by.must("cargo:write")
    if not by.party:
        raise Forbidden(f"{by.name} acts for no party.")
    return by.party


def _own(number: str, party: str) -> models.Record:
    """A record on one's own premises, locked by everything that declarations know it by."""
    rows = models.Record.objects.filter(number=number, operator=party)
    row = rows.first()
    if row is None:
        raise CargoUnknown(number=number)
    lock(queries.keys_of(row))
    return rows.select_for_update().get()


def _found(number: str, party: str) -> CargoFile:
    known = queries.find(number, party=party)
    if known is None:
        raise CargoUnknown(number=number)
    return known


def _join_releases(row: models.Record, at: datetime) -> None:
    """Declarations that were released before this cargo was announced let it leave."""
    for release in models.MayLeave.objects.filter(record__isnull=True, document=row.document).order_by("id"):
        models.MayLeave.objects.filter(id=release.id).update(record=row)
        told(row, release.mrn, at)


def _leave_when_empty(row: models.Record, at: datetime) -> None:
    """The record has left once as many packages went as were here; without a count, with the first that go."""
    here = row.packages if row.counted is None else row.counted
    gone = models.MayLeave.objects.filter(record=row, left_at__isnull=False).aggregate(Sum("packages"))[
        "packages__sum"
    ]
    if not here or (gone or 0) >= here:
        models.Record.objects.filter(number=row.number).update(left_at=at)


def _must_keep_premises(operator: str, at: datetime) -> None:
    parties, _ = traders.known({operator}, at.date())
    party = parties.get(operator)
    if party is None or not KEEPERS & set(party.roles):
        raise OperatorUnknown(operator=operator)


def _must_be_sound(announced: Announcement) -> None:
    if not _NUMBER.fullmatch(announced.number):
        raise Unsound(
            field="number", found=announced.number, passes="Give 3 to 35 letters, digits, points and hyphens."
        )
    if not _DOCUMENT.fullmatch(announced.document):
        raise Unsound(field="document", found=announced.document, passes="Give the number of the transport document.")
    for container in announced.containers:
        if not _CONTAINER.fullmatch(container):
            raise Unsound(field="containers", found=container, passes="Give container numbers, as CSQU3054383.")
    _must_be_count(announced.packages)
    mass = announced.mass
    if mass is not None and not (mass.is_finite() and 0 <= mass < MOST_MASS and mass == round(mass, 6)):
        raise Unsound(
            field="mass",
            found=str(mass),
            passes="Give kilograms, with at most 10 digits before the point and 6 after it.",
        )
    for field in ("consignee", "place"):
        _must_be_words(field, getattr(announced, field))


def _must_be_count(packages: int | None) -> None:
    if packages is not None and not 0 <= packages <= MOST_PACKAGES:
        raise Unsound(field="packages", found=str(packages), passes="Give a whole number, at most ten million.")


def _must_be_words(field: str, words: str) -> None:
    if len(words) > 200 or "\0" in words:
        raise Unsound(field=field, found=words[:20], passes="Give at most 200 characters.")
