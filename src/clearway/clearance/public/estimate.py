"""What an import would owe, worked out as a declaration's assessment is; it binds nobody."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

import msgspec

from clearway.clearance.public.measures import together
from clearway.clearance.showing.figures import money, tax
from clearway.core.assess import assess
from clearway.core.assess.assessment import Assessment, DutyLine
from clearway.core.assess.numerals import is_sound
from clearway.core.assess.units import converted
from clearway.core.facts.basis import Quantity
from clearway.core.facts.circumstances import Circumstances
from clearway.core.facts.declaration import Declaration
from clearway.core.facts.goods import Classification, DutyTaxFee, GoodsItem, GoodsShipment, Origin, Procedure
from clearway.core.kernel.finding import Finding
from clearway.core.kernel.money import Money
from clearway.core.law.lawbook import Law
from clearway.platform.calendar import now
from clearway.platform.wording import say
from clearway.registers.rates import public as rates

#: A home-use import that claims nothing: procedure 4000, no preference, transaction value.
_HOME_USE = Procedure(current_code="40", previous_code="00")
_NOTHING_CLAIMED = DutyTaxFee(type_code="A00", regime_code="100")
LONGEST = 20


class Asked(msgspec.Struct, frozen=True):
    """What somebody wants to know: goods, origin, value, and the quantities that some duties are counted by."""

    code: str
    origin: str
    value: str = ""
    mass: str = ""
    quantity: str = ""
    is_wrong: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether there is enough to work with."""
        return bool(self.origin and self.value) and not self.is_wrong


class OwedSaid(msgspec.Struct, frozen=True):
    """One amount of an estimate, and why."""

    title: str
    rate: str
    amount: str
    law: str
    steps: tuple[str, ...]


class Estimate(msgspec.Struct, frozen=True):
    """What would be owed, line by line; or why it cannot be told."""

    lines: tuple[OwedSaid, ...]
    total: str
    says: tuple[str, ...]


def asked(given: Mapping[str, str], law: Law, code: str, origin: str) -> Asked:
    """What was typed, as far as it is a number that can be worked with."""
    typed = {name: given.get(name, "").strip().replace(" ", "")[:LONGEST] for name in ("value", "mass", "quantity")}
    is_wrong = any(text and _number(text) is None for text in typed.values())
    return Asked(code, origin, **typed, is_wrong=is_wrong)


def unit_of(law: Law, code: str, origin: str) -> str:
    """The unit, other than of mass, by which the goods are counted: the line's own, or the one a duty asks for."""
    line = law.tariff.line(code, law.day)
    if line is not None and line.unit:
        return line.unit
    units = (part.unit for one in law.applicable(code, origin or None) for part in one.components if part.unit)
    return next((unit for unit in units if converted(Decimal(1), "KGM", unit) is None), "")


def estimate(one: Asked, law: Law) -> Estimate:
    """What the goods would owe on the law's day."""
    found = assess(_declaration(one, law), law, _circumstances(one, law))
    return Estimate(
        lines=tuple(_said(line, law) for line in found.lines),
        total=money(found.total.amount, found.total.currency) if found.lines else "",
        says=tuple(_finding(finding) for finding in _worth_saying(found)),
    )


def _declaration(one: Asked, law: Law) -> Declaration:
    price = Money(_number(one.value) or Decimal(0), law.country.currency)
    unit = unit_of(law, one.code, one.origin)
    quantity = _number(one.quantity)
    item = GoodsItem(
        sequence=1,
        classifications=(Classification(id=one.code, type_code="TSP"),),
        origins=(Origin(country=one.origin, type_code="1"),),
        price=price,
        net_mass=_number(one.mass),
        supplementary_quantity=Quantity(value=quantity, unit=unit) if quantity is not None and unit else None,
        procedures=(_HOME_USE,),
        valuation_method_code="1",
        duty_tax_fees=(_NOTHING_CLAIMED,),
    )
    return Declaration(
        function_code="9",
        type_code="IMA",
        invoice_amount=price,
        goods_shipment=GoodsShipment(items=(item,)),
    )


def _circumstances(one: Asked, law: Law) -> Circumstances:
    currencies = {
        component.currency
        for measure in law.applicable(one.code, one.origin)
        for component in measure.components
        if component.currency
    }
    known = rates.rates_for(currencies - {law.country.currency}, law.day)
    return Circumstances(lodged_at=now(), day=law.day, submitter="", draw=Decimal(1), rates=known)


def _worth_saying(found: Assessment) -> list[Finding]:
    """Why nothing can be told, where that is so; what a trader would be warned of besides."""
    rejecting = [finding for finding in found.findings if finding.severity == "reject"]
    return rejecting or list(found.findings)


def _finding(found: Finding) -> str:
    return say(found.sentence, found.facts)


def _said(line: DutyLine, law: Law) -> OwedSaid:
    steps = tuple(f"{say(step.sentence, step.operands).rstrip('.')} = {step.result}" for step in line.steps)
    amount = money(line.amount.amount, line.amount.currency)
    return OwedSaid(tax(line.type_code, law), together(line.expression or ""), amount, line.law, steps)


def _number(text: str) -> Decimal | None:
    """A number without a sign, with a point or a comma before its decimals."""
    try:
        number = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None
    return number if number.is_finite() and number >= 0 and is_sound(number) else None
