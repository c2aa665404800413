"""Fees for the declaration as a whole, and the security for what is suspended; both by national formula."""

from functools import lru_cache

from clearway.core.assess.assessment import DutyLine, ParameterUsed, Step
from clearway.core.assess.charging import Case
from clearway.core.assess.grounds import Grounds
from clearway.core.assess.matter import Charge, Matter, Owed
from clearway.core.assess.numerals import shown
from clearway.core.kernel.money import Money
from clearway.core.law.formula import Formula
from clearway.core.law.lawbook import Law

#: A formula whose code ends so is asked of every declaration; it answers nothing where no fee is owed.
FEE_SUFFIX = "-FEE"
GUARANTEE = "GUARANTEE"
#: The place of what concerns no single item.
WHOLE = "goods_shipment"


def fees(value: Money, grounds: Grounds) -> list[DutyLine]:
    """What the declaration owes for being handled; item 0 is the declaration itself."""
    lines = []
    for formula in _fee_formulas(grounds.law):
        matter = Matter(grounds, WHOLE, formula=formula.code, value=value, owed=Owed(grounds.nothing))
        answer: Charge | None = formula.function(matter)
        if answer is not None:
            lines.append(_line(formula, matter, answer, 0, "fee", grounds))
    return lines


def security(case: Case) -> DutyLine:
    """What must be secured while duty and taxes on the item are suspended."""
    formula = case.grounds.formula(GUARANTEE, case.at)
    matter = Matter(case.grounds, case.at, formula=GUARANTEE, value=case.value, owed=case.owed, item=case.item)
    answer: Charge = formula.function(matter)
    return _line(formula, matter, answer, case.position, "fee", case.grounds)


def _line(
    formula: Formula, matter: Matter, answer: Charge, position: int, subject: str, grounds: Grounds
) -> DutyLine:
    used: tuple[ParameterUsed, ...] = tuple(matter.parameters)
    steps = [*matter.steps, Step(formula.sentence, {one.code: one.value for one in used}, shown(answer.amount))]
    amount = grounds.rounded(answer.amount, subject, steps)
    return DutyLine(
        item=position,
        type_code=answer.type_code,
        amount=amount,
        formula=formula.code,
        law=used[0].law if used else formula.law,
        base=matter.base,
        rate=matter.percentage,
        parameters=used,
        steps=tuple(steps),
    )


@lru_cache(maxsize=512)
def _fee_formulas(law: Law) -> tuple[Formula, ...]:
    return tuple(one for one in law.book.formulas if one.code.endswith(FEE_SUFFIX) and one.period.covers(law.day))
