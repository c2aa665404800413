"""What else registers know of people: health, driving, travel, contracts, and how they stand with the courts."""

from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

from clearway.gateways.simulators.registers.chance import TODAY, money, years_before
from clearway.gateways.simulators.registers.lives import NOTHING, Citizen


class Known(Citizen):
    """A citizen as every register together knows them."""

    @cached_property
    def drives(self) -> bool:
        """Whether they hold a driving licence."""
        return self.is_adult and self.draw("drives", 0.8)

    @property
    def penalty_points(self) -> int | None:
        """Points of those who drive."""
        if not self.drives:
            return None
        return self.chance.between("points", 1, 11) if self.draw("fined", 0.18) else 0

    @cached_property
    def convictions(self) -> int:
        """Convictions in force, of grown-ups."""
        return self.chance.between("convicted", 1, 3) if self.is_adult and self.draw("convictions", 0.03) else 0

    @cached_property
    def disability(self) -> int | None:
        """The degree, of those who are registered."""
        return (
            10 * self.chance.between("degree of it", 3, 10) if self.lives and self.draw("disability", 0.05) else None
        )

    @property
    def dependants(self) -> int | None:
        """Children who are insured with them."""
        is_insured = self.is_adult and self.role in ("head", "spouse", "sibling", "child", "elder")
        return len(self.small_children) if is_insured else None

    @property
    def vaccinations(self) -> int:
        """Of ten."""
        return 10 if self.draw("vaccinated", 0.93) else self.chance.between("vaccinations", 0, 9)

    @property
    def checked_up_on(self) -> date | None:
        """The last check-up of grown-ups, of those who went."""
        is_seen = self.is_adult and self.draw("check-up", 0.7)
        return self.chance.day("checked up", years_before(TODAY, 2), TODAY) if is_seen else None

    @property
    def contribution_debt(self) -> Decimal:
        """What some owe their health insurance."""
        is_behind = self.is_adult and self.draw("contributions owed", 0.03)
        return money(self.chance.around("contributions", 380, 0.6)) if is_behind else NOTHING

    @property
    def lines(self) -> int:
        """Telephone lines of grown-ups."""
        return self.chance.between("lines", 1, 3) if self.is_adult else 0

    @property
    def bill_debt(self) -> Decimal:
        """Bills that some have not paid."""
        is_behind = self.is_adult and self.draw("bills", 0.04)
        return money(self.chance.around("unpaid", 140, 0.5)) if is_behind else NOTHING

    @property
    def connection(self) -> str | None:
        """The household's contract, which its head has signed."""
        is_customer = self.is_adult and self.household_head == self.person
        return f"E{self.place:08}" if is_customer else None

    @property
    def connected_on(self) -> date | None:
        """Since they moved in."""
        return self.moved_in if self.connection else None

    @property
    def disconnected_on(self) -> date | None:
        """A contract of somebody who lives there goes on."""
        return None

    @property
    def consumption(self) -> int | None:
        """What the household used in a year; more people use more."""
        each = self.chance.around("consumption", 900, 0.3)
        return int(each * (1 + self.household_size)) if self.connection else None

    @cached_property
    def departed_on(self) -> date | None:
        """The last journey abroad, of those who travel."""
        if not self.lives or self.age < 1 or not self.draw("travels", 0.55):
            return None
        return self.chance.day("departed", years_before(TODAY, 1), TODAY - timedelta(days=30))

    @property
    def returned_on(self) -> date | None:
        """Home again within the month."""
        return self.departed_on + timedelta(days=self.chance.between("away", 1, 28)) if self.departed_on else None

    @cached_property
    def is_farmer(self) -> bool:
        """Whoever owns land under the plough."""
        return self.is_adult and any(one.land_use == "farm" for one in self.parcels)

    @property
    def subsidy(self) -> Decimal | None:
        """What a farmer was paid, by the area."""
        area = sum(one.area for one in self.parcels if one.land_use == "farm")
        return money(area * 0.03) if self.is_farmer else None
