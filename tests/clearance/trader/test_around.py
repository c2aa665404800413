"""What stands beside a file on its trader's page: permits, cargo, and what everybody may follow."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from clearway.clearance.following import code_of
from clearway.clearance.waiting import for_cargo, for_permit
from clearway.platform.calendar import now
from clearway.platform.identity.actor import Actor
from clearway.stations.cargo import public as cargo
from clearway.stations.permits import public as permits
from tests.portal.people import lodged, member, signed_in, words
from tests.portal.test_weight import MOST_STATEMENTS, _statements
from tests.stations.cargo import reporting
from tests.stations.permits import naming

pytestmark = pytest.mark.usefixtures("country")


@pytest.fixture
def owner() -> Client:
    return signed_in(member("owner"))


def section(page: str, heading: str) -> str:
    """What stands under a heading, up to the next."""
    assert f"<h2>{heading}</h2>" in page
    return page.partition(f"<h2>{heading}</h2>")[2].partition("<h2>")[0]


def test_the_code_on_the_page_opens_the_page_for_everybody(owner: Client) -> None:
    number = lodged()

    page = words(owner.get(f"/declarations/{number}"))
    found = re.search(r'href="(/track\?[^"]+)"', page)

    assert f"<code>{code_of(number)}</code>" in page
    assert found is not None
    assert number in words(Client().get(found[1].replace("&amp;", "&")))


def test_a_permit_that_is_missing_is_said_and_one_that_is_used_is_named(owner: Client, broker: Actor) -> None:
    number = naming.fresh("AROUND")
    file = naming.lodged(naming.naming(number), broker)

    waits = section(words(owner.get(f"/declarations/{file.mrn}")), "Permits of other agencies")
    assert f"No permit {number}" in waits
    assert "written off" not in waits

    permits.issue(naming.grant(number), law=naming.law(), by=naming.officer(), at=now())
    for_permit(number, at=now())
    used = section(words(owner.get(f"/declarations/{file.mrn}")), "Permits of other agencies")
    assert "No permit" not in used
    assert f"Permit {number}: 100\u00a0kg written off" in used


def test_the_goods_are_where_their_keeper_says(owner: Client, broker: Actor) -> None:
    bill = reporting.fresh("AROUND")
    announced = reporting.announcement(bill)
    cargo.announce(announced, by=reporting.operator(), at=now() - timedelta(hours=3))
    file = reporting.lodged(reporting.naming(bill), broker)

    coming = section(words(owner.get(f"/declarations/{file.mrn}")), "Where the goods are")
    assert announced.number in coming
    assert "Announced, not here yet" in coming

    cargo.arrive(announced.number, packages=20, place="Shed 9", by=reporting.operator(), at=now())
    for_cargo(announced.number, at=now())
    here = section(words(owner.get(f"/declarations/{file.mrn}")), "Where the goods are")
    assert "<div>Here<br>" in here
    assert "Shed 9" in here

    # Goods of others are in the same record and stay.
    other = reporting.lodged(reporting.naming(bill), broker)
    cargo.gate_out(announced.number, mrn=file.mrn, by=reporting.operator(), at=now())
    assert "<div>Gone<br>" in section(words(owner.get(f"/declarations/{file.mrn}")), "Where the goods are")
    assert "<div>Here<br>" in section(words(owner.get(f"/declarations/{other.mrn}")), "Where the goods are")


def test_goods_that_nobody_has_reported_are_said_to_be_so(owner: Client, broker: Actor) -> None:
    file = reporting.lodged(reporting.naming(reporting.fresh("NOWHERE"), typeCode="IMD"), broker)
    page = words(owner.get(f"/declarations/{file.mrn}"))

    assert file.waits_for == "arrival"
    assert "No terminal or carrier has reported these goods yet." in section(page, "Where the goods are")


def test_a_file_without_permits_and_cargo_says_nothing_of_them(owner: Client) -> None:
    page = words(owner.get(f"/declarations/{lodged('3-export')}"))

    assert "Permits of other agencies" not in page
    assert "Where the goods are" not in page


def test_everything_beside_a_file_costs_few_statements(owner: Client, broker: Actor) -> None:
    number, bill = naming.fresh("COST"), reporting.fresh("COST")
    received = naming.naming(number)
    permits.issue(naming.grant(number), law=naming.law(), by=naming.officer(), at=now())
    cargo.announce(reporting.announcement(bill), by=reporting.operator(), at=now())
    file = naming.lodged(received, broker)

    assert _statements(lambda: owner.get(f"/declarations/{file.mrn}")) <= MOST_STATEMENTS
