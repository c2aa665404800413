"""An office with its people, and files that its lanes have sent to it."""

from decimal import Decimal
from unittest.mock import patch

import pytest

from clearway.clearance import conductor
from clearway.clearance.carry_out import carry_out
from clearway.clearance.giving_out import assign_waiting
from clearway.gateways.messages.receive import receive
from clearway.platform import numbering
from clearway.platform.calendar import now
from clearway.platform.events import log
from clearway.platform.identity.actor import Actor
from clearway.platform.identity.permissions import ROLES
from clearway.registers.offices import models as register
from clearway.registers.offices import public as offices
from clearway.registers.rates import public as rates
from clearway.registers.rates.models import ExchangeRate
from clearway.stations.controls import public as controls
from clearway.stations.controls.models import Control
from clearway.stations.declarations import public as declarations
from clearway.stations.declarations.public import DeclarationFile
from tests.conftest import BROKER, PACK, demonstration, fresh

OFFICE, OTHER_OFFICE = "DL000101", "DL000102"
PASSWORD = "correct horse battery staple"
_DESCRIPTION = b"Porcelain tableware, decorated, in sets of six"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 64
JPEG = b"\xff\xd8\xff\xe0" + b"\x00" * 64


def person(role: str = "officer", office: str = OFFICE) -> str:
    """The user name of somebody who works for an office and is present."""
    if not offices.every_office():
        offices.load_offices(PACK)
    name = fresh(role)
    offices.add_officer(office, name, PASSWORD, role=role)
    return name


def alone(role: str = "officer", office: str = OFFICE) -> str:
    """The user name of the only person who is present in an office."""
    empty(office)
    return person(role, office)


def empty(office: str = OFFICE) -> None:
    """Nobody is present in an office."""
    register.Officer.objects.filter(office_id=office).update(is_present=False)


def actor(name: str, role: str = "officer", office: str = OFFICE) -> Actor:
    """Somebody who acts for an office in a role."""
    return Actor(name=f"user:{name}", office=office, permissions=ROLES[role].permissions)


def trader(name: str = "", party: str = BROKER) -> Actor:
    """Somebody who acts for a party."""
    return Actor(name=f"user:{name or fresh('declarant')}", party=party, permissions=ROLES["declarant"].permissions)


def lodged(description: str, name: str = "4-warehouse", *, by: Actor | None = None) -> DeclarationFile:
    """A file whose first item is described in these words; the lane follows from them."""
    content = demonstration(name, reference=fresh("DESK")).content
    assert _DESCRIPTION in content
    received = receive(content.replace(_DESCRIPTION, description.encode()))
    answer = conductor.lodge(received.submitted, by=by or trader())
    return stands(answer.mrn or "")


def yellow(*, by: Actor | None = None) -> DeclarationFile:
    """A file whose documents are to be checked, and that owes nothing."""
    file = lodged("SAMPLES", by=by)
    assert (file.lane, file.waits_for) == ("yellow", "control")
    return file


def red(*, by: Actor | None = None) -> DeclarationFile:
    """A file whose goods are to be looked at, because chance says so, and that owes nothing."""
    with patch.object(numbering, "draw", return_value=Decimal(0)):
        file = lodged(_DESCRIPTION.decode(), by=by)
    assert (file.lane, file.waits_for) == ("red", "control")
    return file


def unassessed(*, by: Actor | None = None) -> DeclarationFile:
    """A file in a currency whose last rate is older than the law allows, so that nothing can be assessed."""
    ExchangeRate.objects.filter(currency="TND", day__gt="2024-01-01").delete()
    rates.refresh()
    content = demonstration("1-tableware", reference=fresh("DESK")).content.replace(b'"EUR"', b'"TND"')
    answer = conductor.lodge(receive(content).submitted, by=by or trader())
    file = stands(answer.mrn or "")
    assert (file.state, file.waits_for, file.lane) == ("validated", "officer", ""), answer.findings
    return file


def stands(mrn: str) -> DeclarationFile:
    """A file as it stands now."""
    file = declarations.find(mrn)
    assert file is not None
    return file


def case(file: DeclarationFile) -> controls.Case:
    """Everything officers have done about a file."""
    return controls.case_of(file.id, at=now())


def control(file: DeclarationFile) -> int:
    """The number of the newest check of a file."""
    return case(file).controls[-1].id


def do(file: DeclarationFile, order: controls.Order, *, by: Actor) -> DeclarationFile:
    """Carry out an act on a file, and see where it stands then."""
    return carry_out(file.id, order, by=by, at=now())


@pytest.fixture
def quiet_office(country: None) -> None:
    """Nothing lies in the office, whatever was lodged before."""
    Control.objects.filter(closed_at__isnull=True).update(closed_at=now())


def in_hand(file: DeclarationFile) -> str:
    """A file in the hands of the one officer who is present."""
    name = alone()
    assign_waiting(at=now())
    assert case(file).controls[-1].officer == name
    return name


def events(file: DeclarationFile) -> list[str]:
    return [event.type for event in log.about(f"declaration/{file.mrn}")]
