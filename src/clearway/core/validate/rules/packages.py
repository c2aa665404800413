"""PKG: how the goods are packed."""

from decimal import Decimal

from clearway.core.facts.declaration import Declaration
from clearway.core.facts.goods import GoodsItem
from clearway.core.validate.background import Background
from clearway.core.validate.repeats import repeats
from clearway.core.validate.rule import NEW, Breach, rule

#: UN/ECE Recommendation 21: bulk solids, liquids and gas; and goods without packing.
BULK = frozenset({"VG", "VL", "VO", "VQ", "VR", "VS", "VY"})
UNPACKED = frozenset({"NE", "NF", "NG"})
#: Width of marks and numbers in the data model.
MARKS_WIDTH = 512


@rule("PKG-001", of=NEW)
def goods_are_packed(item: GoodsItem, background: Background) -> Breach | None:
    """Every item of a full declaration needs its packing."""
    if item.packages or not background.is_complete:
        return None
    return Breach(at="packages", remedy="Give kind and number of the packages.")


@rule("PKG-002")
def packages_are_numbered_once(item: GoodsItem) -> list[Breach] | None:
    """Two kinds of packages of an item cannot have the same number."""
    if len(item.packages) < 2:
        return None
    numbers = [one.sequence for one in item.packages]
    return [
        Breach(at=f"packages/{n}/sequence", found=str(numbers[n - 1]), remedy="Number them 1, 2, 3 …")
        for n in repeats(numbers)
    ] or None


@rule("PKG-003", of=NEW)
def packages_are_counted(item: GoodsItem) -> list[Breach] | None:
    """Packages must be counted, unless the goods travel in bulk."""
    return [
        Breach(at=f"packages/{n}/quantity", remedy="Give the number of packages.")
        for n, one in enumerate(item.packages, start=1)
        if one.quantity is None and one.type_code and one.type_code not in BULK
    ] or None


@rule("PKG-004")
def packages_are_whole(item: GoodsItem) -> list[Breach] | None:
    """The number of packages is a whole number, zero or more."""
    return [
        Breach(at=f"packages/{n}/quantity", found=str(one.quantity), remedy="Count whole packages.")
        for n, one in enumerate(item.packages, start=1)
        if one.quantity is not None and (one.quantity < 0 or one.quantity != one.quantity.to_integral_value())
    ] or None


@rule("PKG-005", of=NEW)
def shared_packages_are_counted_somewhere(item: GoodsItem, declaration: Declaration) -> list[Breach] | None:
    """Zero packages means that the goods share those of another item, with the same marks."""
    empty = [(n, one) for n, one in enumerate(item.packages, start=1) if one.quantity == 0]
    if not empty:
        return None
    counted = {one.marks for other in declaration.items for one in other.packages if (one.quantity or Decimal(0)) > 0}
    return [
        Breach(at=f"packages/{n}/quantity", found="0", remedy="Give the number, or the marks of the shared packages.")
        for n, one in empty
        if one.marks not in counted
    ] or None


@rule("PKG-006", of=NEW)
def packages_are_marked(item: GoodsItem) -> list[Breach] | None:
    """Packages should be known by their marks, unless goods travel in bulk or unpacked."""
    return [
        Breach(at=f"packages/{n}/marks", remedy="Give the marks and numbers on the packages.")
        for n, one in enumerate(item.packages, start=1)
        if not one.marks and one.type_code and one.type_code not in BULK and one.type_code not in UNPACKED
    ] or None


@rule("PKG-007")
def bulk_is_not_counted(item: GoodsItem) -> list[Breach] | None:
    """Goods in bulk have no number of packages; the number is not used."""
    return [
        Breach(at=f"packages/{n}/quantity", found=str(one.quantity), remedy="Leave the number out.")
        for n, one in enumerate(item.packages, start=1)
        if one.type_code in BULK and one.quantity is not None and one.quantity > 1
    ] or None


@rule("PKG-008")
def marks_have_their_width(item: GoodsItem) -> list[Breach] | None:
    """Marks and numbers have at most 512 characters."""
    return [
        Breach(at=f"packages/{n}/marks", found=one.marks[:80], remedy="Shorten the marks.")
        for n, one in enumerate(item.packages, start=1)
        if one.marks and len(one.marks) > MARKS_WIDTH
    ] or None


@rule("PKG-009")
def packages_have_kind(item: GoodsItem) -> list[Breach] | None:
    """Packages should say of which kind they are."""
    return [
        Breach(at=f"packages/{n}/type_code", remedy="Give the kind of packages, for example BX for boxes.")
        for n, one in enumerate(item.packages, start=1)
        if not one.type_code and (one.quantity or one.marks)
    ] or None
