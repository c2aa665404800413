"""Farmed land: what is paid for it each year, and what takes it out of farming."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from clearway.gateways.simulators.municipality import papers
from clearway.gateways.simulators.municipality.law import cents
from clearway.gateways.simulators.municipality.parcels import Parcel
from clearway.gateways.simulators.municipality.town import FIRST, FORGOTTEN, LATE, Town
from clearway.gateways.simulators.registers.chance import Chance, money

DAY = timedelta(days=1)
WRONG = (FORGOTTEN, LATE)
Story = tuple[str, dict[str, Any], dict[str, Callable[[], object]]]


def plan(town: Town, land: Parcel) -> None:
    """Some fields are farmed, until something else is done with them."""
    chance = town.chance(f"field/{land.parcel}")
    if chance.happens("farmed", 0.6):
        town.at(chance.day("since", FIRST, town.today - DAY * 500), farmed, chance)


def farmed(town: Town, day: date, chance: Chance) -> None:
    """A field that is paid for at the end of September; before that it is converted, bought out, or stored upon."""
    parcel, area = town.books.number("LG"), Decimal(chance.between("area", 500, 9000))
    counted = date(day.year + (day > date(day.year, 7, 1)), 9, 30)
    farmer, amount = f"PF{parcel[2:]}", cents(area * Decimal("0.2"))
    facts: dict[str, Any] = {"payment": town.books.number("FP"), "parcel": parcel, "farmer": farmer,
                             "counted_on": counted, "parcel_area": area, "area": area, "amount": amount,
                             "state": "paid"}  # fmt: skip
    story = chance.one_of("story", (_converted, _bought_out, _stored_upon))
    source, record, innocent = story(town, parcel, area, counted, chance)

    def what_is_left() -> None:
        record.update(area=cents(area / 4))
        facts.update(area=area - cents(area / 4), amount=cents(amount * 3 / 4))

    if "area" in record:
        innocent["what is left"] = what_is_left
    fate = town.follow(
        "SW-10", parcel, known=counted,
        money=cents(amount * (1 + town.law.at("farm_payment_surcharge", counted))), on=None,
        do=lambda on: town.note("farm_payments", on, facts["payment"], state="recovered"),
        innocent={**innocent, "recovered": lambda: facts.update(state="recovered")},
    )  # fmt: skip
    _write(town, source, record, farmer)
    if fate:
        town.write("farm_payments", counted, **facts)


def _converted(town: Town, parcel: str, area: Decimal, counted: date, chance: Chance) -> Story:
    record = {"conversion": town.books.number("V"), "parcel": parcel, "kind": "farmland", "area": area,
              "purpose": chance.one_of("purpose", ("homes", "factory")), "unit_price": money(20),
              "unit_price_after": money(80), "approved_on": counted - DAY * 80,
              "changed_on": counted - DAY * chance.between("changed", 0, 60)}  # fmt: skip
    return (
        "conversions",
        record,
        {
            "a farm house": lambda: record.update(purpose="farm-house"),
            "given back": lambda: record.update(cancelled_on=counted - DAY * 30),
            "the day after": lambda: record.update(changed_on=counted + DAY),
            "not begun": lambda: record.update(changed_on=None),
        },
    )


def _bought_out(town: Town, parcel: str, area: Decimal, counted: date, chance: Chance) -> Story:
    record = {"compensation": town.books.number("CO"), "parcel": parcel, "area": area, "farmed_until": None,
              "kind": chance.one_of("kind", ("land", "tenancy")),
              "paid_on": counted - DAY * chance.between("paid", 1, 70)}  # fmt: skip
    return (
        "compensations",
        record,
        {
            "crops": lambda: record.update(kind="crops"),
            "farmed until the works": lambda: record.update(farmed_until=counted),
        },
    )


def _stored_upon(town: Town, parcel: str, area: Decimal, counted: date, chance: Chance) -> Story:
    record = {"visit": town.books.number("FV"), "parcel": parcel, "found": "other-use",
              "checked_on": counted - DAY * chance.between("checked", 30, 70)}  # fmt: skip
    return (
        "field_checks",
        record,
        {
            "fallow": lambda: record.update(found="fallow"),
            "cleared": lambda: record.update(restored_on=counted - DAY * 10),
            "the day after": lambda: record.update(checked_on=counted + DAY),
        },
    )


def _write(town: Town, source: str, record: dict[str, Any], farmer: str) -> None:
    if source != "conversions":
        town.write(source, record.get("paid_on") or record["checked_on"], **record)
        return
    day, number = record["approved_on"], record["conversion"]
    town.write(source, day, **{**record, "holder": farmer, "changed_on": None})
    papers.levy(town, day + DAY, "farmland-charge", number, payer=farmer, amount=cents(record["area"] * 6))
    if record["changed_on"] is not None:
        town.note(source, record["changed_on"], number, changed_on=record["changed_on"])
        papers.assess(town, record["changed_on"], "acquisition", basis=number, taxpayer=farmer, amount=money(900))
