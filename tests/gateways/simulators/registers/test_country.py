"""The simulated registers agree among one another, and say what the catalogue says they do."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clearway.core.law.information import Catalogue
from clearway.core.share.minimise import read
from clearway.gateways.simulators.registers import people
from clearway.gateways.simulators.registers.chance import TODAY
from clearway.gateways.simulators.registers.people import Registers
from clearway.registers.lawbook.packs import compile_pack
from tests.registers.lawbook.build_pack import DEMOLAND

REGISTERS = Registers(1)
MOST = {"person": people.PEOPLE, "business": people.BUSINESSES, "parcel": people.PARCELS, "vehicle": people.VEHICLES}
LETTER = {"person": "P", "business": "B", "parcel": "L", "vehicle": "V"}
PEOPLE = st.integers(0, people.PEOPLE - 1).map(people.person_number)
BUSINESSES = st.integers(0, people.BUSINESSES - 1).map(people.business_number)
PARCELS = st.integers(0, people.PARCELS - 1).map(people.parcel_number)
VEHICLES = st.integers(0, people.VEHICLES - 1).map(people.vehicle_number)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    """What the demonstration shares."""
    return compile_pack(DEMOLAND).sharing


def says(kind: str, key: str) -> dict[str, Any]:
    """A record that is there."""
    found = REGISTERS.record(kind, key)
    assert found is not None, f"{kind} {key}"
    return found


def day(text: str) -> date:
    """A day as registers write it."""
    return date.fromisoformat(text)


def test_the_country_is_large_enough() -> None:
    assert people.PEOPLE >= 100_000
    assert people.BUSINESSES >= 40_000
    assert people.PARCELS >= 60_000
    assert people.VEHICLES >= 40_000


@settings(max_examples=15)
@given(place=st.floats(0, 1, exclude_max=True))
def test_records_have_the_fields_of_the_catalogue_and_each_can_be_read(catalogue: Catalogue, place: float) -> None:
    assert set(REGISTERS.shapes) == set(catalogue.kinds)
    for code, kind in catalogue.kinds.items():
        key = f"{LETTER[kind.about]}{int(place * MOST[kind.about]):07}"
        record = REGISTERS.record(code, key)
        if record is None:
            continue
        assert list(record) == list(kind.fields), code
        assert record[kind.key] == key
        for name, value in record.items():
            assert value is None or read(kind.fields[name], value) is not None, f"{code} {key} {name}: {value}"


def test_somebody_has_each_kind_and_a_number_that_is_nobodys_has_none() -> None:
    for code, shape in REGISTERS.shapes.items():
        letter, most = LETTER[shape.about], MOST[shape.about]
        assert any(REGISTERS.record(code, f"{letter}{place:07}") for place in range(0, most, 3)), code
        for stranger in (f"{letter}{most:07}", f"X{0:07}", f"{letter}1", "", f"{letter}0000٣00"):
            assert REGISTERS.record(code, stranger) is None, f"{code} {stranger}"


def test_a_country_follows_from_its_seed_and_not_from_the_order_of_questions() -> None:
    one, other = Registers(7), Registers(7)
    keys = [people.person_number(place) for place in range(0, people.PEOPLE, 9973)]

    forward = [one.record("TAX-002", key) for key in keys]
    backward = [other.record("TAX-002", key) for key in reversed(keys)]

    assert forward == backward[::-1]
    assert forward != [Registers(8).record("TAX-002", key) for key in keys]


@settings(max_examples=200)
@given(PEOPLE)
def test_a_persons_age_fits_school_work_pension_and_licences(key: str) -> None:
    born = day(says("RES-001", key)["born"])
    age = (TODAY - born).days / 365.25
    if (school := REGISTERS.record("EDU-002", key)) is not None:
        assert 5.9 < age < 18.1, school
    if (pension := REGISTERS.record("PEN-002", key)) is not None:
        assert age > 64.9
        assert says("PEN-001", key)["contributed_months"] >= 120, pension
    if (driving := REGISTERS.record("DRV-001", key)) is not None:
        assert (day(driving["issued_on"]) - born).days > 17.9 * 365
    if REGISTERS.record("LAB-002", key) is not None:
        assert 17.9 < age < 66.1
        assert Decimal(says("TAX-002", key)["income"]) > 0
    if REGISTERS.record("PRO-001", key) is not None:
        assert says("UNI-002", key)["study"] == "medicine"
    if age < 17.9:
        assert says("TAX-001", key)["tax_debt"] == says("TAX-002", key)["income"] == "0.00"
        assert REGISTERS.record("HEA-005", key) is None


@settings(max_examples=200)
@given(PEOPLE)
def test_families_know_one_another(key: str) -> None:
    born = day(says("RES-001", key)["born"])
    birth = REGISTERS.record("FAM-001", key)
    for parent in filter(None, (birth["mother"], birth["father"]) if birth else ()):
        assert (born - day(says("RES-001", parent)["born"])).days > 17 * 365
        assert says("FAM-003", parent)["children"] >= 1
    marriage = REGISTERS.record("FAM-002", key)
    if marriage is not None and marriage["married_on"]:
        assert says("FAM-002", marriage["spouse"])["spouse"] == key
        assert says("FAM-002", marriage["spouse"])["married_on"] == marriage["married_on"]
    head = says("RES-002", key)["household_head"]
    assert says("RES-002", head)["household"] == says("RES-002", key)["household"]
    assert says("RES-002", head)["address"] == says("RES-002", key)["address"]


@settings(max_examples=200)
@given(PARCELS)
def test_a_parcel_belongs_to_somebody_who_is_there_and_knows_it(key: str) -> None:
    owner, since = says("LND-001", key)["owner"], day(says("LND-005", key)["acquired_on"])
    if owner[0] == "P":
        assert since > day(says("RES-001", owner)["born"])
        assert says("LND-006", owner)["parcels_owned"] >= 1
        price = Decimal(says("LND-004", key)["official_price"])
        assert Decimal(says("LND-006", owner)["property_value"]) >= price
    else:
        assert since >= day(says("BUS-001", owner)["registered_on"])
    charge = says("LND-003", key)
    assert Decimal(charge["mortgage"]) <= Decimal(says("LND-004", key)["official_price"])
    assert (charge["mortgagee"] is not None) == (Decimal(charge["mortgage"]) > 0)


@settings(max_examples=200)
@given(VEHICLES)
def test_a_vehicle_belongs_to_a_driver_or_a_business(key: str) -> None:
    vehicle = says("VEH-001", key)
    if vehicle["owner"][0] == "P":
        assert REGISTERS.record("DRV-001", vehicle["owner"]) is not None
        assert says("VEH-006", vehicle["owner"])["vehicles_owned"] >= (vehicle["deregistered_on"] is None)
    else:
        assert says("BUS-001", vehicle["owner"])["registered_on"]
    if vehicle["deregistered_on"]:
        assert REGISTERS.record("VEH-003", key) is None
        assert says("LOC-004", key)["vehicle_tax"] == "0.00"


@settings(max_examples=100)
@given(BUSINESSES)
def test_a_business_has_a_manager_and_the_staff_that_says_so(key: str) -> None:
    business, manager = says("BUS-001", key), says("BUS-003", key)["manager"]
    assert day(business["registered_on"]) > day(says("RES-001", manager)["born"])
    died = says("FAM-004", manager)["died_on"]
    assert died is None or business["closed_on"] is not None
    if business["closed_on"]:
        assert says("LAB-006", key)["employees"] == 0
        assert REGISTERS.record("CUS-001", key) is None
    if REGISTERS.record("CUS-006", key) is not None:
        assert says("CUS-003", key)["customs_debt"] == says("TAX-005", key)["tax_debt"] == "0.00"
    assert (says("PRC-001", key)["barred_until"] is None) or Decimal(says("TAX-005", key)["tax_debt"]) > 0


@settings(max_examples=100)
@given(PEOPLE)
def test_who_works_works_for_a_business_that_counts_them(key: str) -> None:
    work = REGISTERS.record("LAB-001", key)
    if work is None or work["employed_until"] is not None:
        return
    assert day(work["employed_since"]) >= day(says("BUS-001", work["employer"])["registered_on"])
    assert says("LAB-006", work["employer"])["employees"] >= 1


def test_the_country_is_no_caricature() -> None:
    keys = [people.person_number(place) for place in range(0, people.PEOPLE, 97)]
    owing = sum(says("TAX-001", key)["tax_debt"] != "0.00" for key in keys) / len(keys)
    working = sum(REGISTERS.record("LAB-002", key) is not None for key in keys) / len(keys)
    young = sum(day(says("RES-001", key)["born"]) > date(2008, 1, 1) for key in keys) / len(keys)

    assert 0.01 < owing < 0.1
    assert 0.3 < working < 0.7
    assert 0.1 < young < 0.4
