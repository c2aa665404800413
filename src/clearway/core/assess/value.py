"""Customs value: the price, what is added to it and deducted from it, each at the rate of the day."""

from decimal import Decimal
from typing import NamedTuple

from clearway.core.assess import charges, findings, wording
from clearway.core.assess.assessment import ItemValue, ParameterUsed, Step
from clearway.core.assess.findings import NotDeterminable
from clearway.core.assess.grounds import Grounds
from clearway.core.assess.numerals import shown
from clearway.core.facts.goods import GoodsItem, GoodsShipment
from clearway.core.kernel.finding import Finding
from clearway.core.kernel.money import Money

#: The country's formula of the customs value, and the method where none is declared: transaction value.
FORMULA, TRANSACTION_VALUE = "CUSTOMS-VALUE", "1"


class Priced(NamedTuple):
    """An item whose price is known in the country's currency; ``is_final`` where charges no longer count."""

    amount: Decimal
    is_final: bool
    step: Step
    used: tuple[ParameterUsed, ...]


class Valued(NamedTuple):
    """The customs value of every item by position, and why those that are missing are missing."""

    values: dict[int, ItemValue]
    trouble: dict[int, Finding]


def item_path(position: int) -> str:
    """The place of an item, counted from 1."""
    return f"goods_shipment/items/{position}"


def values(shipment: GoodsShipment, grounds: Grounds) -> Valued:
    """The customs value of every item; one item's trouble is told apart from the next one's."""
    priced: dict[int, Priced] = {}
    done: dict[int, ItemValue] = {}
    trouble: dict[int, Finding] = {}
    for position, item in shipment.numbered_items():
        try:
            priced[position] = _priced(item, item_path(position), grounds)
        except NotDeterminable as reason:
            trouble[position] = reason.finding
    try:
        # Where one item's price is unknown, so is everybody's share of the shipment's charges.
        shares = {} if trouble else _shares(shipment, priced, grounds)
    except NotDeterminable as reason:
        return Valued(done, dict.fromkeys(priced, reason.finding))
    for position, price in priced.items():
        try:
            done[position] = _valued(shipment, position, price, shares.get(position, []), grounds)
        except NotDeterminable as reason:
            trouble[position] = reason.finding
    return Valued(done, trouble)


def _priced(item: GoodsItem, at: str, grounds: Grounds) -> Priced:
    invoice = grounds.declaration.invoice_amount
    if item.price is not None:
        return _converted(item.price, f"{at}/price", (wording.PRICE, wording.PRICE_AT), grounds)
    if item.customs_value is not None:
        said = (wording.DECLARED, wording.DECLARED_AT)
        return _converted(item.customs_value, f"{at}/customs_value", said, grounds)._replace(is_final=True)
    if invoice is not None and len(grounds.declaration.items) == 1:
        return _converted(invoice, "invoice_amount", (wording.INVOICE, wording.INVOICE_AT), grounds)
    raise findings.stop(findings.NO_PRICE, f"{at}/price", law=grounds.formula(FORMULA, at).law)


def _converted(money: Money, at: str, sentences: tuple[str, str], grounds: Grounds) -> Priced:
    rate, used = grounds.rate_of(money, at)
    own = Money(money.amount * rate, grounds.currency)
    operands = {"price": shown(money)}
    if used is None:
        return Priced(own.amount, False, Step(sentences[0], operands, shown(own)), ())
    operands["rate"] = used.value
    return Priced(own.amount, False, Step(sentences[1], operands, shown(own)), (used,))


def _shares(shipment: GoodsShipment, priced: dict[int, Priced], grounds: Grounds) -> dict[int, list[charges.Part]]:
    """Charges of the whole shipment, each shared out over the items that are built up from a price."""
    whole = charges.of_shipment(shipment)
    positions = [position for position in priced if not priced[position].is_final]
    if not whole or not positions:
        return {}
    items = [shipment.items[position - 1] for position in positions]
    prices = [priced[position].amount for position in positions]
    shares: dict[int, list[charges.Part]] = {position: [] for position in positions}
    for at, charge in whole:
        for position, part in zip(positions, charges.shares(charge, at, items, prices, grounds), strict=True):
            shares[position].append(part)
    return shares


def _valued(
    shipment: GoodsShipment, position: int, price: Priced, shares: list[charges.Part], grounds: Grounds
) -> ItemValue:
    item, at = shipment.items[position - 1], item_path(position)
    parts = [] if price.is_final else shares + charges.own(item, at, grounds)
    steps = [price.step, *[part.step for part in parts]]
    used = dict.fromkeys([*price.used, *[part.used for part in parts if part.used is not None]])
    amount = _built(price, parts, at, steps, grounds)
    customs_value = grounds.rounded(amount, "customs_value", steps)
    return ItemValue(
        item=position,
        customs_value=customs_value,
        statistical_value=_statistical(item, at, customs_value, grounds),
        method=item.valuation_method_code or TRANSACTION_VALUE,
        law=grounds.formula(FORMULA, at).law,
        steps=tuple(steps),
        parameters=tuple(used),
    )


def _built(price: Priced, parts: list[charges.Part], at: str, steps: list[Step], grounds: Grounds) -> Money:
    """What the country's formula makes of price, additions and deductions; a price alone is itself."""
    if not parts:
        return Money(price.amount, grounds.currency)
    formula = grounds.formula(FORMULA, at)
    named = {
        "price": Money(price.amount, grounds.currency),
        "additions": Money(
            sum(part.amount for part in parts if not part.is_deducted) or Decimal(0), grounds.currency
        ),
        "deductions": Money(sum(part.amount for part in parts if part.is_deducted) or Decimal(0), grounds.currency),
    }
    amount: Money = formula.function(**named)
    words = {name: shown(money) for name, money in named.items()}
    if amount.amount < 0:
        gross = shown(named["price"] + named["additions"])
        less = words["deductions"]
        raise findings.stop(findings.DEDUCTIONS_EXCEED, at, law=formula.law, deductions=less, gross=gross)
    steps.append(Step(formula.sentence, words, shown(amount)))
    return amount


def _statistical(item: GoodsItem, at: str, customs_value: Money, grounds: Grounds) -> Money:
    if item.statistical_value is None:
        return customs_value
    rate, _ = grounds.rate_of(item.statistical_value, f"{at}/statistical_value")
    own = Money(item.statistical_value.amount * rate, grounds.currency)
    return grounds.rounded(own, "statistical_value", [])
