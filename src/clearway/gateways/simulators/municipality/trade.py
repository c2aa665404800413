"""Licensed businesses: bars, restaurants and hospitals, their yearly tax and their inspections."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from clearway.gateways.simulators.municipality.law import cents, part
from clearway.gateways.simulators.municipality.town import Town
from clearway.gateways.simulators.registers.chance import Chance, money

DAY = timedelta(days=1)
#: How likely each kind is, and how large its premises are, about.
KINDS = {"bar": (0.35, 140), "restaurant": (0.75, 300), "hospital": (0.45, 450)}
SCENARIOS = {"hospital": "LT-03", "restaurant": "LT-04"}


@dataclass
class Licence:
    """A licensed business as it is today."""

    permit: str
    kind: str
    building: str
    holder: str
    units: dict[str, Decimal] = field(default_factory=dict)
    is_exempt: bool = False
    is_closed: bool = False
    offences: int = 0

    @property
    def area(self) -> Decimal:
        """The area that is taxed each year."""
        return sum(self.units.values(), Decimal(0))


def offered(town: Town, day: date, building: str, area: Decimal, acquired: date, value: Decimal) -> None:
    """Rooms in a building whose acquisition was taxed are let; some businesses need a licence."""
    chance = town.chance(f"let/{building}")
    for kind, (share, _) in KINDS.items():
        if chance.happens(kind, share):
            opens = acquired + DAY * chance.between(f"{kind} opens", 20, 700)
            town.at(opens, licensed, kind, building, area, acquired, value)


def licensed(town: Town, day: date, kind: str, building: str, whole: Decimal, acquired: date, value: Decimal) -> None:
    """A licence is given."""
    chance = town.chance(f"licence/{kind}/{building}")
    holder = f"P{chance.between('holder', 1, town.plan.size):07}"
    licence = Licence(town.books.number("W"), kind, building, holder)
    area = money(20 + chance.around("area", KINDS[kind][1], 0.6))
    facts: dict[str, Any] = {"rooms": chance.between("rooms", 0, 3), "area": area,
                             "room_area": cents(area * chance.between("room share", 0, 40) / 100)}  # fmt: skip
    if kind == "bar":
        _bar(town, day, licence, facts, chance, (whole, acquired, value))
    town.write("business_permits", day, permit=licence.permit, building=building, business=town.books.number("C"),
               holder=holder, permitted_on=day, **{"class": kind}, **facts)  # fmt: skip
    _registration(town, day, licence, chance)
    _move_in(town, day, licence, area, chance)
    if kind in SCENARIOS:
        _next_measure(town, day, licence)
    if kind != "hospital":
        town.at(day + DAY * chance.between("inspected", 30, 500), inspected, licence)


def _registration(town: Town, day: date, licence: Licence, chance: Chance) -> None:
    which = "second" if licence.kind == "restaurant" else "first"
    tax, limit = town.law.at(f"registration_tax_{which}", day), town.law.days("registration_tax_days", day)

    def assess(on: date) -> None:
        town.write("tax_assessments", on, assessment=town.books.number("A"), tax="registration-licence", amount=tax,
                   basis=licence.permit, taxpayer=licence.holder, tax_year=on.year, rate_class="standard",
                   assessed_on=on, state="standing")  # fmt: skip

    def exempt() -> None:
        town.write("tax_exemptions", day, exemption=town.books.number("X"), tax="registration-licence", amount=tax,
                   basis=licence.permit, taxpayer=licence.holder, ground="public", scope="whole",
                   granted_on=day)  # fmt: skip

    town.follow("LT-13", licence.permit, known=day + limit + DAY, money=tax, do=assess,
                on=day + DAY * chance.between("registered", 0, 19),
                innocent={"exempt": exempt, "taxed before": lambda: assess(day - DAY * 9)})  # fmt: skip


def _bar(
    town: Town,
    day: date,
    licence: Licence,
    facts: dict[str, Any],
    chance: Chance,
    bought: tuple[Decimal, date, Decimal],
) -> None:
    law, (whole, acquired, value) = town.law, bought
    least = law.at("bar_area", day)
    if not chance.happens("large", 0.7):
        facts["area"] = min(facts["area"], least)
        facts["room_area"] = min(facts["room_area"], cents(facts["area"] / 5))
        return
    rooms, share = int(law.at("bar_rooms", day)), law.at("bar_room_share", day)
    facts["area"] = area = least + chance.between("above", 1, 200)
    facts["rooms"], facts["room_area"] = rooms + chance.between("more rooms", 0, 6), cents(area * share / 3)
    if chance.happens("large rooms", 0.4):
        facts["rooms"], facts["room_area"] = 2, cents(area * share) + 1
    rate = law.at("acquisition_rate_building", acquired)
    taxed = cents(value * min(part(area, whole), Decimal(1)))
    more = cents(cents(taxed * rate) * (law.at("heavy_multiple", day) - 1))
    until = day + law.days("acquisition_filing_days", day)

    def assess(on: date) -> None:
        town.write(
            "tax_assessments",
            on,
            assessment=town.books.number("A"),
            tax="acquisition",
            property=licence.building,
            taxpayer=licence.holder,
            basis=licence.permit,
            tax_year=on.year,
            rate_class="heavy",
            base=taxed,
            amount=more,
            assessed_on=on,
            state="standing",
        )

    def closed() -> None:
        town.note("business_permits", until - DAY, licence.permit, closed_on=until - DAY)

    town.follow(
        "LT-02",
        licence.building,
        known=until + DAY,
        money=more,
        do=assess,
        on=day + DAY * chance.between("seen", 1, 40),
        innocent={
            "just small enough": lambda: facts.update(area=least),
            "closed at once": closed,
            "rooms taken out": lambda: facts.update(rooms=rooms - 1, room_area=cents(area * share) - 1),
            "run as a restaurant": lambda: facts.update(area=area, rooms=0, room_area=Decimal(0)),
        },
    )


def _move_in(town: Town, day: date, licence: Licence, area: Decimal, chance: Chance) -> None:
    shared = cents(area * chance.between("shared", 0, 30) / 100)
    for share in (70, 30):
        unit, own, along = town.books.number("U"), cents(area * share / 100), cents(shared * share / 100)
        licence.units[unit] = own + (along if licence.kind == "restaurant" else 0)
        town.write("premises", day, unit=unit, building=licence.building, permit=licence.permit, area=own,
                   shared_area=along or None, used_from=day)  # fmt: skip


def _measured_on(town: Town, year: int) -> date:
    return date(year, int(town.law.at("residents_tax_month", date(year, 1, 1))), 1)


def _next_measure(town: Town, day: date, licence: Licence) -> None:
    on = _measured_on(town, day.year)
    town.at(on if on >= day else _measured_on(town, day.year + 1), measured, licence)


def measured(town: Town, day: date, licence: Licence) -> None:
    """The day of measure: large premises owe the residents' tax of the year."""
    law = town.law
    if licence.is_closed:
        return
    if licence.area > law.at("residents_tax_area", day) and not licence.is_exempt:
        _residents_tax(town, day, licence)
    town.at(_measured_on(town, day.year + 1), measured, licence)


def _residents_tax(town: Town, day: date, licence: Licence) -> None:
    law, chance, area = town.law, town.chance(f"measured/{licence.permit}/{day.year}"), licence.area
    tax = cents(area * law.at("residents_tax_unit", day))

    def assess(on: date) -> None:
        town.write("tax_assessments", on, assessment=town.books.number("A"), tax="residents-property", area=area,
                   taxpayer=licence.holder, basis=licence.permit, tax_year=day.year, rate_class="standard", base=area,
                   amount=tax, assessed_on=on, state="standing")  # fmt: skip

    def exempt() -> None:
        licence.is_exempt = True
        town.write("tax_exemptions", day, exemption=town.books.number("X"), tax="residents-property", amount=tax,
                   basis=licence.permit, taxpayer=licence.holder, ground="charity", scope="whole",
                   granted_on=day)  # fmt: skip

    def gave_up() -> None:
        for unit in licence.units:
            town.note("premises", day, unit, used_until=day - DAY)
        licence.units.clear()

    def closed() -> None:
        licence.is_closed = True
        town.note("business_permits", day, licence.permit, closed_on=day)

    due = day + law.days("residents_tax_days", day)
    town.follow(
        SCENARIOS[licence.kind],
        licence.permit,
        known=due + DAY,
        do=assess,
        on=day + DAY * chance.between("on", 1, 40),
        money=cents(tax * (1 + law.at("acquisition_surcharge", day))),
        part=day.year,
        innocent={
            "exempt": exempt,
            "rooms given up the day before": gave_up,
            "closed that day": closed,
            "declared before": lambda: assess(day - DAY * 9),
        },
    )


def inspected(town: Town, day: date, licence: Licence) -> None:
    """An inspection; some find a violation, which is decided upon."""
    if licence.is_closed:
        return
    chance = town.chance(f"inspected/{licence.permit}/{day}")
    if chance.happens("violation", 0.5):
        _violation(town, day, licence, chance)
    town.at(day + DAY * chance.between("again", 150, 600), inspected, licence)


def _violation(town: Town, day: date, licence: Licence, chance: Chance) -> None:
    sanction = town.books.number("N")
    licence.offences += 1
    measure = chance.one_of("measure", ("penalty", "penalty", "penalty", "suspension", "warning"))
    lasts = {"starts_on": day + DAY * 10, "ends_on": day + DAY * 24} if measure == "suspension" else {}
    town.write("sanctions", day, sanction=sanction, permit=licence.permit, law="food", measure=measure,
               offence=licence.offences, confirmed_on=day, **lasts)  # fmt: skip
    if measure == "penalty":
        _penalty(town, day, licence, sanction, chance)


def _penalty(town: Town, day: date, licence: Licence, sanction: str, chance: Chance) -> None:
    which = {1: "first", 2: "second"}.get(licence.offences, "third")
    amount = town.law.at(f"food_penalty_{which}", day)

    def levy(on: date) -> None:
        town.write("duty_levies", on, levy=town.books.number("F"), kind="food-penalty", basis=sanction, amount=amount,
                   payer=licence.holder, levy_year=on.year, levied_on=on, state="standing")  # fmt: skip

    def relief() -> None:
        town.write(
            "duty_reliefs",
            day,
            relief=town.books.number("RL"),
            kind="food-penalty",
            basis=sanction,
            since=day,
            ground="hardship",
        )

    town.follow(
        "LD-05", sanction, known=day + town.law.days("food_levy_days", day) + DAY, money=amount, do=levy,
        on=day + DAY * chance.between("levied", 1, 25),
        innocent={"relief": relief, "revoked": lambda: town.note("sanctions", day + DAY * 9, sanction,
                                                                 revoked_on=day + DAY * 9),
                  "suspended instead": lambda: town.note("sanctions", day, sanction, measure="suspension")},
    )  # fmt: skip
