"""Duty expressions: percentages and specific amounts, added up, with a least and a most; in words and in numbers."""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from clearway.core.assess import findings, wording
from clearway.core.assess.assessment import ParameterUsed, Step
from clearway.core.assess.grounds import Grounds
from clearway.core.assess.numerals import plain, shown
from clearway.core.assess.units import quantity_of
from clearway.core.facts.goods import GoodsItem
from clearway.core.kernel.money import Money
from clearway.core.law.tariff import DutyComponent, Measure

FIRST, PLUS, LEAST, MOST = "01", "04", "15", "17"
_JOINED = {PLUS: " + ", LEAST: " MIN ", MOST: " MAX "}
_HUNDRED = Decimal(100)


class Goods(NamedTuple):
    """The item whose quantities a specific duty is counted by, its place, and its goods line's own unit."""

    item: GoodsItem
    at: str
    supplementary_unit: str | None


class Worked(NamedTuple):
    """An amount, unrounded, and how it was reached; base, rate and quantity where there is one of each."""

    amount: Money
    steps: tuple[Step, ...]
    parameters: tuple[ParameterUsed, ...] = ()
    base: Money | None = None
    rate: Decimal | None = None
    quantity: Decimal | None = None
    unit: str | None = None


def words(measure: Measure) -> str:
    """A duty expression as a tariff prints it, for example ``6.5 % + 12 DML/100 KGM MIN 3 DML/KGM``."""
    text = "".join(_JOINED.get(one.expression, " ") + component_words(one) for one in measure.components)
    return text.strip(" +") or (f"formula {measure.formula}" if measure.formula else "free")


def component_words(component: DutyComponent) -> str:
    """One part of a duty expression."""
    amount = plain(component.amount)
    if component.unit is None:
        return f"{amount} %" if component.currency is None else f"{amount} {component.currency}"
    per = "" if component.per == 1 else f"{plain(component.per)} "
    return f"{amount} {component.currency}/{per}{component.unit}"


def is_ad_valorem(components: Iterable[DutyComponent]) -> bool:
    """Whether a part of the expression is a percentage, so that a base is needed."""
    for one in components:
        if _is_percentage(one):
            return True
    return False


def _is_percentage(component: DutyComponent) -> bool:
    return component.currency is None and component.unit is None


def _percentage(component: DutyComponent, base: Money) -> Worked:
    amount = Money(base.amount * component.amount / _HUNDRED, base.currency)
    step = Step(wording.PERCENT, {"rate": plain(component.amount), "base": shown(base)}, shown(amount))
    return Worked(amount, (step,), (), base, component.amount)


def work_out(measure: Measure, base: Money, goods: Goods, grounds: Grounds) -> Worked:
    """The amount of a duty expression on a base and the item's quantities.

    Parts are added until a least (15) or a most (17) is met; parts after it belong to that bound.
    """
    first = measure.components[0]
    if len(measure.components) == 1:
        # Most duties are one percentage, or one amount for a unit.
        return _percentage(first, base) if _is_percentage(first) else _Part(first, base, goods, grounds).worked()
    parts = [_Part(component, base, goods, grounds) for component in measure.components]
    amount, steps, rest = _sum(parts, grounds.nothing)
    while rest:
        bound, bound_steps, after = _sum(rest, grounds.nothing)
        kind, rest = rest[0].component.expression, after
        if kind not in (LEAST, MOST):
            raise findings.stop(findings.UNKNOWN_EXPRESSION, goods.at, found=kind, expression=words(measure))
        steps += bound_steps
        amount, step = _bounded(kind, amount, bound)
        steps.append(step)
    return Worked(
        amount,
        tuple(steps),
        tuple(part.rate_used for part in parts if part.rate_used),
        base=base if is_ad_valorem(measure.components) else None,
    )


class _Part:
    """One component with its amount."""

    def __init__(self, component: DutyComponent, base: Money, goods: Goods, grounds: Grounds) -> None:
        self.component = component
        self.rate_used: ParameterUsed | None = None
        self.base: Money | None = None
        self.quantity: Decimal | None = None
        if _is_percentage(component):
            worked = _percentage(component, base)
            self.base, self.amount, self.step = base, worked.amount, worked.steps[0]
        else:
            self._specific(goods, grounds)

    def _specific(self, goods: Goods, grounds: Grounds) -> None:
        component, unit = self.component, self.component.unit
        each, currency = component.amount, component.currency or grounds.currency
        operands = {"rate": component_words(component)}
        sentence, converted = wording.FIXED, wording.FIXED_AT
        if unit is not None:
            quantity = self.quantity = quantity_of(goods.item, unit, goods.supplementary_unit)
            if quantity is None:
                raise findings.stop(
                    findings.QUANTITY_NEEDED, goods.at, expression=component_words(component), unit=unit
                )
            each = each * quantity / component.per
            operands["quantity"] = f"{plain(quantity)} {unit}"
            sentence, converted = wording.PER_UNIT, wording.PER_UNIT_AT
        if currency != grounds.currency:
            rate, self.rate_used = grounds.rate(currency, goods.at)
            each *= rate
            operands["exchange"] = plain(rate)
            sentence = converted
        self.amount = Money(each, grounds.currency)
        self.step = Step(sentence, operands, shown(self.amount))

    def worked(self) -> Worked:
        """The part as the whole expression."""
        return Worked(
            self.amount,
            (self.step,),
            (self.rate_used,) if self.rate_used else (),
            base=self.base,
            rate=self.component.amount,
            quantity=self.quantity,
            unit=self.component.unit,
        )


def _sum(parts: list[_Part], nothing: Money) -> tuple[Money, list[Step], list[_Part]]:
    """The first part and what is added to it; the parts from the next bound on are left over."""
    amount, steps, count = nothing, list[Step](), 0
    for part in parts:
        if count and part.component.expression != PLUS:
            break
        amount, count = amount + part.amount, count + 1
        steps.append(part.step)
    if count > 1:
        steps.append(Step(wording.TOGETHER, {}, shown(amount)))
    return amount, steps, parts[count:]


def _bounded(kind: str, amount: Money, bound: Money) -> tuple[Money, Step]:
    sentence = wording.LEAST if kind == LEAST else wording.MOST
    chosen = max(amount.amount, bound.amount) if kind == LEAST else min(amount.amount, bound.amount)
    result = Money(chosen, amount.currency)
    return result, Step(sentence, {"amount": shown(amount), "bound": shown(bound)}, shown(result))
