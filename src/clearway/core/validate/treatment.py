"""What the law of the day says about one item: its goods line, measures, procedure and preference."""

from clearway.core.facts.goods import GoodsItem
from clearway.core.law.codelist import CodeEntry
from clearway.core.law.lawbook import Law
from clearway.core.law.tariff import GoodsLine, Measure


class Treatment:
    """An item under the law; everything here may be absent, because the item may say anything.

    Nearly every declaration has all of it asked for, by several rules each, so it is worked out at once.
    """

    __slots__ = (
        "claims_preference",
        "commodity",
        "documents",
        "item",
        "kind",
        "line",
        "measures",
        "preference",
        "previous",
        "procedure",
        "requested",
    )

    def __init__(self, item: GoodsItem, law: Law) -> None:
        """Stand behind one item."""
        self.item = item
        #: The commodity code as declared.
        self.commodity = item.commodity
        #: The declarable line of the tariff, if the code stands for one on the day.
        self.line: GoodsLine | None = law.declared(self.commodity)
        #: The procedure asked for, for example ``40``, and the one before it, ``00`` where there was none.
        self.requested, self.previous = _procedures(item)
        #: What the list of procedures says of the one asked for.
        self.procedure: CodeEntry | None = law.code("procedures", self.requested) if self.requested else None
        #: What kind of procedure it is: release, export, transit, warehouse, temporary, inward, outward.
        self.kind = self.procedure.attributes.get("kind", "") if self.procedure else ""
        #: The preference or regime code claimed.
        self.preference = item.preference
        #: Whether a duty treatment is claimed for the goods' origin: any code that does not begin with 1.
        self.claims_preference = self.preference is not None and self.preference[0] != "1"
        #: The measures that decide, for the origin that the claim rests on.
        self.measures: tuple[Measure, ...] = ()
        if self.line is not None:
            origin = item.preferential_origin if self.claims_preference else None
            self.measures = law.applicable(self.line.code, origin or item.origin)
        #: Codes of the documents on the item.
        self.documents = frozenset([document.code for document in item.documents])


def _procedures(item: GoodsItem) -> tuple[str | None, str | None]:
    for one in item.procedures:
        if one.previous_code:
            return one.current_code, one.previous_code
    return None, None
