"""VAL: prices, values, currencies and what is said of taxes."""

import re
from collections.abc import Hashable

from clearway.core.facts.circumstances import Circumstances
from clearway.core.facts.declaration import Declaration
from clearway.core.facts.goods import Charge, DutyTaxFee, GoodsItem
from clearway.core.law.lawbook import Law
from clearway.core.validate.background import Background
from clearway.core.validate.repeats import repeats
from clearway.core.validate.rule import NEW, Breach, rule
from clearway.core.validate.treatment import Treatment

TRANSACTION_VALUE = "1"
RELEASE = "release"
_INDICATOR = re.compile(r"[01]{4}")
#: Endings of the paths of amounts that are converted into the country's currency.
_CONVERTED = ("invoice_amount", "freight_charge", "/price", "/customs_value", "/statistical_value")


@rule("VAL-001", of=NEW)
def price_is_said(item: GoodsItem, background: Background, treatment: Treatment) -> Breach | None:
    """Goods for home use need their price in a full declaration.

    Where the value rests on something else than the price, the customs value is given instead.
    """
    if treatment.kind != RELEASE or not background.is_complete:
        return None
    if item.price is not None or item.customs_value is not None or item.statistical_value is not None:
        return None
    return Breach(at="price", remedy="Give the amount of the invoice line.")


@rule("VAL-002", of=NEW)
def valuation_method_is_said(item: GoodsItem, background: Background, treatment: Treatment) -> Breach | None:
    """Goods for home use should name the valuation method in a full declaration."""
    if treatment.kind != RELEASE or item.valuation_method_code or not background.is_complete:
        return None
    return Breach(at="valuation_method_code", remedy="Give the method, 1 where the price is the value.")


@rule("VAL-003", of=NEW)
def price_is_something(item: GoodsItem) -> Breach | None:
    """A price of nothing is no transaction value."""
    if item.price is None or item.price.amount != 0 or item.valuation_method_code != TRANSACTION_VALUE:
        return None
    return Breach(at="price", found=str(item.price), remedy="Give the price, or use another valuation method.")


@rule("VAL-004", of=NEW)
def prices_are_in_one_currency(declaration: Declaration) -> list[Breach] | None:
    """All items of one invoice must be priced in one currency.

    The invoice amount sets it; where there is none, the first item does.
    """
    items, invoice = declaration.items, declaration.invoice_amount
    first = invoice or next((item.price for item in items if item.price is not None), None)
    if first is None:
        return None
    currency = first.currency
    return [
        Breach(
            at=f"goods_shipment/items/{n}/price",
            found=item.price.currency,
            remedy="Use {currency}.",
            facts={"currency": currency},
        )
        for n, item in enumerate(items, start=1)
        if item.price is not None and item.price.currency != currency
    ] or None


@rule("VAL-005", of=NEW)
def currencies_have_rate(
    declaration: Declaration, law: Law, circumstances: Circumstances, background: Background
) -> list[Breach] | None:
    """An amount can be converted only if its currency has a rate of exchange.

    Whether the rate is too old is seen when the value is worked out.
    """
    own = law.country.currency
    rated = {rate.currency for rate in circumstances.rates}
    unrated = [
        (at, money.currency)
        for at, money in background.amounts
        if money.currency != own and money.currency not in rated
    ]
    if not unrated:
        return None
    facts = {"currency": own, "rates": ", ".join(sorted(rated)) or own}
    remedy = "Use {currency} or a currency with a rate: {rates}."
    return [
        Breach(at=at, found=currency, remedy=remedy, facts=facts)
        for at, currency in unrated
        if (at.endswith(_CONVERTED) or "/charges/" in at) and law.code("currencies", currency) is not None
    ] or None


@rule("VAL-006", of=NEW)
def delivery_term_is_said(declaration: Declaration, background: Background) -> Breach | None:
    """Where the price is the value, the delivery term should be given.

    It says which costs the price holds, and so what must be added or taken off.
    """
    shipment = declaration.goods_shipment
    if shipment is None or (shipment.trade_terms is not None and shipment.trade_terms.condition_code):
        return None
    if not any(item.valuation_method_code == TRANSACTION_VALUE for item in shipment.items):
        return None
    return Breach(at="goods_shipment/trade_terms", remedy="Give the Incoterm, for example CIF or FOB.")


@rule("VAL-007")
def delivery_term_has_place(declaration: Declaration) -> Breach | None:
    """A delivery term needs its place."""
    terms = declaration.goods_shipment.trade_terms if declaration.goods_shipment else None
    if terms is None or not terms.condition_code or terms.location_id or terms.location_name:
        return None
    at = "goods_shipment/trade_terms/location_id"
    return Breach(at=at, found=terms.condition_code, remedy="Give the place that the term names.")


@rule("VAL-008")
def charges_are_named_once(item: GoodsItem) -> list[Breach] | None:
    """A charge of one kind should be given once on an item."""
    if len(item.charges) < 2:
        return None
    types = [one.type_code for one in item.charges]
    return [
        Breach(at=f"charges/{n}", found=types[n - 1], remedy="Add the amounts together.") for n in repeats(types)
    ] or None


@rule("VAL-009")
def charge_is_whole(charge: Charge) -> Breach | None:
    """An addition or deduction needs its kind and its amount."""
    if charge.type_code and charge.amount is not None:
        return None
    return Breach(found=charge.type_code, remedy="Give both kind and amount.")


@rule("VAL-010")
def valuation_indicator_is_well_formed(item: GoodsItem) -> Breach | None:
    """The valuation indicator answers four questions, each with 0 or 1."""
    code = item.valuation_adjustment_code
    if code is None or _INDICATOR.fullmatch(code):
        return None
    return Breach(at="valuation_adjustment_code", found=code, remedy="Write four digits, for example 0000.")


@rule("VAL-011")
def statistical_value_is_in_own_currency(item: GoodsItem, law: Law) -> Breach | None:
    """The statistical value should be in the country's own currency."""
    value = item.statistical_value
    if value is None or value.currency == law.country.currency:
        return None
    facts = {"currency": law.country.currency}
    return Breach(at="statistical_value", found=value.currency, remedy="Convert it to {currency}.", facts=facts)


@rule("VAL-012")
def taxes_are_named_once(item: GoodsItem) -> list[Breach] | None:
    """A tax with the same base should be named once on an item."""
    if len(item.duty_tax_fees) < 2:
        return None
    keys = [_tax_key(one) for one in item.duty_tax_fees]
    return [
        Breach(at=f"duty_tax_fees/{n}", found=item.duty_tax_fees[n - 1].type_code, remedy="Leave the repetition out.")
        for n in repeats(keys)
    ] or None


def _tax_key(tax: DutyTaxFee) -> Hashable:
    return (tax.type_code, tax.specific_base, tax.ad_valorem_base) if tax.type_code else None


@rule("VAL-013", of=NEW)
def nature_of_transaction_is_said(declaration: Declaration, background: Background) -> Breach | None:
    """A full declaration should say the nature of the transaction, for all goods or item by item."""
    shipment = declaration.goods_shipment
    if shipment is None or shipment.transaction_nature_code or not background.is_complete:
        return None
    if all(item.transaction_nature_code for item in shipment.items):
        return None
    at = "goods_shipment/transaction_nature_code"
    return Breach(at=at, remedy="Give the code, for example 11 for a sale.")


@rule("VAL-014", of=NEW)
def nature_of_transaction_is_said_once(declaration: Declaration) -> list[Breach] | None:
    """The nature of the transaction stands for all goods or on the items, not on both."""
    shipment = declaration.goods_shipment
    if shipment is None or not shipment.transaction_nature_code:
        return None
    return [
        Breach(
            at=f"goods_shipment/items/{n}/transaction_nature_code",
            found=item.transaction_nature_code,
            remedy="Give it in one place.",
        )
        for n, item in shipment.numbered_items()
        if item.transaction_nature_code and item.transaction_nature_code != shipment.transaction_nature_code
    ] or None


@rule("VAL-015", of=NEW)
def invoice_amount_is_something(declaration: Declaration) -> Breach | None:
    """An invoice amount must be more than nothing where items have prices."""
    invoice = declaration.invoice_amount
    if invoice is None or invoice.amount != 0 or not any(item.price for item in declaration.items):
        return None
    return Breach(at="invoice_amount", found=str(invoice), remedy="Give the total of the invoice.")
