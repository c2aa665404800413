"""What a row is made from: a declaration with what the registers say, and one item of it with what it is worth."""

from decimal import Decimal
from functools import cached_property

import msgspec

from clearway.core.assess.assessment import Assessment
from clearway.core.facts.circumstances import Circumstances, RegisteredParty
from clearway.core.facts.declaration import Declaration
from clearway.core.facts.goods import GoodsItem, GoodsShipment
from clearway.core.kernel.money import Money


class Whole(msgspec.Struct, frozen=True, dict=True):
    """A declaration that ships goods; what several columns need of it is looked up once."""

    declaration: Declaration
    shipment: GoodsShipment
    circumstances: Circumstances
    assessment: Assessment

    @cached_property
    def importer(self) -> RegisteredParty | None:
        """The register's entry of the importer."""
        party = self.shipment.importer
        return self.circumstances.party(party.id) if party else None

    @cached_property
    def declarant(self) -> RegisteredParty | None:
        """The register's entry of the declarant."""
        party = self.declaration.declarant
        return self.circumstances.party(party.id) if party else None

    @cached_property
    def trader(self) -> str | None:
        """For whom an agent acts: the importer, or on the way out the exporter."""
        party = self.shipment.importer or self.declaration.exporter
        return party.id if party else None

    @cached_property
    def values(self) -> dict[int, Decimal]:
        """The customs value of each item that has one."""
        return {value.item: value.customs_value.amount for value in self.assessment.values}

    @cached_property
    def total_value(self) -> Decimal | None:
        """The customs value of all items together."""
        return summed([value.customs_value for value in self.assessment.values])

    @cached_property
    def owed(self) -> dict[int, list[Money]]:
        """The amounts owed for each item."""
        found: dict[int, list[Money]] = {}
        for line in self.assessment.lines:
            found.setdefault(line.item, []).append(line.amount)
        return found


class Seen(msgspec.Struct, frozen=True, dict=True):
    """One item in its declaration."""

    whole: Whole
    item: GoodsItem
    number: int

    @cached_property
    def commodity(self) -> str | None:
        """The commodity code as declared."""
        return self.item.commodity

    @cached_property
    def procedure(self) -> str | None:
        """Requested and previous procedure."""
        return self.item.procedure

    @cached_property
    def customs_value(self) -> Decimal | None:
        """The customs value, where one could be worked out."""
        return self.whole.values.get(self.number)


def summed(amounts: list[Money]) -> Decimal | None:
    """The amounts together; unknown where they are too large to be added exactly."""
    try:
        return sum((money.amount for money in amounts), Decimal(0))
    except ArithmeticError:
        return None
