"""An answer as responses: what became of the declaration, what is owed and what is to be done, each on its own."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby

from clearway.core.facts.basis import Quantity
from clearway.core.kernel.finding import Finding
from clearway.core.kernel.money import Money
from clearway.formats.answer import Answer, TaxLine
from clearway.formats.wco import declaration
from clearway.formats.wco.response import facts, functions
from clearway.formats.wording import filled

#: The model's amounts have three digits after the point, its quantities six.
AMOUNT_STEP, QUANTITY_STEP = Decimal("0.001"), Decimal("0.000001")
MOST_TEXT, MOST_CODE, MOST_ID = 512, 8, 35


def responses(answer: Answer) -> Iterator[facts.Response]:
    """The responses of an answer, in the order in which things happened."""
    if answer.outcome == "refused":
        yield _response(answer, functions.REJECTED)
        return
    if answer.outcome == "cancelled":
        yield _response(answer, functions.CANCELLED)
        return
    yield _response(answer, functions.ACCEPTED)
    if answer.lines or answer.total is not None:
        yield _response(answer, functions.TAX)
    if answer.outcome == "decided":
        yield _response(answer, functions.CLEARED)
    elif answer.lane in functions.CHECKS:
        yield _response(answer, functions.CHECKS[answer.lane])


def _response(answer: Answer, function: str) -> facts.Response:
    is_first = function in (functions.ACCEPTED, functions.REJECTED, functions.CANCELLED)
    findings = answer.findings if is_first else ()
    return facts.Response(
        function_code=function,
        id=_id(answer, function),
        issued_at=answer.answered_at,
        information=tuple(_remark(each) for each in findings if each.severity != "reject"),
        offices=(answer.office,) if answer.office else (),
        errors=tuple(_error(each) for each in findings if each.severity == "reject"),
        statuses=_statuses(answer) if is_first else (),
        about=_about(answer, function),
    )


def _about(answer: Answer, function: str) -> facts.About:
    is_tax = function == functions.TAX
    return facts.About(
        accepted_at=answer.lodged_at if function == functions.ACCEPTED else None,
        cancelled_at=answer.answered_at if function == functions.CANCELLED else None,
        rejected_at=answer.answered_at if function == functions.REJECTED else None,
        reference=answer.reference,
        mrn=answer.mrn,
        version=answer.version,
        totals=_totals(answer) if is_tax else (),
        items=_items(answer.lines) if is_tax else (),
    )


def _id(answer: Answer, function: str) -> str | None:
    """A response is known by its declaration, version and function; the same answer has the same number."""
    number = f"{answer.mrn}-{answer.version}-{function}"
    return number if answer.mrn and len(number) <= MOST_ID else None


def _statuses(answer: Answer) -> tuple[facts.Status, ...]:
    code = functions.LANES.get(answer.lane or "")
    return (facts.Status(code=code),) if code else ()


def _error(finding: Finding) -> facts.Error:
    return facts.Error(
        description=_words(finding),
        code=_code(finding.rule),
        pointers=declaration.steps(finding.at),
    )


def _remark(finding: Finding) -> facts.Information:
    return facts.Information(
        code=finding.rule[:17],
        description=_words(finding),
        type_code=functions.REMARKS[finding.severity],
        pointers=declaration.steps(finding.at),
    )


def _code(rule: str) -> str:
    """The model has eight characters for a code; a longer one stands in full before the description."""
    return rule if len(rule) <= MOST_CODE else rule.replace("-", "")[:MOST_CODE]


def _words(finding: Finding) -> str:
    """The sentence, what was found and what would pass, on one line, after the rule's code."""
    words = [f"{finding.rule}:", filled(finding.sentence, finding.facts)]
    if finding.found:
        words.append(f"({finding.found})")
    if finding.remedy:
        words.append(filled(finding.remedy, finding.facts))
    line = " ".join(" ".join(words).split())
    line = "".join(character if character.isprintable() else " " for character in line).strip()
    return line if len(line) <= MOST_TEXT else f"{line[: MOST_TEXT - 1].rstrip()}…"


def _totals(answer: Answer) -> tuple[facts.Total, ...]:
    if answer.total is None and answer.payable_by is None:
        return ()
    return (facts.Total(due_at=answer.payable_by, payable=_fitting(answer.total)),)


def _items(lines: tuple[TaxLine, ...]) -> tuple[facts.TaxedItem, ...]:
    return tuple(
        facts.TaxedItem(sequence=item, taxes=tuple(_tax(line) for line in of_item))
        for item, of_item in groupby(lines, key=lambda line: line.item)
    )


def _tax(line: TaxLine) -> facts.Tax:
    quantity = line.base_quantity
    return facts.Tax(
        base=_fitting(line.base),
        regime_code=line.regime_code,
        base_quantity=Quantity(value=_stepped(quantity, QUANTITY_STEP)) if quantity is not None else None,
        rate=line.rate,
        type_code=line.type_code,
        assessed=_fitting(line.amount),
        payable=_fitting(line.amount),
    )


def _fitting(money: Money | None) -> Money | None:
    """An amount as the model can carry it; amounts owed are rounded by law already, bases may be finer."""
    return None if money is None else Money(_stepped(money.amount, AMOUNT_STEP), money.currency)


def _stepped(number: Decimal, step: Decimal) -> Decimal:
    """A number no finer than the step; one that is written coarsely enough stays as it is."""
    finest, spelled = step.as_tuple().exponent, number.as_tuple().exponent
    assert isinstance(finest, int) and isinstance(spelled, int)
    return number if spelled >= finest else number.quantize(step, rounding=ROUND_HALF_UP)
