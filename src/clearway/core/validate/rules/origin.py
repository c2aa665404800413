"""ORI: where the goods come from, and what is claimed for it."""

from clearway.core.facts.declaration import Declaration
from clearway.core.facts.goods import GoodsItem
from clearway.core.law.lawbook import Law
from clearway.core.validate.background import Background
from clearway.core.validate.repeats import repeats
from clearway.core.validate.rule import NEW, Breach, rule
from clearway.core.validate.treatment import Treatment

PREFERENTIAL = "2"
#: First digits of preferences for which the country of preferential origin decides: 2 one-sided, 3 agreements.
BY_ORIGIN = ("2", "3")


@rule("ORI-001", of=NEW)
def origin_is_said(item: GoodsItem, background: Background) -> Breach | None:
    """Every item of a full import declaration needs its country of origin."""
    if not background.is_complete or item.origin is not None:
        return None
    return Breach(at="origins", remedy="Give the country where the goods were made.")


@rule("ORI-002")
def preference_has_origin(item: GoodsItem, treatment: Treatment) -> Breach | None:
    """A preference for an origin needs the country of preferential origin."""
    claim = treatment.preference
    if claim is None or not claim.startswith(BY_ORIGIN) or item.preferential_origin:
        return None
    return Breach(at="origins", found=claim, remedy="Add the country of preferential origin, with type 2.")


@rule("ORI-003")
def preferential_origin_is_claimed(item: GoodsItem, treatment: Treatment) -> Breach | None:
    """A preferential origin without a preference claimed has no effect."""
    if item.preferential_origin is None:
        return None
    if treatment.preference is not None and treatment.preference.startswith(BY_ORIGIN):
        return None
    place = next(n for n, one in enumerate(item.origins, start=1) if one.type_code == PREFERENTIAL and one.country)
    remedy = "Claim the preference, or give the origin with type 1."
    return Breach(at=f"origins/{place}", found=item.preferential_origin, remedy=remedy)


@rule("ORI-004")
def origin_is_one_of_each_type(item: GoodsItem) -> Breach | None:
    """An item has one origin of each type."""
    if len(item.origins) < 2:
        return None
    types = [one.type_code or "" for one in item.origins]
    again = repeats(types)
    if not again:
        return None
    found = item.origins[again[0] - 1].country
    return Breach(at=f"origins/{again[0]}", found=found, remedy="Make another item for goods of another origin.")


@rule("ORI-005", of=NEW)
def own_goods_come_back(item: GoodsItem, law: Law, treatment: Treatment) -> Breach | None:
    """Goods of our own origin that come in are usually returned goods.

    Procedures 61 and 63 relieve them of duty.
    """
    if item.origin != law.country.code or (treatment.requested or "").startswith("6"):
        return None
    return Breach(at="origins", found=item.origin, remedy="Check whether procedure 61 applies.")


@rule("ORI-006")
def origin_has_type(item: GoodsItem) -> list[Breach] | None:
    """Where several origins are given, each needs its type."""
    if len(item.origins) < 2:
        return None
    return [
        Breach(at=f"origins/{n}/type_code", found=one.country, remedy="Give 1 for origin, 2 for preferential origin.")
        for n, one in enumerate(item.origins, start=1)
        if not one.type_code
    ] or None


@rule("ORI-007", of=NEW)
def dispatch_is_abroad(declaration: Declaration, law: Law) -> Breach | None:
    """Imported goods should come from another country."""
    shipment = declaration.goods_shipment
    if shipment is None or shipment.export_country != law.country.code:
        return None
    at = "goods_shipment/export_country"
    return Breach(at=at, found=shipment.export_country, remedy="Give the country the goods were sent from.")
