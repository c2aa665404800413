"""PKG: how the goods are packed."""

from clearway.core.facts.declaration import Declaration
from clearway.core.facts.goods import GoodsItem, Packaging
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
def packages_are_counted(package: Packaging) -> Breach | None:
    """Packages must be counted, unless the goods travel in bulk."""
    if package.quantity is not None or not package.type_code or package.type_code in BULK:
        return None
    return Breach(at="quantity", remedy="Give the number of packages.")


@rule("PKG-004")
def packages_are_whole(package: Packaging) -> Breach | None:
    """The number of packages is a whole number, zero or more."""
    quantity = package.quantity
    if quantity is None or (quantity >= 0 and quantity == quantity.to_integral_value()):
        return None
    return Breach(at="quantity", found=str(quantity), remedy="Count whole packages.")


@rule("PKG-005", of=NEW)
def shared_packages_are_counted_somewhere(package: Packaging, declaration: Declaration) -> Breach | None:
    """Zero packages means that the goods share those of another item, with the same marks."""
    if package.quantity is None or package.quantity != 0:
        return None
    for item in declaration.items:
        for one in item.packages:
            if one.marks == package.marks and one.quantity is not None and one.quantity > 0:
                return None
    remedy = "Give the number, or the marks of the shared packages."
    return Breach(at="quantity", found="0", remedy=remedy)


@rule("PKG-006", of=NEW)
def packages_are_marked(package: Packaging) -> Breach | None:
    """Packages should be known by their marks, unless goods travel in bulk or unpacked."""
    kind = package.type_code
    if package.marks or not kind or kind in BULK or kind in UNPACKED:
        return None
    return Breach(at="marks", remedy="Give the marks and numbers on the packages.")


@rule("PKG-007")
def bulk_is_not_counted(package: Packaging) -> Breach | None:
    """Goods in bulk have no number of packages; the number is not used."""
    if package.type_code not in BULK or package.quantity is None or package.quantity <= 1:
        return None
    return Breach(at="quantity", found=str(package.quantity), remedy="Leave the number out.")


@rule("PKG-008")
def marks_have_their_width(package: Packaging) -> Breach | None:
    """Marks and numbers have at most 512 characters."""
    if not package.marks or len(package.marks) <= MARKS_WIDTH:
        return None
    return Breach(at="marks", found=package.marks[:80], remedy="Shorten the marks.")


@rule("PKG-009")
def packages_have_kind(package: Packaging) -> Breach | None:
    """Packages should say of which kind they are."""
    if package.type_code or not (package.quantity or package.marks):
        return None
    return Breach(at="type_code", remedy="Give the kind of packages, for example BX for boxes.")
