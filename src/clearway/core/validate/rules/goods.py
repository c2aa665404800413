"""GDS: the goods themselves: what they are, how much, and that each is told once."""

import re

from clearway.core.facts.declaration import Declaration
from clearway.core.facts.goods import COMMODITY_TYPES, SUFFIX_TYPES, GoodsItem
from clearway.core.validate.background import Background
from clearway.core.validate.repeats import repeats
from clearway.core.validate.rule import NEW, Breach, rule
from clearway.core.validate.treatment import Treatment

_COMMODITY = re.compile(r"[0-9]{6,10}")
#: Lists of which an item has one code only.
ONE_EACH = COMMODITY_TYPES | SUFFIX_TYPES
_UN_NUMBER = re.compile(r"[0-9]{4}")
#: Three letters make the shortest word.
_WORD = re.compile(r"[^\W\d_].*[^\W\d_].*[^\W\d_]", re.DOTALL)
#: Width of a description in the data model.
DESCRIPTION_WIDTH = 512


@rule("GDS-001", of=NEW)
def goods_are_described(item: GoodsItem) -> Breach | None:
    """Every item needs a description of the goods."""
    if item.description:
        return None
    return Breach(at="description", remedy="Describe the goods in plain words.")


@rule("GDS-002")
def description_has_words(item: GoodsItem) -> Breach | None:
    """A description should say what the goods are in words."""
    if not item.description or _WORD.search(item.description):
        return None
    return Breach(at="description", found=item.description, remedy="Describe the goods in plain words.")


@rule("GDS-003")
def description_has_its_width(item: GoodsItem) -> Breach | None:
    """A description has at most 512 characters."""
    if not item.description or len(item.description) <= DESCRIPTION_WIDTH:
        return None
    return Breach(at="description", found=item.description[:80], remedy="Shorten the description.")


@rule("GDS-004", of=NEW)
def commodity_is_said(item: GoodsItem, background: Background, treatment: Treatment) -> Breach | None:
    """Every item of a full declaration needs a commodity code."""
    if treatment.commodity or not background.is_complete:
        return None
    return Breach(at="classifications", remedy="Give the commodity code of the tariff.")


def commodity_place(item: GoodsItem) -> str:
    """Where an item's commodity code stands."""
    types = [one.type_code for one in item.classifications]
    place = next((n for n, code in enumerate(types, start=1) if code in COMMODITY_TYPES), None)
    return f"classifications/{place}/id" if place else "classifications"


@rule("GDS-005")
def commodity_is_well_formed(item: GoodsItem, treatment: Treatment) -> Breach | None:
    """A commodity code has six to ten digits."""
    if treatment.commodity is None or _COMMODITY.fullmatch(treatment.commodity):
        return None
    return Breach(at=commodity_place(item), found=treatment.commodity, remedy="Use digits only, without points.")


@rule("GDS-006")
def commodity_is_declarable(item: GoodsItem, treatment: Treatment) -> Breach | None:
    """A commodity code must be one that may be declared on the day."""
    if treatment.commodity is None or treatment.line is not None or not _COMMODITY.fullmatch(treatment.commodity):
        return None
    remedy = "Choose a line of the tariff that is not divided further."
    return Breach(at=commodity_place(item), found=treatment.commodity, remedy=remedy)


@rule("GDS-007")
def classifications_are_one_each(item: GoodsItem) -> list[Breach] | None:
    """An item has one commodity code of each kind."""
    if len(item.classifications) < 2:
        return None
    types = [one.type_code if one.type_code in ONE_EACH else None for one in item.classifications]
    return [
        Breach(at=f"classifications/{n}", found=item.classifications[n - 1].id, remedy="Make another item of it.")
        for n in repeats(types)
    ] or None


@rule("GDS-008", of=NEW)
def gross_mass_is_said(item: GoodsItem, background: Background) -> Breach | None:
    """Every item of a full declaration needs its gross mass."""
    if item.gross_mass is not None or not background.is_complete:
        return None
    return Breach(at="gross_mass", remedy="Give the mass with packing, in kilograms.")


@rule("GDS-009", of=NEW)
def net_mass_is_said(item: GoodsItem, background: Background) -> Breach | None:
    """Every item of a full declaration should have its net mass."""
    if item.net_mass is not None or not background.is_complete:
        return None
    return Breach(at="net_mass", remedy="Give the mass without packing, in kilograms.")


@rule("GDS-010", of=NEW)
def goods_weigh_something(item: GoodsItem) -> Breach | None:
    """Goods weigh more than nothing.

    Gas and current through pipes and lines may be declared by other units; then the mass is left out.
    """
    if item.gross_mass is None or item.gross_mass != 0:
        return None
    return Breach(at="gross_mass", found="0", remedy="Give the mass in kilograms; parts of a kilogram have decimals.")


@rule("GDS-011", of=NEW)
def items_are_numbered_once(declaration: Declaration) -> list[Breach] | None:
    """Two items cannot have the same number."""
    if len(declaration.items) < 2:
        return None
    seen = set()
    found = []
    for n, item in enumerate(declaration.items, start=1):
        if item.sequence in seen:
            at = f"goods_shipment/items/{n}/sequence"
            found.append(Breach(at=at, found=str(item.sequence), remedy="Number the items 1, 2, 3 …"))
        seen.add(item.sequence)
    return found or None


@rule("GDS-012", of=NEW)
def items_are_numbered_in_order(declaration: Declaration) -> Breach | None:
    """Items should be numbered 1, 2, 3 and so on."""
    for n, item in enumerate(declaration.items, start=1):
        if item.sequence != n:
            at, facts = f"goods_shipment/items/{n}/sequence", {"number": str(n)}
            return Breach(at=at, found=str(item.sequence), remedy="Give {number}.", facts=facts)
    return None


@rule("GDS-013", of=NEW)
def items_are_told_once(declaration: Declaration, background: Background) -> list[Breach] | None:
    """Two items should not be the same in every respect.

    Same goods, origin, masses, price and packing: most likely one of them was entered twice.
    """
    if len(declaration.items) < 2:
        return None
    seen: dict[object, int] = {}
    found = []
    for n, item in enumerate(declaration.items, start=1):
        packing = tuple((one.type_code, one.quantity, one.marks) for one in item.packages)
        mark = (item.classifications, item.origins, item.gross_mass, item.net_mass, item.price, packing)
        first = seen.setdefault(mark, n)
        if first != n:
            facts = {"first": str(first)}
            at = f"goods_shipment/items/{n}"
            found.append(Breach(at=at, found=str(item.sequence), remedy="Compare it with item {first}.", facts=facts))
    return found or None


@rule("GDS-014")
def net_mass_within_gross_mass(item: GoodsItem) -> Breach | None:
    """Net mass must not exceed gross mass.

    Equal masses are allowed: bulk goods travel without packing.
    """
    if item.net_mass is None or item.gross_mass is None or item.net_mass <= item.gross_mass:
        return None
    facts = {"limit": str(item.gross_mass)}
    return Breach(at="net_mass", found=str(item.net_mass), remedy="Give {limit} kg or less.", facts=facts)


@rule("GDS-015")
def dangerous_goods_are_numbered(item: GoodsItem) -> list[Breach] | None:
    """Dangerous goods are named by the four digits of their UN number."""
    if not item.dangerous_goods:
        return None
    return [
        Breach(at=f"dangerous_goods/{n}", found=number, remedy="Give four digits, for example 1203.")
        for n, number in enumerate(item.dangerous_goods, start=1)
        if not _UN_NUMBER.fullmatch(number)
    ] or None


@rule("GDS-016", of=NEW)
def supplementary_unit_is_said(item: GoodsItem, background: Background, treatment: Treatment) -> Breach | None:
    """Goods with a supplementary unit in the tariff need their quantity in that unit."""
    if treatment.line is None or treatment.line.unit is None or item.supplementary_quantity is not None:
        return None
    if not background.is_complete:
        return None
    facts = {"unit": treatment.line.unit}
    return Breach(at="supplementary_quantity", remedy="Give the quantity in {unit}.", facts=facts)


@rule("GDS-017")
def supplementary_unit_is_the_tariffs(item: GoodsItem, treatment: Treatment) -> Breach | None:
    """The supplementary unit must be the one of the tariff."""
    quantity = item.supplementary_quantity
    if quantity is None or quantity.unit is None or treatment.line is None or treatment.line.unit is None:
        return None
    if quantity.unit.partition("#")[0] == treatment.line.unit:
        return None
    facts = {"unit": treatment.line.unit}
    at = "supplementary_quantity/unit"
    return Breach(at=at, found=quantity.unit, remedy="Give the quantity in {unit}.", facts=facts)


@rule("GDS-018")
def supplementary_quantity_is_something(item: GoodsItem) -> Breach | None:
    """A supplementary quantity is more than nothing."""
    quantity = item.supplementary_quantity
    if quantity is None or quantity.value != 0:
        return None
    return Breach(at="supplementary_quantity/value", found="0", remedy="Give the quantity, or leave it out.")


@rule("GDS-019")
def supplementary_quantity_is_asked_for(item: GoodsItem, treatment: Treatment) -> Breach | None:
    """The tariff asks for no supplementary quantity of these goods; it is kept, but not used."""
    if item.supplementary_quantity is None or treatment.line is None or treatment.line.unit is not None:
        return None
    return Breach(at="supplementary_quantity", found=str(item.supplementary_quantity.value))
