"""Responses as the answer they tell, for those who receive them."""

from decimal import Decimal

from clearway.core.facts.basis import Pointer
from clearway.core.kernel.finding import Finding, Severity
from clearway.core.kernel.money import Money
from clearway.formats.answer import Answer, Outcome, TaxLine
from clearway.formats.wco import declaration, pointers
from clearway.formats.wco.pointers import UnknownPointer
from clearway.formats.wco.response import facts, functions

#: A line without an amount owes nothing, in no currency (ISO 4217 XXX).
NOTHING = Money(Decimal(0), "XXX")

_LANES = {code: lane for lane, code in functions.LANES.items()}
_SEVERITIES: dict[str | None, Severity] = {"AFB": "warn", "AAI": "note"}


def answer(responses: list[facts.Response]) -> Answer:
    """The one answer that responses about one declaration tell together."""
    first, about = responses[0], responses[0].about
    assert first.issued_at is not None
    tax = next((each.about for each in responses if each.function_code == functions.TAX), facts.About())
    statuses = [_LANES[each.code] for each in first.statuses if each.code in _LANES]
    return Answer(
        reference=about.reference,
        outcome=_outcome({each.function_code for each in responses}),
        answered_at=first.issued_at,
        mrn=about.mrn,
        version=about.version or 1,
        lodged_at=about.accepted_at,
        lane=statuses[0] if statuses else None,
        office=first.offices[0] if first.offices else None,
        findings=(*map(_error, first.errors), *map(_remark, first.information)),
        lines=tuple(_line(item.sequence, tax) for item in tax.items for tax in item.taxes),
        total=next((total.payable for total in tax.totals), None),
        payable_by=next((total.due_at for total in tax.totals), None),
    )


def _outcome(functions_found: set[str]) -> Outcome:
    if functions.REJECTED in functions_found:
        return "refused"
    if functions.CANCELLED in functions_found:
        return "cancelled"
    return "decided" if functions.CLEARED in functions_found else "accepted"


def _error(error: facts.Error) -> Finding:
    rule, sentence = _split(error.description, error.code)
    return Finding(rule=rule, severity="reject", at=_path(error.pointers), sentence=sentence)


def _remark(remark: facts.Information) -> Finding:
    rule, sentence = _split(remark.description, remark.code)
    severity = _SEVERITIES.get(remark.type_code, "note")
    return Finding(rule=rule, severity=severity, at=_path(remark.pointers), sentence=sentence)


def _split(description: str | None, code: str | None) -> tuple[str, str]:
    """The full code stands before the description; where it does not, the code's own element is taken."""
    rule, found, sentence = (description or "").partition(": ")
    if found and " " not in rule:
        return rule, sentence
    return code or "", description or ""


def _path(steps: tuple[Pointer, ...]) -> str:
    try:
        return declaration.path(pointers.joined(steps))
    except UnknownPointer:
        return ""


def _line(item: int, tax: facts.Tax) -> TaxLine:
    return TaxLine(
        item=item,
        type_code=tax.type_code or "",
        amount=tax.assessed or NOTHING,
        base=tax.base,
        base_quantity=tax.base_quantity.value if tax.base_quantity else None,
        rate=tax.rate,
        regime_code=tax.regime_code,
    )
