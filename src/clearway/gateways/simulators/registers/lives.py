"""What people do: school, service, work, what they own, earn and owe, under the names of the catalogue."""

from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from clearway.gateways.simulators.registers import land
from clearway.gateways.simulators.registers.chance import TODAY, birthday, money, years_before
from clearway.gateways.simulators.registers.citizens import Person

STUDIES = ("medicine", "nursing", "education", "law", "engineering", "economics", "history", "chemistry", "design",
           "computing")  # fmt: skip
TRADES = ("clerk", "driver", "cook", "electrician", "salesperson", "welder", "carer", "farmer", "fisher", "tailor")
OF_STUDY = {"medicine": "physician", "nursing": "nurse", "education": "teacher", "law": "lawyer",
            "engineering": "engineer", "economics": "accountant"}  # fmt: skip
NOTHING = Decimal("0.00")
#: Below it no income tax is due.
TAX_FREE = Decimal(9000)


class Citizen(Person):
    """A person with a life of their own."""

    # School and university

    @cached_property
    def is_at_school(self) -> bool:
        """From six to seventeen."""
        return 6 <= self.age < 18

    @cached_property
    def school(self) -> str | None:
        """The school they go to or went to."""
        return f"{self.municipality} School No. {self.chance.between('school', 1, 9)}" if self.age >= 6 else None

    @property
    def grade(self) -> int | None:
        """The grade, of those at school."""
        return self.age - 5 if self.is_at_school else None

    @property
    def enrolled_on(self) -> date | None:
        """The first day of school."""
        return date(self.born.year + 6, 3, 1) if self.school else None

    @cached_property
    def graduated_on(self) -> date | None:
        """The day of the leaving certificate."""
        return date(self.born.year + 18, 2, 20) if self.age >= 18 and self.draw("finished school", 0.9) else None

    @property
    def left_on(self) -> date | None:
        """The last day of school."""
        return (self.graduated_on or date(self.born.year + 17, 2, 20)) if self.age >= 18 else None

    @cached_property
    def marks(self) -> int | None:
        """The average mark of a pupil."""
        return min(100, int(self.chance.around("marks", 72, 0.18))) if self.is_at_school else None

    @property
    def attendance(self) -> int:
        """Days present, of 190."""
        return 190 - self.chance.between("absent", 0, 14)

    @cached_property
    def goes_on(self) -> bool:
        """Whether school is followed by university."""
        return self.graduated_on is not None and self.draw("university", 0.5)

    @cached_property
    def is_student(self) -> bool:
        """At university today."""
        return self.goes_on and self.age < 23 and self.lives

    @property
    def study(self) -> str | None:
        """What they study or studied."""
        return self.chance.one_of("study", STUDIES) if self.goes_on else None

    @property
    def degree(self) -> str | None:
        """The degree they left university with."""
        if not self.goes_on or self.age < 23:
            return None
        return self.chance.one_of("degree", ("bachelor", "bachelor", "bachelor", "master", "master", "doctor"))

    @property
    def uni_school(self) -> str | None:
        """The university."""
        town = self.chance.one_of("campus", ("Capital", "Port Haven", "Rivertown"))
        return f"University of {town}" if self.goes_on else None

    @property
    def uni_enrolled_on(self) -> date | None:
        """The first day at university."""
        return date(self.born.year + 18, 9, 1) if self.goes_on else None

    @property
    def uni_graduated_on(self) -> date | None:
        """The day of the degree."""
        return date(self.born.year + 22, 7, 10) if self.degree else None

    @property
    def uni_left_on(self) -> date | None:
        """The last day at university."""
        return self.uni_graduated_on

    @property
    def uni_marks(self) -> int | None:
        """The average mark at university."""
        return min(100, int(self.chance.around("university marks", 74, 0.14))) if self.goes_on else None

    # National service

    @cached_property
    def service_status(self) -> str | None:
        """Men of the country are called up."""
        if self.sex == "female" or self.nationality != "DL" or self.age < 18:
            return None
        if self.draw("exempt", 0.08):
            return "exempt"
        return "called up" if self.age < 20 else "serving" if self.served_until is None else "served"

    @cached_property
    def served_from(self) -> date | None:
        """The first day of service."""
        if self.sex == "female" or self.nationality != "DL" or self.age < 20 or self.draw("exempt", 0.08):
            return None
        return birthday(self.born, 20)

    @cached_property
    def served_until(self) -> date | None:
        """The last day of service, once it is over."""
        return birthday(self.born, 21) if self.served_from and birthday(self.born, 21) <= TODAY else None

    # Work

    @cached_property
    def workplace(self) -> Any:
        """The business that has a place of work for them, whether it trades or not."""
        return self.country.business(land.employer_of(self.place))

    @cached_property
    def _wants_work(self) -> bool:
        is_free = not self.is_student and not (self.served_from and not self.served_until)
        return self.is_adult and self.age < 66 and is_free and self.draw("works", 0.8)

    @cached_property
    def works(self) -> bool:
        """Whether they have work today."""
        return self._wants_work and self.workplace.closed_on is None

    @cached_property
    def lost_work(self) -> bool:
        """Whether their employer has closed."""
        return self._wants_work and not self.works and self.employed_since is not None

    @property
    def employer(self) -> str | None:
        """Where they work, or worked last."""
        return self.workplace.business if self.employed_since else None

    @cached_property
    def employed_since(self) -> date | None:
        """The first day of the last employment; not before the business, nor before they were of age."""
        if not self._wants_work:
            return None
        first = max(birthday(self.born, 18), self.workplace.registered_on, self.left_on or date.min)
        last = self.workplace.closed_on or TODAY
        return self.chance.day("employed", first, last) if first <= last else None

    @property
    def employed_until(self) -> date | None:
        """The last day, where the employer has closed."""
        return self.workplace.closed_on if self.employed_since else None

    @property
    def occupation(self) -> str | None:
        """What they do; professions follow from what was studied."""
        if self.employed_since is None:
            return None
        return OF_STUDY.get(self.study or "") or self.chance.one_of("trade", TRADES) if self.degree else (
            self.chance.one_of("trade", TRADES)
        )  # fmt: skip

    @cached_property
    def wage(self) -> Decimal | None:
        """The wage of a month, of those who work."""
        if not self.works or self.employed_since is None:
            return None
        return money(self.chance.around("wage", 3200 if self.degree else 2000, 0.35))

    # What they own

    @cached_property
    def _things(self) -> tuple[list[Any], list[Any], list[Any]]:
        """Parcels, vehicles and businesses of the household; they are the head's, or the heir's."""
        if self.role not in ("head", "spouse"):
            return [], [], []
        household, country = self.place // land.MEMBERS, self.country
        return (
            [country.parcel(one) for one in land.PARCELS_OF.things_at(household)],
            [country.vehicle(one) for one in land.VEHICLES_OF.things_at(household)],
            [country.business(one) for one in land.businesses_of(household)],
        )

    @cached_property
    def parcels(self) -> list[Any]:
        """The parcels that are theirs."""
        return [one for one in self._things[0] if one.owner == self.person]

    @cached_property
    def vehicles(self) -> list[Any]:
        """The vehicles that are theirs and on the road."""
        return [one for one in self._things[1] if one.owner == self.person and one.deregistered_on is None]

    @cached_property
    def businesses(self) -> list[Any]:
        """The businesses that they manage and that trade."""
        return [one for one in self._things[2] if one.manager == self.person and one.closed_on is None]

    @property
    def parcels_owned(self) -> int:
        """How many parcels are theirs."""
        return len(self.parcels)

    @cached_property
    def property_value(self) -> Decimal:
        """What their land is worth officially."""
        return sum((one.official_price for one in self.parcels), NOTHING)

    @property
    def vehicles_owned(self) -> int:
        """How many vehicles are theirs."""
        return len(self.vehicles)

    @cached_property
    def homes_owned(self) -> int:
        """How many homes are theirs."""
        return sum(one.building_use == "residential" for one in self.parcels)

    @property
    def rent(self) -> Decimal | None:
        """The rent of a household without a home of its own."""
        is_tenant = self.household_head == self.person and self.is_adult and not self.homes_owned
        return money(self.chance.around("rent", 620, 0.4)) if is_tenant else None

    # Pensions, income and taxes

    @cached_property
    def contributed_months(self) -> int | None:
        """Months for which pension contributions were paid; what was worked counts."""
        if self.age < 20:
            return None
        years = min(self.age, 65) - 20
        worked = int(years * 12 * (0.35 + 0.6 * self.chance.share("contributed")))
        return worked or None

    @cached_property
    def old_age_pension(self) -> Decimal:
        """The pension of a month: from 65, for those who contributed ten years."""
        months = self.contributed_months or 0
        return money(months * 2.5) if self.age >= 65 and months >= 120 and self.lives else NOTHING

    @cached_property
    def income(self) -> Decimal:
        """Wages, pensions, and the profit of their businesses."""
        profits = sum((max(one.profit, NOTHING) for one in self.businesses), NOTHING)
        return money(12 * (self.wage or NOTHING) + 12 * self.old_age_pension + profits * Decimal("0.6"))

    @property
    def income_tax(self) -> Decimal:
        """Twelve in the hundred of what is above the free amount."""
        return money(max(NOTHING, self.income - TAX_FREE) * Decimal("0.12"))

    @cached_property
    def tax_debt(self) -> Decimal:
        """Some owe a part of the last years' tax."""
        is_behind = self.income_tax > 0 and self.draw("tax debt", 0.07)
        return money(float(self.income_tax) * (0.2 + 2 * self.chance.share("tax owed"))) if is_behind else NOTHING

    @property
    def tax_refund(self) -> Decimal:
        """Some have paid too much; never who owes."""
        is_due = self.income_tax > 0 and not self.tax_debt and self.draw("refund", 0.2)
        return money(float(self.income_tax) * 0.3 * self.chance.share("refunded")) if is_due else NOTHING

    @property
    def property_tax(self) -> Decimal:
        """The tax on each parcel."""
        return sum((one.property_tax for one in self.parcels), NOTHING)

    @property
    def vehicle_tax(self) -> Decimal:
        """The tax on each vehicle."""
        return sum((one.vehicle_tax for one in self.vehicles), NOTHING)

    @property
    def local_tax(self) -> Decimal:
        """A head tax of households, and what is owned."""
        head_tax = Decimal(60) if self.household_head == self.person and self.is_adult else NOTHING
        return money(head_tax + self.property_tax + self.vehicle_tax)

    @property
    def local_tax_debt(self) -> Decimal:
        """Some have not paid theirs."""
        is_behind = self.local_tax > 0 and self.draw("local tax debt", 0.04)
        return money(float(self.local_tax) * (0.5 + 2 * self.chance.share("local owed"))) if is_behind else NOTHING

    @cached_property
    def debt(self) -> Decimal:
        """What the enforcement office collects."""
        return money(self.chance.around("debt", 4200, 0.9)) if self.is_adult and self.draw("debt", 0.05) else NOTHING

    @cached_property
    def bankrupt_since(self) -> date | None:
        """Some of those who owe have gone bankrupt."""
        is_so = self.debt > 0 and self.draw("bankrupt", 0.12)
        return self.chance.day("bankrupt", years_before(TODAY, 6), TODAY) if is_so else None

    @property
    def bankrupt_until(self) -> date | None:
        """Three years later they are discharged."""
        until = birthday(self.bankrupt_since, 3) if self.bankrupt_since else TODAY
        return until if until < TODAY else None

    @property
    def checked_on(self) -> date:
        """The day that a search is up to."""
        return TODAY
