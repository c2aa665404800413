"""What a row is made from: a declaration with what the registers say, and one item of it with what it is worth."""

from decimal import Decimal

from clearway.core.assess.assessment import Assessment
from clearway.core.facts.circumstances import Circumstances, RegisteredParty
from clearway.core.facts.declaration import Declaration
from clearway.core.facts.goods import GoodsItem, GoodsShipment
from clearway.core.kernel.money import Money

_NOTHING = Decimal(0)


class Whole:
    """A declaration that ships goods; what several columns need of it is worked out once."""

    __slots__ = (
        "assessment",
        "circumstances",
        "declarant",
        "declaration",
        "importer",
        "owed",
        "shipment",
        "trader",
        "values",
    )

    def __init__(
        self, declaration: Declaration, shipment: GoodsShipment, circumstances: Circumstances, assessment: Assessment
    ) -> None:
        """Stand behind one declaration."""
        self.declaration = declaration
        self.shipment = shipment
        self.circumstances = circumstances
        self.assessment = assessment
        importer, declarant = shipment.importer, declaration.declarant
        #: The register's entries of the importer and the declarant.
        self.importer: RegisteredParty | None = circumstances.party(importer.id) if importer else None
        self.declarant: RegisteredParty | None = circumstances.party(declarant.id) if declarant else None
        #: For whom an agent acts: the importer, or on the way out the exporter.
        trader = importer or declaration.exporter
        self.trader = trader.id if trader else None
        #: The customs value of each item that has one.
        self.values = {value.item: value.customs_value.amount for value in assessment.values}
        #: The amounts owed for each item.
        self.owed: dict[int, list[Money]] = {}
        for line in assessment.lines:
            self.owed.setdefault(line.item, []).append(line.amount)


class Seen:
    """One item in its declaration."""

    __slots__ = ("commodity", "customs_value", "item", "number", "procedure", "whole")

    def __init__(self, whole: Whole, item: GoodsItem, number: int) -> None:
        """Look at one item."""
        self.whole = whole
        self.item = item
        self.number = number
        #: The commodity code as declared, and the requested and previous procedure.
        self.commodity = item.commodity
        self.procedure = item.procedure
        #: The customs value, where one could be worked out.
        self.customs_value = whole.values.get(number)


def summed(amounts: list[Money]) -> Decimal | None:
    """The amounts together; unknown where they are too large to be added exactly."""
    total = _NOTHING
    try:
        for money in amounts:
            total += money.amount
        return total
    except ArithmeticError:
        return None
