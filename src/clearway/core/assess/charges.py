"""Additions to the price and deductions from it: an item's own, and its share of the shipment's."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from clearway.core.assess import findings, wording
from clearway.core.assess.apportion import apportion
from clearway.core.assess.assessment import ParameterUsed, Step
from clearway.core.assess.grounds import Grounds
from clearway.core.assess.numerals import is_sound, plain, shown
from clearway.core.facts.goods import Charge, GoodsItem, GoodsShipment
from clearway.core.kernel.money import Money
from clearway.core.law.lawbook import Law

#: The country's list of additions and deductions: attributes ``sign`` add|deduct, ``apportion`` value|mass,
#: and ``kind``, of which ``freight`` added to the price is carriage to the border.
CODELIST = "charge_types"
#: Transport, loading and insurance up to the border, in the EU customs data model's list.
FREIGHT = "AK"
_WHERE = "goods_shipment"


class Part(NamedTuple):
    """An addition or deduction that falls on one item, in the country's currency, unrounded."""

    is_deducted: bool
    amount: Decimal
    step: Step
    used: ParameterUsed | None


class _Understood(NamedTuple):
    amount: Money
    is_deducted: bool
    is_by_mass: bool
    rate: Decimal
    used: ParameterUsed | None


def own(item: GoodsItem, at: str, grounds: Grounds) -> list[Part]:
    """The charges declared for the item itself."""
    parts = []
    for number, charge in enumerate(item.charges, 1):
        read = _understood(charge, f"{at}/charges/{number}", grounds)
        result = Money(read.amount.amount * read.rate, grounds.currency)
        sentence = wording.OWN_CHARGE[read.is_deducted, read.used is not None]
        operands = {"amount": shown(read.amount), "type": charge.type_code or ""}
        parts.append(_part(read, result, sentence, operands))
    return parts


def of_shipment(shipment: GoodsShipment) -> list[tuple[str, Charge]]:
    """The charges declared for the whole shipment, each with its place; freight is one of them."""
    charges = [(f"{_WHERE}/charges/{number}", charge) for number, charge in enumerate(shipment.charges, 1)]
    if shipment.freight_charge is not None:
        charges.insert(0, (f"{_WHERE}/freight_charge", Charge(type_code=FREIGHT, amount=shipment.freight_charge)))
    return charges


def is_freight(charge: Charge, law: Law) -> bool:
    """Whether the charge is carriage to the border, which belongs to the customs value."""
    attributes = _attributes(charge, law)
    return attributes.get("kind") == "freight" and attributes.get("sign") == "add"


def shares(
    charge: Charge, at: str, items: Sequence[GoodsItem], prices: Sequence[Decimal], grounds: Grounds
) -> list[Part]:
    """A charge of the shipment, shared out over items; the parts add up to it exactly."""
    read = _understood(charge, at, grounds)
    masses = _masses(items) if read.is_by_mass else None
    sentence = wording.SHARED_CHARGE[read.is_deducted, masses is not None, read.used is not None]
    parts = []
    for part in apportion(read.amount.amount, masses or prices, [item.sequence for item in items]):
        operands = {"part": plain(part), "whole": shown(read.amount), "type": charge.type_code or ""}
        parts.append(_part(read, Money(part * read.rate, grounds.currency), sentence, operands))
    return parts


def _part(read: _Understood, result: Money, sentence: str, operands: dict[str, str]) -> Part:
    if read.used is not None:
        operands["rate"] = read.used.value
    return Part(read.is_deducted, result.amount, Step(sentence, operands, shown(result)), read.used)


def _understood(charge: Charge, at: str, grounds: Grounds) -> _Understood:
    attributes = _attributes(charge, grounds.law)
    sign = attributes.get("sign")
    if sign not in ("add", "deduct"):
        found = charge.type_code or "-"
        raise findings.stop(findings.UNKNOWN_CHARGE, f"{at}/type_code", found=found, day=grounds.day())
    if charge.amount is None:
        raise findings.stop(findings.CHARGE_WITHOUT_AMOUNT, f"{at}/amount")
    rate, used = grounds.rate_of(charge.amount, at if at.endswith("freight_charge") else f"{at}/amount")
    return _Understood(charge.amount, sign == "deduct", attributes.get("apportion") == "mass", rate, used)


def _attributes(charge: Charge, law: Law) -> dict[str, str]:
    codelist = law.book.codelists.get(CODELIST)
    entry = codelist.entry(charge.type_code, law.day) if codelist else None
    return entry.attributes if entry else {}


def _masses(items: Sequence[GoodsItem]) -> list[Decimal] | None:
    """Gross masses, where every item states its own; otherwise the law shares by value."""
    masses = [item.gross_mass for item in items if item.gross_mass is not None and is_sound(item.gross_mass)]
    return masses if len(masses) == len(items) and any(masses) else None
