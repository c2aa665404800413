"""The businesses: who runs each, whether it trades, whom it employs, and so what it sells, imports and owes."""

from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

from clearway.gateways.simulators.registers import land
from clearway.gateways.simulators.registers.chance import TODAY, Chance, birthday, money, years_before
from clearway.gateways.simulators.registers.citizens import LAST, MUNICIPALITIES, STREETS, Country

ACTIVITIES = ("retail", "wholesale", "restaurant", "food making", "construction", "textiles", "electronics",
              "haulage", "fishing", "farming", "chemicals", "software", "care", "shipping")  # fmt: skip
MAKERS = ("food making", "textiles", "electronics", "chemicals", "construction")
TRADERS = (*MAKERS, "retail", "wholesale")
FOOD = ("restaurant", "food making")
NOTHING = Decimal("0.00")


class Business:
    """One business; every attribute is a fact that some register may hold."""

    def __init__(self, country: Country, place: int) -> None:
        """The business at a place of the register."""
        self.country, self.place = country, place
        self.business = land.business_number(place)
        self.chance = Chance(country.seed, self.business)

    def draw(self, about: str, share: float) -> bool:
        """Whether something is so of a share of businesses."""
        return self.chance.happens(about, share)

    def earlier(self, about: str, years: int) -> date:
        """Some day of the last years, while it traded."""
        last = self.closed_on or TODAY
        return self.chance.day(about, max(self.registered_on, years_before(last, years)), last)

    @cached_property
    def founder(self) -> Any:
        """The head of the household that founded it."""
        return self.country.person(land.household_of_business(self.place) * land.MEMBERS)

    @cached_property
    def manager(self) -> str:
        """Who runs it: the founder, or after their death the spouse; a dead founder without one ran it last."""
        heir = self.founder.partner
        if not self.founder.lives and heir is not None and heir.lives:
            return str(heir.person)
        return str(self.founder.person)

    @cached_property
    def registered_on(self) -> date:
        """When it began: its founder was of age and alive."""
        first = max(birthday(self.founder.born, 21), years_before(TODAY, 30))
        last = (self.founder.died_on or TODAY) - timedelta(days=30)
        return self.chance.day("registered", min(first, last), last)

    @cached_property
    def closed_on(self) -> date | None:
        """When it ended: with its founder where nobody follows, or in its time."""
        if self.manager == self.founder.person and self.founder.died_on:
            return self.founder.died_on  # type: ignore[no-any-return] # a day.
        if not self.draw("closed", 0.16):
            return None
        return self.chance.day("closes", self.registered_on + timedelta(days=30), TODAY)

    @property
    def lives(self) -> bool:
        """Whether it trades."""
        return self.closed_on is None

    @property
    def trade_name(self) -> str:
        """The name over the door."""
        first, second = self.chance.one_of("name", LAST), self.chance.one_of("other name", LAST)
        return f"{first} & {second} {self.activity.title()}"

    @cached_property
    def legal_form(self) -> str:
        """A company, or a person alone."""
        return "company" if self.draw("company", 0.45) else "sole trader"

    @cached_property
    def activity(self) -> str:
        """The line of business."""
        return self.chance.one_of("activity", ACTIVITIES)

    @property
    def seat(self) -> str:
        """Where it is registered."""
        town = self.chance.one_of("town", MUNICIPALITIES)
        return f"{self.chance.between('house', 1, 240)} {self.chance.one_of('street', STREETS)}, {town}"

    @property
    def capital(self) -> Decimal:
        """The share capital of a company."""
        return money(1000 * self.chance.between("capital", 5, 500)) if self.legal_form == "company" else NOTHING

    @cached_property
    def staff(self) -> list[Any]:
        """Who works there today."""
        people = (self.country.person(one) for one in land.workers_of(self.place))
        return [one for one in people if one.works and one.employed_since] if self.lives else []

    @property
    def employees(self) -> int:
        """How many work there."""
        return len(self.staff)

    @cached_property
    def turnover(self) -> Decimal:
        """What it sold in the last year; nothing once it is closed."""
        return money(self.chance.around("turnover", 70_000, 0.7) * (1 + self.employees)) if self.lives else NOTHING

    @cached_property
    def profit(self) -> Decimal:
        """What was left of it, or less than nothing."""
        return money(float(self.turnover) * (0.24 * self.chance.share("profit") - 0.05))

    @property
    def company_tax(self) -> Decimal:
        """A fifth of a company's profit."""
        is_due = self.legal_form == "company" and self.profit > 0
        return money(self.profit / 5) if is_due else NOTHING

    @property
    def vat_due(self) -> Decimal:
        """On what was added to what was bought."""
        return money(self.turnover * Decimal("0.03"))

    @property
    def withheld(self) -> Decimal:
        """From the wages that it pays."""
        return money(sum((one.wage for one in self.staff), NOTHING) * 12 * Decimal("0.09"))

    @cached_property
    def tax_debt(self) -> Decimal:
        """Some are behind with a part of what they owe."""
        owed = self.vat_due + self.company_tax
        return money(float(owed) * (0.1 + self.chance.share("owed"))) if owed and self.draw("debt", 0.07) else NOTHING

    @property
    def local_tax_debt(self) -> Decimal:
        """Some have not paid the local tax."""
        return money(self.turnover * Decimal("0.002")) if self.lives and self.draw("local", 0.05) else NOTHING

    @property
    def contribution_debt(self) -> Decimal:
        """Some employers are behind with contributions."""
        is_behind = self.employees > 0 and self.draw("contributions", 0.06)
        return money(320 * self.employees * (1 + self.chance.share("months"))) if is_behind else NOTHING

    @cached_property
    def debt(self) -> Decimal:
        """What the enforcement office collects from it."""
        return money(self.chance.around("enforced", 9000, 0.8)) if self.draw("enforcement", 0.04) else NOTHING

    @cached_property
    def bankrupt_since(self) -> date | None:
        """Some that closed owing were bankrupt."""
        return self.closed_on if self.closed_on and self.debt > 0 else None

    @property
    def bankrupt_until(self) -> date | None:
        """Nobody discharges a company."""
        return None

    @property
    def checked_on(self) -> date:
        """The day that a search is up to."""
        return TODAY

    # Trade

    @cached_property
    def imports(self) -> Decimal | None:
        """What importers brought in."""
        is_importer = self.lives and self.activity in TRADERS and self.draw("imports", 0.35)
        return money(float(self.turnover) * (0.05 + 0.5 * self.chance.share("imported"))) if is_importer else None

    @cached_property
    def exports(self) -> Decimal | None:
        """What exporters sent out."""
        is_exporter = self.lives and self.activity in MAKERS and self.draw("exports", 0.3)
        return money(float(self.turnover) * (0.05 + 0.6 * self.chance.share("exported"))) if is_exporter else None

    @property
    def declarations(self) -> int:
        """One for each consignment."""
        return 1 + int(((self.imports or NOTHING) + (self.exports or NOTHING)) / 12_000)

    @cached_property
    def duty_paid(self) -> Decimal | None:
        """Duty on imports."""
        return money(self.imports * Decimal("0.06")) if self.imports is not None else None

    @cached_property
    def customs_debt(self) -> Decimal | None:
        """What some importers owe of it; nobody else is known to customs."""
        if self.duty_paid is None:
            return None
        return money(self.duty_paid / 4) if self.draw("customs debt", 0.04) else NOTHING

    @property
    def drawback(self) -> Decimal | None:
        """Duty on what went out again."""
        if self.duty_paid is None or self.exports is None:
            return None
        return money(self.duty_paid * Decimal("0.2")) if self.draw("drawback", 0.6) else NOTHING

    @property
    def guarantee(self) -> Decimal | None:
        """What some importers have lodged."""
        return money(10_000 * self.chance.between("guarantee", 1, 40)) if self._is_guaranteed else None

    @property
    def _is_guaranteed(self) -> bool:
        return self.imports is not None and self.draw("guaranteed", 0.3)

    @property
    def is_trusted(self) -> bool:
        """Customs authorise nobody who owes them or the tax service."""
        return self.imports is not None and not self.customs_debt and not self.tax_debt and self.draw("trusted", 0.2)

    # Sea, works and offices

    @cached_property
    def vessel(self) -> str | None:
        """The ship of a fisher or a carrier by sea."""
        has_one = self.lives and self.activity in ("fishing", "shipping")
        return f"MV {self.chance.one_of('vessel', LAST)} {self.chance.between('hull', 1, 99)}" if has_one else None

    @property
    def tonnage(self) -> int:
        """Its size."""
        return self.chance.between("tonnage", 5, 90) * (1 if self.activity == "fishing" else 60)

    @property
    def quota(self) -> int | None:
        """What a fisher may land."""
        return 400 * self.tonnage if self.vessel and self.activity == "fishing" else None

    @property
    def catch(self) -> int | None:
        """What a fisher landed; some landed too much."""
        return int(self.quota * (0.4 + 0.65 * self.chance.share("catch"))) if self.quota else None

    @property
    def emissions(self) -> int | None:
        """Of those who make things."""
        return int(float(self.turnover) / 2500) if self.lives and self.activity in MAKERS else None

    @property
    def trademarks(self) -> int:
        """Most have none."""
        return self.chance.between("marks", 1, 6) if self.lives and self.draw("trade marks", 0.1) else 0

    @property
    def patents(self) -> int:
        """Some makers have."""
        is_maker = self.activity in ("electronics", "chemicals", "software")
        return self.chance.between("inventions", 1, 9) if is_maker and self.draw("patents", 0.15) else 0

    @property
    def contracts(self) -> int:
        """Public contracts; nobody who is barred."""
        is_supplier = self.lives and self.barred_until is None and self.draw("contracts", 0.12)
        return self.chance.between("number of contracts", 1, 5) if is_supplier else 0

    @property
    def contract_value(self) -> Decimal:
        """What they are worth."""
        return money(self.contracts * self.chance.around("contract", 24_000, 0.5)) if self.contracts else NOTHING

    @cached_property
    def barred_until(self) -> date | None:
        """Some of those who owe tax may not tender."""
        is_barred = self.tax_debt > 0 and self.draw("barred", 0.3)
        return TODAY + timedelta(days=self.chance.between("barred for", 30, 700)) if is_barred else None
