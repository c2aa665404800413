"""HDR: what stands at the head of every declaration."""

from clearway.core.facts.declaration import CORRECTION, INVALIDATION, ORIGINAL, REQUEST, Declaration
from clearway.core.validate.background import Background
from clearway.core.validate.rule import NEW, Breach, rule


@rule("HDR-001", of=NEW)
def type_is_said(declaration: Declaration) -> Breach | None:
    """A declaration must say what type it is.

    The type decides which other rules apply; without it little else can be checked.
    """
    if declaration.type_code:
        return None
    return Breach(at="type_code", remedy="Give the declaration type, for example IMA or EXA.")


@rule("HDR-002")
def function_is_known(declaration: Declaration) -> Breach | None:
    """A declaration is an original (9) or a request about a lodged one (13)."""
    if declaration.function_code in (ORIGINAL, REQUEST):
        return None
    return Breach(at="function_code", found=declaration.function_code, remedy="Use 9 or 13.")


@rule("HDR-003", of=NEW)
def reference_is_said(declaration: Declaration) -> Breach | None:
    """A declaration must carry the trader's own reference.

    By it a message sent twice is known to be the same one.
    """
    if declaration.reference:
        return None
    return Breach(at="reference", remedy="Give a reference of your own that you have not used before.")


@rule("HDR-004")
def function_agrees_with_type(declaration: Declaration) -> Breach | None:
    """A correction or an invalidation is a request, so its function code is 13."""
    if declaration.type_code not in (CORRECTION, INVALIDATION) or declaration.function_code == REQUEST:
        return None
    return Breach(at="function_code", found=declaration.function_code, remedy="Use 13.")


@rule("HDR-005", of=NEW)
def goods_are_declared(declaration: Declaration) -> Breach | None:
    """A declaration must have at least one goods item."""
    if declaration.items:
        return None
    return Breach(at="goods_shipment/items", remedy="Add the goods items.")


@rule("HDR-006", of=NEW)
def original_has_no_mrn(declaration: Declaration) -> Breach | None:
    """A new declaration must not carry a movement reference number.

    Customs gives the number at lodgement. Whoever means a lodged declaration sends an amendment.
    """
    if declaration.mrn is None:
        return None
    return Breach(at="mrn", found=declaration.mrn, remedy="Leave it out, or send an amendment.")


@rule("HDR-007", of=NEW)
def declarant_is_named(declaration: Declaration) -> Breach | None:
    """The declarant must be named."""
    if declaration.declarant is not None:
        return None
    return Breach(at="declarant", remedy="Name the declarant by its registration number.")


@rule("HDR-008", of=NEW)
def importer_is_named(declaration: Declaration) -> Breach | None:
    """An import declaration must name the importer."""
    if declaration.goods_shipment is None or declaration.importer is not None:
        return None
    return Breach(at="goods_shipment/importer", remedy="Name the importer by its registration number.")


@rule("HDR-009", of=NEW)
def exporter_is_named(declaration: Declaration) -> Breach | None:
    """An export declaration must name the exporter."""
    if declaration.exporter is not None:
        return None
    return Breach(at="exporter", remedy="Name the exporter by its registration number.")


@rule("HDR-010", of=NEW)
def consignee_is_named(declaration: Declaration, background: Background) -> Breach | None:
    """A full export or transit declaration must name the consignee, for all goods or item by item."""
    shipment = declaration.goods_shipment
    if shipment is None or shipment.consignee is not None or not background.is_complete:
        return None
    if shipment.items and all(item.consignee for item in shipment.items):
        return None
    return Breach(at="goods_shipment/consignee", remedy="Name who receives the goods.")


@rule("HDR-011", of=NEW)
def dispatch_is_said(declaration: Declaration, background: Background) -> Breach | None:
    """A full import declaration must name the country the goods were sent from, for all goods or item by item.

    Goods that were under a customs procedure here are already known by the declaration that brought them.
    """
    shipment = declaration.goods_shipment
    if shipment is None or shipment.export_country or not background.is_complete:
        return None
    if all(one.item.export_country or one.previous not in (None, "00") for one in background.treatments):
        return None
    return Breach(at="goods_shipment/export_country", remedy="Give the country of dispatch.")


@rule("HDR-012", of=NEW)
def destination_is_said(declaration: Declaration, background: Background) -> Breach | None:
    """A full export or transit declaration must name the country of destination, for all goods or item by item."""
    shipment = declaration.goods_shipment
    if shipment is None or not background.is_complete or (shipment.destination and shipment.destination.country):
        return None
    if all(item.destination and item.destination.country for item in shipment.items):
        return None
    return Breach(at="goods_shipment/destination/country", remedy="Give the country of destination.")


@rule("HDR-013", of=NEW)
def place_of_goods_is_said(declaration: Declaration) -> Breach | None:
    """A declaration must say where the goods may be examined."""
    shipment = declaration.goods_shipment
    if shipment is None:
        return None
    if shipment.consignment is None or shipment.consignment.goods_location is None:
        return Breach(at="goods_shipment/consignment/goods_location", remedy="Give the location of the goods.")
    return None


@rule("HDR-014", of=NEW)
def border_mode_is_said(declaration: Declaration, background: Background) -> Breach | None:
    """A full declaration must say by which mode of transport the goods cross the border."""
    if not background.is_complete or (declaration.border_means and declaration.border_means.mode_code):
        return None
    return Breach(at="border_means/mode_code", remedy="Give the mode of transport at the border.")
