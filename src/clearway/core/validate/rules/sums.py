"""SUM: totals agree with what they are totals of."""

from decimal import Decimal

from clearway.core.facts.declaration import Declaration
from clearway.core.facts.goods import GoodsItem
from clearway.core.law.lawbook import Law
from clearway.core.validate.rule import NEW, Breach, rule

NOTHING = Decimal(0)


@rule("SUM-001", of=NEW)
def item_count_agrees(declaration: Declaration) -> Breach | None:
    """The number of goods items must be the number declared."""
    count = len(declaration.items)
    if declaration.item_count is None or declaration.item_count == count:
        return None
    facts = {"count": str(count)}
    return Breach(at="item_count", found=str(declaration.item_count), remedy="Give {count}.", facts=facts)


@rule("SUM-002", of=NEW)
def package_total_agrees(declaration: Declaration) -> Breach | None:
    """The total of packages must be the sum of the packages of all items."""
    if declaration.total_packages is None:
        return None
    numbers = [one.quantity for item in declaration.items for one in item.packages if one.quantity is not None]
    total = sum(numbers, NOTHING)
    if not numbers or total == declaration.total_packages:
        return None
    facts = {"total": str(total)}
    remedy = "Give {total}, or correct the packages of the items."
    return Breach(at="total_packages", found=str(declaration.total_packages), remedy=remedy, facts=facts)


@rule("SUM-003", of=NEW)
def gross_mass_total_agrees(declaration: Declaration) -> Breach | None:
    """The total gross mass must be the sum of the gross masses of all items."""
    if declaration.total_gross_mass is None:
        return None
    masses = [item.gross_mass for item in declaration.items if item.gross_mass is not None]
    total = sum(masses, NOTHING)
    if len(masses) < len(declaration.items) or not masses or total == declaration.total_gross_mass:
        return None
    facts = {"total": str(total)}
    remedy = "Give {total}, or correct the masses of the items."
    return Breach(at="total_gross_mass", found=str(declaration.total_gross_mass), remedy=remedy, facts=facts)


@rule("SUM-004", of=NEW)
def prices_add_up_to_invoice(declaration: Declaration) -> Breach | None:
    """The prices of all items must add up to the invoice amount.

    Only where both are in one currency and every item has a price; VAL-004 speaks of the others.
    """
    invoice = declaration.invoice_amount
    if invoice is None:
        return None
    prices = [item.price for item in declaration.items if item.price is not None]
    if not prices or len(prices) < len(declaration.items):
        return None
    amounts = [price.amount for price in prices if price.currency == invoice.currency]
    total = sum(amounts, NOTHING)
    if len(amounts) < len(prices) or total == invoice.amount:
        return None
    facts = {"total": str(total), "currency": invoice.currency}
    remedy = "Give {total} {currency}, or correct the prices of the items."
    return Breach(at="invoice_amount", found=str(invoice.amount), remedy=remedy, facts=facts)


@rule("SUM-005", of=NEW)
def deductions_leave_a_value(item: GoodsItem, law: Law) -> Breach | None:
    """The deductions on an item must leave something of its price."""
    if not item.charges or item.price is None:
        return None
    taken = NOTHING
    for charge in item.charges:
        entry = law.code("charge_types", charge.type_code)
        if charge.amount is not None and entry and entry.attributes.get("sign") == "deduct":
            taken += charge.amount.amount if charge.amount.currency == item.price.currency else 0
    if not taken or taken < item.price.amount:
        return None
    facts = {"price": str(item.price.amount)}
    return Breach(at="charges", found=str(taken), remedy="Deduct less than the price, {price}.", facts=facts)


@rule("SUM-006", of=NEW)
def net_masses_are_within_total(declaration: Declaration) -> Breach | None:
    """The net mass of all items must not exceed the total gross mass."""
    total = declaration.total_gross_mass
    if total is None:
        return None
    net = sum([item.net_mass for item in declaration.items if item.net_mass is not None], NOTHING)
    if net <= total:
        return None
    remedy = "Correct the total, or the net masses, which add up to {net}."
    return Breach(at="total_gross_mass", found=str(total), remedy=remedy, facts={"net": str(net)})
