"""Quantities in the unit that a duty asks for; only conversions that are exact by definition are made."""

from decimal import Decimal

from clearway.core.assess.numerals import is_sound
from clearway.core.facts.basis import Quantity
from clearway.core.facts.goods import GoodsItem

#: Units of UN/ECE Recommendation 20 (and the EU's DTN, NAR, CEN) by what they measure, in the first of their kind.
_SIZES: dict[str, tuple[str, Decimal]] = {
    "KGM": ("mass", Decimal(1)),
    "GRM": ("mass", Decimal("0.001")),
    "DTN": ("mass", Decimal(100)),
    "TNE": ("mass", Decimal(1000)),
    "LTR": ("volume", Decimal(1)),
    "HLT": ("volume", Decimal(100)),
    "MTQ": ("volume", Decimal(1000)),
    "LPA": ("pure alcohol", Decimal(1)),
    "HPA": ("pure alcohol", Decimal(100)),
    "NAR": ("articles", Decimal(1)),
    "CEN": ("articles", Decimal(100)),
    "MIL": ("articles", Decimal(1000)),
    "MTR": ("length", Decimal(1)),
    "KMT": ("length", Decimal(1000)),
    "KWH": ("energy", Decimal(1)),
    "MWH": ("energy", Decimal(1000)),
}


def converted(value: Decimal, unit: str, into: str) -> Decimal | None:
    """The same quantity in another unit, or nothing where that would be an estimate."""
    if unit == into:
        return value
    have, want = _SIZES.get(unit), _SIZES.get(into)
    if have is None or want is None or have[0] != want[0]:
        return None
    return value * have[1] / want[1]


def quantity_of(item: GoodsItem, unit: str, supplementary_unit: str | None) -> Decimal | None:
    """How much of the unit the item declares: as supplementary quantity, net mass, or base of a specific duty.

    A supplementary quantity without a unit is in the one that the goods line asks for.
    """
    for quantity in _declared(item, supplementary_unit):
        if quantity.unit is not None and is_sound(quantity.value):
            found = converted(quantity.value, quantity.unit, unit)
            if found is not None:
                return found
    return None


def _declared(item: GoodsItem, supplementary_unit: str | None) -> list[Quantity]:
    declared = []
    if item.supplementary_quantity is not None:
        given = item.supplementary_quantity
        declared.append(given if given.unit else Quantity(value=given.value, unit=supplementary_unit))
    if item.net_mass is not None:
        declared.append(Quantity(value=item.net_mass, unit="KGM"))
    declared.extend(tax.specific_base for tax in item.duty_tax_fees if tax.specific_base is not None)
    return declared
