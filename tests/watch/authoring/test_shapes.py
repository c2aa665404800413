"""Every common shape writes a scenario that the language takes, that finds what it should and nothing else."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from clearway.core.watch.languages import LANGUAGES
from clearway.watch.authoring import files, linting
from clearway.watch.authoring.public import shapes, shaping
from clearway.watch.backtest.public import Duck
from clearway.watch.rulebook import public as rulebook
from tests.watch.authoring.written import GIVEN, REST
from tests.watch.country import DEMOLAND

BOOK = rulebook.read(rulebook.gather(DEMOLAND), fixtures=False)
TODAY = date(2026, 6, 1)
_ABROAD = {"key": "stays_abroad.person", "from": "stays_abroad.left_on", "until": "stays_abroad.back_on"}

#: What is typed for a shape, the rows, and the cases with their money.
TRIED: dict[str, tuple[dict[str, str], dict[str, list[dict[str, Any]]], dict[str, Decimal]]] = {
    "absence": (
        GIVEN,
        {"building_permits": [
            {"permit": "P1", "building": "B1", "declared_value": "100.00", "use_approved_on": "2026-01-10"},
            {"permit": "P2", "building": "B2", "declared_value": "100.00", "use_approved_on": "2026-01-10"},
            {"permit": "P3", "building": "B3", "declared_value": "100.00", "use_approved_on": "2026-05-02"}],
         "tax_assessments": [
            {"assessment": "A2", "tax": "acquisition", "property": "B2", "assessed_on": "2026-02-01"}]},
        {"B1": Decimal("100.00")},
    ),
    "overlap": (
        {"first": _ABROAD["key"], "first_from": _ABROAD["from"], "first_until": _ABROAD["until"],
         "second": _ABROAD["key"], "second_from": _ABROAD["from"], "second_until": _ABROAD["until"]},
        {"stays_abroad": [
            {"stay": "S1", "person": "P1", "left_on": "2026-01-01", "back_on": "2026-02-01"},
            {"stay": "S2", "person": "P1", "left_on": "2026-01-15"},
            {"stay": "S3", "person": "P2", "left_on": "2026-01-01", "back_on": "2026-01-05"},
            {"stay": "S4", "person": "P2", "left_on": "2026-01-06"}]},
        {"P1": Decimal("0.00")},
    ),
    "ended": (
        {"end": "stays_abroad.person", "end_day": "stays_abroad.left_on", "days": "90", "status": "benefits.person",
         "status_where": "benefits.state", "status_where_is": "paid", "money": "benefits.amount"},
        {"stays_abroad": [
            {"stay": "S1", "person": "P1", "left_on": "2026-01-01"},
            {"stay": "S2", "person": "P2", "left_on": "2026-05-01"},
            {"stay": "S3", "person": "P3", "left_on": "2026-01-01"}],
         "benefits": [
            {"person": "P1", "kind": "child", "month_from": "2026-05-01", "amount": "70.00", "state": "paid"},
            {"person": "P2", "kind": "child", "month_from": "2026-05-01", "amount": "70.00", "state": "paid"},
            {"person": "P3", "kind": "child", "month_from": "2026-05-01", "amount": "70.00", "state": "recovered"}]},
        {"P1": Decimal("70.00")},
    ),
    "ledgers": (
        {"first": "card_payments.unit", "first_amount": "card_payments.amount", "first_where": "card_payments.state",
         "first_where_is": "settled", "second": "contracts.unit", "second_amount": "contracts.price", "least": "10"},
        {"card_payments": [
            {"payment": "1", "unit": "U1", "amount": "500.00", "state": "settled"},
            {"payment": "2", "unit": "U1", "amount": "90.00", "state": "reversed"},
            {"payment": "3", "unit": "U2", "amount": "105.00", "state": "settled"}],
         "contracts": [{"contract": "C1", "unit": "U1", "price": "300.00"},
                       {"contract": "C2", "unit": "U2", "price": "100.00"}]},
        {"U1": Decimal("200.00")},
    ),
    "relation": (
        {"deal": "contracts.contract", "one": "contracts.vendor", "other": "contracts.unit",
         "tie_one": "company_ties.company", "tie_other": "company_ties.unit", "money": "contracts.price"},
        {"contracts": [{"contract": "C1", "unit": "U1", "vendor": "V1", "price": "300.00"},
                       {"contract": "C2", "unit": "U2", "vendor": "V1", "price": "100.00"}],
         "company_ties": [{"company": "V1", "person": "P1", "standing": "official", "unit": "U1"}]},
        {"C1": Decimal("300.00")},
    ),
    "outlier": (
        {"first": "card_payments.card", "first_amount": "card_payments.amount", "times": "5", "least": "3"},
        {"card_payments": [
            *({"payment": str(n), "card": "K1", "amount": "10.00"} for n in range(3)),
            {"payment": "9", "card": "K1", "amount": "51.00"},
            *({"payment": str(n), "card": "K2", "amount": "10.00"} for n in range(10, 13)),
            {"payment": "19", "card": "K2", "amount": "50.00"},
            {"payment": "20", "card": "K3", "amount": "1.00"}, {"payment": "21", "card": "K3", "amount": "900.00"}]},
        {"K1": Decimal("51.00")},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(shapes.SHAPES))
def test_a_shape_writes_what_the_language_takes_and_what_finds_the_case(name: str) -> None:
    given, rows, expected = TRIED[name]
    made = shaping.make(shapes.SHAPES[name], given, BOOK.sources)
    written = files.files("LT-97", "tax", "trial", {**made.card, **REST}, made.text, {})
    found = linting.lint(written, "LT-97", "tax", BOOK)

    assert found.faults == () and found.scenario is not None
    assert all(set(made.card[words]) == set(LANGUAGES) for words in ("title", "explanation", "clears"))
    with Duck(BOOK.law) as duck:
        for source in found.sources:
            table = BOOK.sources.table(source)
            duck.take(table, [table.read(row) for row in rows.get(source, [])])
        cases = duck.found(found.scenario, TODAY)
    assert {key: one.money for key, one in cases.items()} == expected


def test_what_somebody_types_is_a_text_and_never_part_of_the_question() -> None:
    typed = "x' OR 'a' = 'a"
    made = shaping.make(shapes.SHAPES["absence"], {**GIVEN, "answer_where_is": typed}, BOOK.sources)

    assert "'x'' OR ''a'' = ''a'" in made.text
