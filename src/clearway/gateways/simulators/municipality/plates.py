"""Plates are used again: the vehicle of today has one that another had before, of which old records still tell."""

from collections.abc import Mapping
from datetime import date, timedelta

from clearway.gateways.simulators.municipality import naming
from clearway.gateways.simulators.municipality.books import Book, Row
from clearway.gateways.simulators.municipality.law import cents
from clearway.gateways.simulators.municipality.naming import Step
from clearway.gateways.simulators.municipality.town import FIRST, Town

DAY = timedelta(days=1)
REGISTER = "vehicles"


def used_again(town: Town) -> dict[str, date]:
    """The plates that another vehicle had, each with the day on which its vehicle of today was given it.

    Only such as no record names that nobody would link: all that is known of them goes by their day.
    """
    book = town.books.books[REGISTER]
    since = book.columns.index("registered_on")
    given = {
        identity[0]: row[since]
        for identity, row in town.books.rows[REGISTER].items()
        if town.chance(f"plate/{identity[0]}").happens("used again", town.plan.noise)
    }
    for source, other in town.books.books.items():
        for row in town.books.table(source):
            for plate in _unlinked(other, row, given):
                del given[plate]
    town.renamed |= {plate: f"{plate}@{day}" for plate, day in given.items()}
    return given


def _unlinked(book: Book, row: Row, given: Mapping[str, date]) -> list[str]:
    """The plates that a row names where nothing says of which day they are, or before their day."""
    days = {one.place: one.day for one in book.pointers if REGISTER in one.registers and one.day is not None}
    if book.source == REGISTER:
        days[book.places[0]] = book.columns.index("registered_on")
    found = {cell: place for place, cell in enumerate(row) if isinstance(cell, str) and cell in given}
    return [
        plate
        for plate, place in found.items()
        if place not in days or row[days[place]] is None or row[days[place]] < given[plate]
    ]


def earlier(town: Town, given: Mapping[str, date]) -> None:
    """What offices still hold of the vehicles that had the plates before, and that it was used again."""
    for plate, since in given.items():
        chance, number = town.chance(f"earlier/{plate}"), town.books.number
        first = since - DAY * chance.between("first", 700, 1500)
        last = since - DAY * chance.between("last", 60, 300)

        def write(source: str, day: date, **facts: object) -> None:
            town.books.enter(source, max(FIRST, day), **facts)

        naming.tell(town.books, REGISTER, Step("re-use", plate, plate), since)
        write("vehicle_policies", first, policy=number("IP"), vehicle=plate, since=first, until=last)
        if chance.happens("a rest", 0.5):
            write("vehicle_rests", first, rest=number("VR"), vehicle=plate, cause="laid-up", since=last)
        if chance.happens("a levy", 0.5):
            write("duty_levies", last, levy=number("F"), kind="environment-charge", basis=plate,
                  payer=f"PE{plate[2:]}", levy_year=last.year, levied_on=last, state="standing",
                  amount=cents(town.law.at("environment_base", last)))  # fmt: skip
