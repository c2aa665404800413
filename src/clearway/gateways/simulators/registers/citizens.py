"""Who there is: each fact about a person follows from the others, under the name that the catalogue gives it.

A person's age decides school, work, service and pension; their household, who their parents and spouse are.
"""

from datetime import date, timedelta
from functools import cached_property
from typing import Any, Protocol

from clearway.gateways.simulators.registers import land
from clearway.gateways.simulators.registers.chance import TODAY, Chance, birthday, years_before

FEMALE = ("Ana", "Chi", "Eun", "Farah", "Hana", "Kaya", "Linh", "Mira", "Noor", "Olga", "Pia", "Rosa")
MALE = ("Bora", "Dario", "Goran", "Ivo", "Jin", "Luca", "Minh", "Niko", "Omar", "Pavel", "Ravi", "Sami")
LAST = ("Adeh", "Bakir", "Cho", "Duran", "Engel", "Ferro", "Gwan", "Holt", "Ilic", "Jansen", "Khoa", "Lam", "Moreau",
        "Novak", "Okoye", "Pham", "Quist", "Rao", "Seo", "Tran", "Udal", "Varga", "Weber", "Yoon")  # fmt: skip
STREETS = ("Harbour Street", "Mill Lane", "North Road", "Old Market", "River Walk", "School Street", "Station Square",
           "Chestnut Avenue", "Lighthouse Road", "Weaver's Row")  # fmt: skip
MUNICIPALITIES = ("Port Haven", "Capital", "Rivertown", "North Bridge", "East Pass", "South Harbour", "Lakeside",
                  "Fishers Quay", "Sunrise", "Millfield")  # fmt: skip
ABROAD = ("KR", "VN", "ES", "FR", "PE", "MX", "SN", "IN")


class Country(Protocol):
    """Where everybody and everything is found by its place."""

    seed: int

    def person(self, place: int) -> Any:
        """The person at a place."""
        ...

    def business(self, place: int) -> Any:
        """The business at a place."""
        ...

    def parcel(self, place: int) -> Any:
        """The parcel at a place."""
        ...

    def vehicle(self, place: int) -> Any:
        """The vehicle at a place."""
        ...


class Person:
    """One person; every attribute without an underscore is a fact that some register may hold."""

    def __init__(self, country: Country, place: int) -> None:
        """The person at a place of the register."""
        self._country, self._place = country, place
        self._chance = Chance(country.seed, land.person_number(place))
        self._home = Chance(country.seed, f"H{place // land.MEMBERS}")
        self.person = land.person_number(place)

    # Household

    @cached_property
    def role(self) -> str:
        """What they are in their household: head, spouse, sibling, child or elder."""
        part = self._place % land.MEMBERS
        if part == 0:
            return "head"
        if part == 1:
            return "spouse" if self._home.happens("couple", 0.75) else "sibling"
        return "child" if self.head.age - self._gap >= 0 else "elder"

    @cached_property
    def head(self) -> "Person":
        """The head of their household."""
        part = self._place % land.MEMBERS
        return self if part == 0 else self._country.person(self._place - part)

    @cached_property
    def family(self) -> list["Person"]:
        """The four places of their household."""
        first = self._place - self._place % land.MEMBERS
        return [self._country.person(first + part) for part in range(land.MEMBERS)]

    @cached_property
    def _gap(self) -> int:
        return self._chance.between("gap", 22, 38)

    @cached_property
    def age(self) -> int:
        """Full years, or the years they would have."""
        return TODAY.year - self.born.year - (1 if (self.born.month, self.born.day) > (1, 1) else 0)

    @cached_property
    def born(self) -> date:
        """Date of birth, in step with the rest of the household."""
        part = self._place % land.MEMBERS
        if part == 0:
            return self._chance.day("born", years_before(TODAY, 88), years_before(TODAY, 24))
        about = self.head.born
        if part == 1:
            last = min(years_before(about, -4), years_before(TODAY, 21))
            return self._chance.day("born", years_before(about, 4), last)
        years = self._gap if self.role == "child" else -self._gap
        day = birthday(about, years) if years > 0 else years_before(about, -years)
        return min(day + timedelta(days=self._chance.between("days", 0, 200)), TODAY - timedelta(days=3))

    @cached_property
    def sex(self) -> str:
        """Female or male."""
        if self.role == "spouse":
            return "male" if self.head.sex == "female" else "female"
        return self._chance.one_of("sex", ("female", "male"))

    @cached_property
    def name(self) -> str:
        """Given name and the family's."""
        shared = self._home if self.role in ("head", "sibling", "child") else self._chance
        return (
            f"{self._chance.one_of('first', FEMALE if self.sex == 'female' else MALE)} {shared.one_of('last', LAST)}"
        )

    @cached_property
    def died_on(self) -> date | None:
        """The day of death; old people alone."""
        if self.age < 72 or not self._chance.happens("died", (self.age - 70) / 50):
            return None
        return self._chance.day("died on", max(birthday(self.born, 70), date(2016, 1, 1)), TODAY)

    @property
    def lives(self) -> bool:
        """Whether they are alive."""
        return self.died_on is None

    @property
    def is_adult(self) -> bool:
        """Alive and of age."""
        return self.age >= 18 and self.lives

    @cached_property
    def has_left_home(self) -> bool:
        """Whether a grown-up child lives alone."""
        return self.role == "child" and self.age >= 27

    @cached_property
    def household(self) -> str:
        """The number of the household they live in."""
        number = f"H{self._place // land.MEMBERS:06}"
        return f"{number}-{self._place % land.MEMBERS}" if self.has_left_home else number

    @cached_property
    def _under_one_roof(self) -> list["Person"]:
        return [self] if self.has_left_home else [one for one in self.family if one.lives and not one.has_left_home]

    @property
    def household_size(self) -> int:
        """Who lives under the same roof, themselves among them."""
        return max(1, len(self._under_one_roof))

    @cached_property
    def household_head(self) -> str:
        """The head of the household; where the first one has died, its oldest member."""
        if self.has_left_home or not self._under_one_roof:
            return self.person
        alive = self._under_one_roof
        return self.head.person if self.head in alive else min(alive, key=lambda one: one.born).person

    @cached_property
    def municipality(self) -> str:
        """Where they live."""
        return (self._chance if self.has_left_home else self._home).one_of("town", MUNICIPALITIES)

    @cached_property
    def address(self) -> str:
        """Street and number, with the town."""
        where = self._chance if self.has_left_home else self._home
        return f"{where.between('house', 1, 240)} {where.one_of('street', STREETS)}, {self.municipality}"

    @cached_property
    def moved_in(self) -> date:
        """Since when they live there: the household's day, or their birth."""
        if self.has_left_home:
            return self._chance.day("moved", birthday(self.born, 22), self.died_on or TODAY)
        day = self._home.day("moved", birthday(self.head.born, 20), self.head.died_on or TODAY)
        return max(min(day, self.died_on or day), self.born)

    @property
    def moved_out(self) -> date | None:
        """Until when."""
        return self.died_on

    @cached_property
    def former_address(self) -> str | None:
        """Where they lived before; who was born into the household lived nowhere else."""
        if self.moved_in == self.born:
            return None
        return f"{self._chance.between('old house', 1, 240)} {self._chance.one_of('old street', STREETS)}"

    @cached_property
    def nationality(self) -> str:
        """The nationality of the household."""
        return "DL" if self._home.happens("national", 0.93) else self._home.one_of("abroad", ABROAD)

    @cached_property
    def birthplace(self) -> str:
        """The town or the country of birth."""
        return self._chance.one_of("birthplace", MUNICIPALITIES) if self.nationality == "DL" else self.nationality

    def _parent(self, sex: str) -> str | None:
        if self.role == "child":
            parents = [one for one in self.family if one.role in ("head", "spouse")]
        elif self.role == "head":
            parents = [one for one in self.family if one.role == "elder"]
        else:
            parents = []
        return next((one.person for one in parents if one.sex == sex), None)

    @cached_property
    def mother(self) -> str | None:
        """Their mother, where the register knows her."""
        return self._parent("female")

    @cached_property
    def father(self) -> str | None:
        """Their father, where the register knows him."""
        return self._parent("male")

    @cached_property
    def partner(self) -> "Person | None":
        """Whom they married."""
        other = {"head": "spouse", "spouse": "head"}.get(self.role)
        return next((one for one in self.family if one.role == other), None) if other else None

    @property
    def spouse(self) -> str | None:
        """Whom they married, by number."""
        return self.partner.person if self.partner else None

    @cached_property
    def married_on(self) -> date | None:
        """The wedding: both were of age and alive."""
        if self.partner is None:
            return None
        first = birthday(max(self.born, self.partner.born), 19)
        return self._home.day("wedding", first, min(birthday(first, 3), TODAY))

    @cached_property
    def marriage_ended_on(self) -> date | None:
        """The day on which one of the two died."""
        ends = (
            [one.died_on for one in (self, self.partner) if one is not None and one.died_on] if self.partner else []
        )
        return min(ends) if ends else None

    @cached_property
    def offspring(self) -> list["Person"]:
        """Their children, as far as the register knows them."""
        if self.role in ("head", "spouse"):
            return [one for one in self.family if one.role == "child"]
        return [self.head] if self.role == "elder" and self._mine(self.head) else []

    def _mine(self, child: "Person") -> bool:
        return self.person in (child.mother, child.father)

    @property
    def children(self) -> int:
        """How many children they have."""
        return len(self.offspring)

    @cached_property
    def small_children(self) -> list["Person"]:
        """Their children who are not of age."""
        return [one for one in self.offspring if one.age < 18]

    def draw(self, about: str, share: float) -> bool:
        """Whether something is so of a share of people."""
        return self._chance.happens(about, share)

    @property
    def chance(self) -> Chance:
        """Their own draws."""
        return self._chance

    @property
    def place(self) -> int:
        """Their place in the register."""
        return self._place

    @property
    def country(self) -> Country:
        """Where they live."""
        return self._country
