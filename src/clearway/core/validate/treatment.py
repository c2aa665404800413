"""What the law of the day says about one item: its goods line, measures, procedure and preference."""

from functools import cached_property, lru_cache

from clearway.core.facts.goods import GoodsItem
from clearway.core.law.codelist import CodeEntry
from clearway.core.law.lawbook import Law
from clearway.core.law.tariff import GoodsLine, Measure


class Treatment:
    """An item under the law; everything here may be absent, because the item may say anything."""

    def __init__(self, item: GoodsItem, law: Law) -> None:
        """Stand behind one item."""
        self.item = item
        self.law = law

    @cached_property
    def commodity(self) -> str | None:
        """The commodity code as declared."""
        return self.item.commodity

    @cached_property
    def line(self) -> GoodsLine | None:
        """The declarable line of the tariff, if the code stands for one on the day."""
        return self.law.tariff.declared(self.commodity, self.law.day)

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """The measures that decide, for the origin that the claim rests on."""
        if self.commodity is None or self.line is None:
            return ()
        origin = self.item.preferential_origin if self.claims_preference else None
        return _measures(self.law, self.line.code, origin or self.item.origin)

    @cached_property
    def requested(self) -> str | None:
        """The procedure asked for, for example ``40``."""
        return next((one.current_code for one in self.item.procedures if one.previous_code), None)

    @cached_property
    def previous(self) -> str | None:
        """The procedure before it, ``00`` where there was none."""
        return next((one.previous_code for one in self.item.procedures if one.previous_code), None)

    @cached_property
    def procedure(self) -> CodeEntry | None:
        """What the list of procedures says of the one asked for."""
        return self.law.code("procedures", self.requested) if self.requested else None

    @cached_property
    def kind(self) -> str:
        """What kind of procedure it is: release, export, transit, warehouse, temporary, inward, outward."""
        return self.procedure.attributes.get("kind", "") if self.procedure else ""

    @cached_property
    def preference(self) -> str | None:
        """The preference or regime code claimed."""
        return self.item.preference

    @cached_property
    def claims_preference(self) -> bool:
        """Whether a duty treatment is claimed for the goods' origin: any code that does not begin with 1."""
        return bool(self.preference) and not (self.preference or "").startswith("1")

    @cached_property
    def documents(self) -> frozenset[str]:
        """Codes of the documents on the item."""
        return frozenset([document.code for document in self.item.documents])


@lru_cache(maxsize=16384)
def _measures(law: Law, code: str, origin: str | None) -> tuple[Measure, ...]:
    """The same goods of the same origin come again and again."""
    return tuple(law.tariff.applicable(code, origin, law.day))
