"""REF: references and numbers are written as their registers write them, and are used once."""

import re
from collections.abc import Iterator

from clearway.core.facts.circumstances import Circumstances
from clearway.core.facts.declaration import Declaration
from clearway.core.facts.documents import ConsignmentReference
from clearway.core.facts.goods import GoodsItem
from clearway.core.validate.rule import NEW, Breach, rule

#: Width of the local reference number in the data model of customs messages.
REFERENCE_WIDTH = 22

_REFERENCE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._/()-]*[A-Za-z0-9)])?")
_MRN = re.compile(r"[0-9]{2}[A-Z]{2}[A-Z0-9]{14}")
_UCR = re.compile(r"[0-9][A-Z]{2}[A-Z0-9][A-Z0-9()/-]{1,30}")


@rule("REF-001")
def reference_is_short(declaration: Declaration) -> Breach | None:
    """The trader's reference must not be longer than 22 characters.

    The field has that width in every message of customs.
    """
    if declaration.reference is None or len(declaration.reference) <= REFERENCE_WIDTH:
        return None
    facts = {"limit": str(REFERENCE_WIDTH)}
    remedy = "Use at most {limit} characters."
    return Breach(at="reference", found=declaration.reference, remedy=remedy, facts=facts)


@rule("REF-002")
def reference_is_plain(declaration: Declaration) -> Breach | None:
    """The trader's reference is made of letters, digits and . _ - / ( ) only."""
    if not declaration.reference or _REFERENCE.fullmatch(declaration.reference):
        return None
    return Breach(at="reference", found=declaration.reference, remedy="Use letters, digits and . _ - / ( ).")


@rule("REF-003", of=NEW)
def reference_is_new(declaration: Declaration, circumstances: Circumstances) -> Breach | None:
    """A reference may be used for one declaration only.

    The sender's own references are meant; another trader may well use the same one.
    """
    if declaration.reference is None or declaration.reference not in circumstances.known_references:
        return None
    return Breach(
        at="reference",
        found=declaration.reference,
        remedy="Use a new reference, or send an amendment of the lodged declaration.",
    )


@rule("REF-004")
def mrn_is_well_formed(declaration: Declaration) -> Breach | None:
    """A movement reference number has 18 characters: year, country and 14 letters or digits."""
    if declaration.mrn is None or _MRN.fullmatch(declaration.mrn):
        return None
    return Breach(at="mrn", found=declaration.mrn, remedy="Copy the number from the answer of customs.")


@rule("REF-005")
def ucr_is_well_formed(declaration: Declaration) -> Breach | None:
    """A unique consignment reference begins with the digit of the year and a country, and has up to 35 characters."""
    shipment = declaration.goods_shipment
    if shipment is None:
        return None
    return _ucr_breach(shipment.ucr, "goods_shipment/ucr/id")


@rule("REF-006")
def ucr_of_item_is_well_formed(item: GoodsItem) -> Breach | None:
    """A unique consignment reference of an item begins with the digit of the year and a country."""
    return _ucr_breach(item.ucr, "ucr/id")


def _ucr_breach(ucr: ConsignmentReference | None, at: str) -> Breach | None:
    if ucr is None or ucr.id is None or _UCR.fullmatch(ucr.id):
        return None
    return Breach(at=at, found=ucr.id, remedy="Write it like 6DL000000000101-INV2211.")


@rule("REF-007")
def ucr_is_said_once(declaration: Declaration) -> Iterator[Breach] | None:
    """A unique consignment reference stands for all goods or on the items, not on both."""
    shipment = declaration.goods_shipment
    if shipment is None or shipment.ucr is None or shipment.ucr.id is None:
        return None
    return (
        Breach(at=f"goods_shipment/items/{n}/ucr/id", found=item.ucr.id, remedy="Give it in one place.")
        for n, item in shipment.numbered_items()
        if item.ucr is not None and item.ucr.id
    )
