"""Parcels with their buildings, and vehicles: what each is, whose, and what it secures."""

from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

from clearway.gateways.simulators.registers import land
from clearway.gateways.simulators.registers.chance import TODAY, Chance, birthday, money, years_before
from clearway.gateways.simulators.registers.citizens import Country

NOTHING = Decimal("0.00")
#: Uses of land with their zone, a price for a square metre, and the least and largest area.
USES = {
    "residential": ("residential", 420, 120, 900),
    "commercial": ("commercial", 800, 100, 3000),
    "industrial": ("industrial", 150, 800, 15_000),
    "farm": ("agricultural", 9, 2000, 40_000),
    "forest": ("conservation", 3, 5000, 60_000),
}
SHARES = ("residential",) * 11 + ("commercial",) * 3 + ("industrial",) * 2 + ("farm",) * 3 + ("forest",)
CROPS = ("rice", "vegetables", "fruit", "maize", "flowers", "tea")
BANKS = ("First Harbour Bank", "Rivertown Savings Bank")
MAKES = ("Solan Nomad", "Kestrel 2", "Brightway City", "Terrano Mule", "Hanbit Sol", "Marlin GT")
TRUCK = "Oxen 18t"


class Thing:
    """Something with a number that belongs to somebody."""

    def __init__(self, country: Country, number: str, place: int, spread: land.Spread) -> None:
        """The thing at a place of its register."""
        self.country, self.number, self.place = country, number, place
        self.chance = Chance(country.seed, number)
        self._spread = spread

    @property
    def lives(self) -> bool:
        """Things do not die."""
        return True

    def draw(self, about: str, share: float) -> bool:
        """Whether something is so of a share of things."""
        return self.chance.happens(about, share)

    @cached_property
    def keeper(self) -> Any:
        """The head of the household it belongs to, or their spouse after them."""
        head = self.country.person(self._spread.place(self.place) * land.MEMBERS)
        heir = head.partner
        return heir if not head.lives and heir is not None and heir.lives else head

    @cached_property
    def firm(self) -> Any:
        """The business it would belong to."""
        return self.country.business(self.chance.between("firm", 0, land.BUSINESSES - 1))

    @property
    def checked_on(self) -> date:
        """The day that a search is up to."""
        return TODAY


class Parcel(Thing):
    """A parcel of land, and the building on it."""

    def __init__(self, country: Country, place: int) -> None:
        """The parcel at a place of the register."""
        super().__init__(country, land.parcel_number(place), place, land.PARCELS_OF)
        self.parcel = self.number

    def earlier(self, about: str, years: int) -> date:
        """Some day of the last years, not before it was built upon."""
        return self.chance.day(about, max(years_before(TODAY, years), self.built_on or date.min), TODAY)

    @cached_property
    def land_use(self) -> str:
        """What it is used for."""
        return self.chance.one_of("use", SHARES)

    @property
    def zone(self) -> str:
        """The planning zone."""
        return USES[self.land_use][0]

    @cached_property
    def area(self) -> int:
        """Square metres."""
        return self.chance.between("area", *USES[self.land_use][2:])

    @cached_property
    def _is_a_firms(self) -> bool:
        share = 0.6 if self.land_use in ("commercial", "industrial") else 0.05
        return self.firm.lives and self.draw("firm owns", share)

    @property
    def owner(self) -> str:
        """A person, or a business that trades."""
        return str(self.firm.business if self._is_a_firms else self.keeper.person)

    @cached_property
    def acquired_on(self) -> date:
        """Since its owner could own it."""
        if self._is_a_firms:
            return self.chance.day("acquired", self.firm.registered_on, TODAY)
        return self.chance.day("acquired", birthday(self.keeper.born, 21), self.keeper.died_on or TODAY)

    @cached_property
    def official_price(self) -> Decimal:
        """So much for a square metre."""
        return money(self.area * USES[self.land_use][1] * (0.7 + 0.6 * self.chance.share("price")))

    @cached_property
    def mortgage(self) -> Decimal:
        """What some built land secures; never more than it is worth."""
        is_charged = self.building is not None and self.draw("mortgage", 0.3)
        return money(float(self.official_price) * 0.8 * self.chance.share("secured")) if is_charged else NOTHING

    @property
    def mortgagee(self) -> str | None:
        """The bank."""
        return self.chance.one_of("bank", BANKS) if self.mortgage else None

    @property
    def property_tax(self) -> Decimal:
        """A fifth of one in the hundred."""
        return money(self.official_price * Decimal("0.002"))

    @cached_property
    def building(self) -> str | None:
        """What stands on land that is built upon."""
        is_built = self.land_use in ("residential", "commercial", "industrial") and self.draw("built", 0.92)
        return f"G{self.place:07}" if is_built else None

    @property
    def building_use(self) -> str | None:
        """As the land."""
        return self.land_use if self.building else None

    @cached_property
    def floors(self) -> int:
        """From one up."""
        most = {"residential": 3, "commercial": 14}.get(self.land_use, 2)
        return self.chance.between("floors", 1, most) if self.building else 0

    @property
    def floor_area(self) -> int:
        """Every floor covers a part of the parcel."""
        return int(self.area * 0.45 * self.floors)

    @cached_property
    def built_on(self) -> date | None:
        """When it was completed."""
        return self.chance.day("built", date(1960, 1, 1), TODAY) if self.building else None

    @property
    def energy_class(self) -> str | None:
        """Newer buildings use less."""
        if self.built_on is None:
            return None
        return "ABCDEFG"[min(6, (TODAY.year - self.built_on.year) // 9)]

    @property
    def violation(self) -> str | None:
        """Few are in breach."""
        kinds = ("extension without permit", "change of use without permit")
        return self.chance.one_of("breach", kinds) if self.building and self.draw("breach", 0.03) else None

    @property
    def crop(self) -> str | None:
        """What grows on a farm."""
        return self.chance.one_of("crop", CROPS) if self.land_use == "farm" else None

    @property
    def livestock(self) -> int | None:
        """Some farms keep animals."""
        return self.chance.between("livestock", 0, 240) if self.land_use == "farm" else None

    @property
    def tree_cover(self) -> int | None:
        """Of forests."""
        return self.chance.between("trees", 45, 100) if self.land_use == "forest" else None

    @property
    def hazard(self) -> str | None:
        """Some lie where water or earth may come."""
        return self.chance.one_of("hazard", ("flood", "landslide")) if self.draw("danger", 0.08) else None

    @property
    def connection(self) -> str | None:
        """Water is laid on where something is built."""
        return f"W{self.place:07}" if self.building else None

    @property
    def connected_on(self) -> date | None:
        """Since it was built."""
        return self.built_on

    @property
    def disconnected_on(self) -> date | None:
        """Nobody was cut off."""
        return None

    @property
    def consumption(self) -> int | None:
        """Cubic metres, by the floor."""
        return int(self.chance.around("water", 90, 0.4) * self.floors) if self.building else None

    @property
    def bill_debt(self) -> Decimal | None:
        """Some bills are unpaid."""
        if not self.building:
            return None
        return money(self.chance.around("unpaid", 90, 0.5)) if self.draw("bills", 0.04) else NOTHING


class Vehicle(Thing):
    """A car or a lorry."""

    def __init__(self, country: Country, place: int) -> None:
        """The vehicle at a place of the register."""
        super().__init__(country, land.vehicle_number(place), place, land.VEHICLES_OF)
        self.vehicle = self.number

    def earlier(self, about: str, years: int) -> date:
        """Some day of the last years, since it was registered."""
        last = self.deregistered_on or TODAY
        return self.chance.day(about, max(years_before(last, years), self.first_registered), last)

    @cached_property
    def is_lorry(self) -> bool:
        """Lorries belong to businesses."""
        return self.draw("lorry", 0.12)

    @property
    def make(self) -> str:
        """Make and model."""
        return TRUCK if self.is_lorry else self.chance.one_of("make", MAKES)

    @cached_property
    def owner(self) -> str:
        """Somebody who may drive, or a business."""
        is_a_persons = self.keeper.drives and not self.is_lorry
        return str(self.keeper.person if is_a_persons else self.firm.business)

    @cached_property
    def first_registered(self) -> date:
        """Up to eighteen years ago."""
        return self.chance.day("registered", years_before(TODAY, 18), TODAY - timedelta(days=5))

    @property
    def years(self) -> int:
        """Its age."""
        return (TODAY - self.first_registered).days // 365

    @cached_property
    def deregistered_on(self) -> date | None:
        """Old ones are given up."""
        is_gone = self.years >= 10 and self.draw("scrapped", 0.3)
        return self.chance.day("scrapped on", birthday(self.first_registered, 10), TODAY) if is_gone else None

    @property
    def is_on_the_road(self) -> bool:
        """Whether it is registered."""
        return self.deregistered_on is None

    @cached_property
    def fuel(self) -> str:
        """Newer ones are electric more often."""
        if self.is_lorry:
            return "diesel"
        if self.years < 6 and self.draw("electric", 0.3):
            return "electric"
        return self.chance.one_of("fuel", ("petrol", "petrol", "diesel", "gas"))

    @property
    def emission_class(self) -> str:
        """By age and fuel."""
        return "0" if self.fuel == "electric" else str(min(5, 1 + self.years // 4))

    @property
    def engine_size(self) -> int:
        """None in electric ones."""
        if self.fuel == "electric":
            return 0
        return 7800 if self.is_lorry else 100 * self.chance.between("engine", 10, 30)

    @property
    def mileage(self) -> int:
        """So many a year."""
        return self.chance.between("mileage", 6000, 22_000) * max(1, self.years)

    @property
    def lien(self) -> Decimal:
        """Newer ones secure a loan."""
        is_charged = self.years < 6 and self.is_on_the_road and self.draw("lien", 0.3)
        return money(self.chance.around("loan", 9000, 0.5)) if is_charged else NOTHING

    @property
    def vehicle_tax(self) -> Decimal:
        """By the engine; electric ones pay little."""
        return money(30 + Decimal(self.engine_size) / 10) if self.is_on_the_road else NOTHING
