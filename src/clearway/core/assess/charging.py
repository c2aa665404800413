"""From a measure to a line: the amount is worked out, rounded as the law says, and carries its reasons."""

from typing import NamedTuple

from clearway.core.assess import expression, wording
from clearway.core.assess.assessment import DutyLine, ParameterUsed, Step
from clearway.core.assess.expression import Goods, Worked
from clearway.core.assess.grounds import Grounds
from clearway.core.assess.matter import Matter, Owed
from clearway.core.assess.measures import Ready, Resolution
from clearway.core.assess.numerals import shown
from clearway.core.assess.procedures import relieving
from clearway.core.facts.goods import GoodsItem
from clearway.core.kernel.money import Money

#: The formula of a measure that is read as it stands.
PLAIN_READING = "DUTY-EXPRESSION"


class Case(NamedTuple):
    """One item before the law: what bears on it, its value, its documents, and what it owes so far.

    ``goods`` is the item as specific duties count it.
    """

    position: int
    at: str
    item: GoodsItem
    value: Money
    resolution: Resolution
    documents: frozenset[str]
    reliefs: dict[str, str]
    owed: Owed
    grounds: Grounds
    goods: Goods


def charge(ready: Ready, base: Money, case: Case) -> Worked:
    """The amount of a measure, unrounded: by its national formula, or as its expression reads."""
    measure = ready.measure
    if measure.formula is not None:
        return _by_formula(measure.formula, case)
    if not measure.components:
        return Worked(case.grounds.nothing, (Step(wording.FREE, {}, shown(case.grounds.nothing)),), base=base)
    return expression.work_out(measure, base, case.goods, case.grounds)


def line(
    ready: Ready,
    worked: Worked,
    case: Case,
    *,
    subject: str,
    formula: str = PLAIN_READING,
    law: str | None = None,
    before: tuple[Step, ...] = (),
    regime_code: str | None = None,
) -> DutyLine:
    """A line for an item; ``before`` are the steps that led to its base. What is relieved is zero."""
    steps = [*before, *worked.steps]
    amount = case.grounds.rounded(worked.amount, subject, steps)
    if case.reliefs:
        amount = _relieved(amount, ready.type_code, case, steps)
    return DutyLine(
        item=case.position,
        type_code=ready.type_code,
        amount=amount,
        formula=ready.measure.formula or formula,
        law=law or ready.law,
        measure=ready.measure.sid,
        expression=ready.words,
        base=worked.base,
        base_quantity=worked.quantity,
        base_unit=worked.unit,
        rate=worked.rate,
        regime_code=regime_code,
        payment_method=_payment_method(case.item, ready.type_code),
        parameters=(ready.used, *worked.parameters),
        steps=tuple(steps),
    )


def based(code: str, case: Case) -> tuple[Money, Step, str]:
    """A base by the country's formula, the step that shows it, and the formula's law."""
    formula = case.grounds.formula(code, case.at)
    case.owed.read = {}
    base: Money = formula.function(case.value, case.owed)
    operands = {"value": shown(case.value), **case.owed.read}
    return base, Step(formula.sentence, operands, shown(base)), formula.law


def _by_formula(code: str, case: Case) -> Worked:
    formula = case.grounds.formula(code, case.at)
    matter = Matter(case.grounds, case.at, formula=code, value=case.value, owed=case.owed, item=case.item)
    amount: Money = formula.function(matter)
    said = Step(formula.sentence, {}, shown(amount))
    used = ParameterUsed(f"formula {code}", formula.sentence, formula.period.since.isoformat(), formula.law)
    return Worked(amount, (*matter.steps, said), (used, *matter.parameters), base=matter.base, rate=matter.percentage)


def _relieved(amount: Money, type_code: str, case: Case, steps: list[Step]) -> Money:
    procedure = relieving(case.reliefs, type_code)
    if procedure is None:
        return amount
    nothing = case.grounds.nothing
    steps.append(Step(wording.RELIEVED, {"procedure": procedure, "amount": shown(amount)}, shown(nothing)))
    return nothing


def _payment_method(item: GoodsItem, type_code: str) -> str | None:
    """What the trader says of this tax, or else of the first of all."""
    first = None
    for tax in item.duty_tax_fees:
        if tax.payment_method_code:
            if tax.type_code == type_code:
                return tax.payment_method_code
            first = first or tax.payment_method_code
    return first
