"""The demonstration country's worked cases for lawyers: every amount to the last cent, by its own pack."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from clearway.core.assess import assess
from clearway.core.assess.assessment import Assessment, DutyLine
from clearway.core.facts.declaration import Declaration
from clearway.core.facts.goods import DutyTaxFee, GoodsItem
from clearway.core.kernel.money import Money
from clearway.core.law.lawbook import Lawbook
from clearway.registers.lawbook.packs import compile_pack, strict_yaml
from clearway.registers.lawbook.packs.faults import FaultList
from tests.core.assess.build_declaration import charge, circumstances, declaration, item, quantity

PACK = Path(__file__).parents[3] / "packs/demoland"
#: What a case calls each role of a line; a line of the declaration itself is a FEE.
SUBJECTS = {"duty": "DUTY", "preference": "DUTY", "remedy": "REMEDY", "excise": "EXCISE", "vat": "VAT", "fee": "FEE"}


@cache
def book() -> Lawbook:
    return compile_pack(PACK)


def cases() -> Iterator[Any]:
    for path in sorted((PACK / "cases/duties").glob("*.yaml")):
        faults = FaultList()
        document = strict_yaml.read(path.read_text("utf-8"), path.name, faults)
        assert document is not None and not faults.faults, (path, faults.faults)
        for number, case in enumerate(document.value, 1):
            yield pytest.param(case, id=f"{path.stem}-{number}: {case['case']}")


CASES = list(cases())


@pytest.mark.parametrize("case", CASES)
def test_a_worked_case_comes_out_to_the_cent(case: dict[str, Any]) -> None:
    assert case.keys() == {"case", "law", "lodged", "given", "expect"}
    day, given, expect = case["lodged"], case["given"], case["expect"]

    result = assess(lodged(given), book().on(day), registers(given, day))

    assert outcome(result, expect) == expect


def test_every_kind_of_duty_has_a_worked_case() -> None:
    seen = {subject for param in CASES for subject in param.values[0]["expect"]}

    assert seen >= {*SUBJECTS.values(), "VALUES", "SECURITY", "findings"}
    assert len(CASES) >= 40


def test_every_formula_and_fee_of_the_pack_is_used_by_a_case() -> None:
    used: set[str] = set()
    for param in CASES:
        case = param.values[0]
        result = assess(lodged(case["given"]), book().on(case["lodged"]), registers(case["given"], case["lodged"]))
        used |= {f"{line.formula} {line.law}" for line in (*result.lines, *result.security)}
        used |= {f"CUSTOMS-VALUE {value.law}" for value in result.values}
    expected = {one.code for one in book().formulas}

    assert {text.partition(" ")[0] for text in used} >= expected


def lodged(given: dict[str, Any]) -> Declaration:
    header = dict(given.get("declaration", {}))
    if "charges" in header:
        header["charges"] = tuple(charge(code, amount) for code, amount in header["charges"].items())
    items = [dict(one) for one in given.get("items", [given.get("item")])]
    return declaration(*(goods(number, one) for number, one in enumerate(items, 1)), **header)


def goods(number: int, given: dict[str, Any]) -> GoodsItem:
    """An item as a case tells it.

    ``second_quantity`` is the base of a specific duty in another unit; ``first_registered`` is a vehicle's.
    """
    facts = dict(given)
    for key in ("documents", "codes"):
        facts[key] = " ".join(facts.get(key, ()))
    for key in ("net_mass", "gross_mass"):
        if key in facts:
            facts[key] = Decimal(facts[key])
    if "quantity" in facts:
        facts["supplementary_quantity"] = facts.pop("quantity")
    if "charges" in facts:
        facts["charges"] = tuple(charge(code, amount) for code, amount in facts["charges"].items())
    if "first_registered" in facts:
        facts["statements"] = {"DV001": facts.pop("first_registered").isoformat()}
    second = facts.pop("second_quantity", None)
    built = item(number, **facts)
    if second is None:
        return built
    taxes = (*built.duty_tax_fees, DutyTaxFee(type_code="A00", specific_base=quantity(second)))
    return type(built)(**{name: getattr(built, name) for name in built.__struct_fields__} | {"duty_tax_fees": taxes})


def registers(given: dict[str, Any], day: date) -> Any:
    return circumstances(day, **{code: str(rate) for code, rate in given.get("rates", {}).items()})


def outcome(result: Assessment, expect: dict[str, Any]) -> dict[str, Any]:
    """What came out, in a case's words: every line's amount, and values, findings and the like where asked for."""
    found: dict[str, Any] = {}
    for line in result.lines:
        subject = subject_of(line)
        earlier = Decimal(found[subject].split()[0]) if subject in found else Decimal(0)
        found[subject] = written(Money(line.amount.amount + earlier, line.amount.currency))
    if "VALUES" in expect:
        found["VALUES"] = [written(value.customs_value) for value in result.values]
    if "TOTAL" in expect:
        found["TOTAL"] = written(result.total)
    if result.security:
        found["SECURITY"] = written(Money(sum(one.amount.amount for one in result.security), result.total.currency))
    if result.findings:
        found["findings"] = [finding.rule for finding in result.findings]
    if "saving" in expect:
        found["saving"] = next(one.facts["saving"] for one in result.findings if "saving" in one.facts)
    return found


def subject_of(line: DutyLine) -> str:
    for measures in book().tariff.measures.values():
        for measure in measures:
            if measure.sid == line.measure:
                return SUBJECTS[book().tariff.types[measure.type].role]
    return "FEE"


def written(money: Money) -> str:
    """An amount as a case writes it: cents only where there are any."""
    amount = money.amount
    return (
        f"{amount:.0f} {money.currency}" if amount == amount.to_integral_value() else f"{amount:.2f} {money.currency}"
    )
