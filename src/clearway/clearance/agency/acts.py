"""What an agency does with a permit, by page or by software: its register is written, then those who waited go on."""

from datetime import datetime

from clearway.clearance import waiting
from clearway.core.law.lawbook import Law
from clearway.core.permit import Grant
from clearway.platform.calendar import day_in
from clearway.platform.identity.actor import Actor
from clearway.registers.lawbook import public as lawbook
from clearway.stations.permits import public as permits
from clearway.stations.permits.public import PermitFile


def issue(grant: Grant, *, by: Actor, at: datetime) -> PermitFile:
    """A permit is on file, and the declarations that named it already go on."""
    permits.issue(grant, law=law(at), by=by, at=at)
    return _after(grant.number, by, at)


def change(grant: Grant, *, by: Actor, at: datetime) -> PermitFile:
    """What a permit covers is written anew, and the declarations it covers now go on."""
    permits.change(grant, law=law(at), by=by, at=at)
    return _after(grant.number, by, at)


def move(number: str, status: str, *, reason: str, by: Actor, at: datetime) -> PermitFile:
    """A permit is suspended, given back or revoked; where it was given back, those who waited go on."""
    permits.move(number, status, reason=reason, by=by, at=at)
    return _after(number, by, at)


def law(at: datetime) -> Law:
    """The law of the day on which an agency acts."""
    book = lawbook.current(at)
    return book.on(day_in(book.country.time_zone, at))


def _after(number: str, by: Actor, at: datetime) -> PermitFile:
    waiting.for_permit(number, at=at)
    file = permits.find(number, agency=by.office or "")
    assert file is not None
    return file
