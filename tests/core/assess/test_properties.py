"""What holds for every assessment, whatever is declared."""

from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from clearway.core.assess import assess
from clearway.core.facts.basis import Quantity
from clearway.core.facts.declaration import Declaration
from clearway.core.facts.documents import AdditionalDocument, AdditionalInformation
from clearway.core.facts.goods import (
    Charge,
    Classification,
    DutyTaxFee,
    GoodsItem,
    GoodsShipment,
    Origin,
    Procedure,
    TradeTerms,
)
from clearway.core.kernel.money import Money
from tests.core.assess.build_declaration import charge, circumstances, declaration, item
from tests.core.assess.build_law import law, measure

LAW = law(
    measure("11", "103", "12 %"),
    measure("11111111", "142", "3 %", area="3020", preference_codes=("300",), documents=("N954",)),
    measure("11111111", "552", "8 %", area="CN", additional_code="C101"),
    measure("11111111", "552", "42 %", area="CN", additional_code="C999"),
    measure("22222222", "103", "5 % + 2 DML/KGM MIN 7 % MAX 3 EUR/NAR"),
    measure("22222222", "306", "2 DML/KGM", additional_code="X1"),
    measure("33333333", "103", "25 %"),
    measure("33333333", "306", "20 %", formula="EXCISE-VEHICLE"),
    *(measure(chapter, "305", "16 %") for chapter in ("11", "22", "33")),
)
RATES = {"USD": "1.2345", "EUR": "1.5 2026-01-01"}
REGISTERS = circumstances(**RATES)

ODD = st.sampled_from(
    [Decimal(text) for text in ("NaN", "sNaN", "Infinity", "-1", "1e40", "1e-40", "-0", "1e999999")]
)
NUMBERS = st.one_of(st.none(), st.decimals(0, 10**17, places=3), ODD)
CODES = st.one_of(
    st.none(),
    st.text(max_size=6),
    st.sampled_from(
        ["100", "300", "110", "C101", "X1", "AK", "AB", "BA", "40", "00", "71", "C07", "DV001", "DL", "VN"]
    ),
)
MONEY = st.one_of(
    st.none(),
    st.builds(Money, NUMBERS.filter(lambda n: n is not None), st.sampled_from(["DML", "USD", "EUR", "", "XX"])),
)
QUANTITIES = st.one_of(
    st.none(),
    st.builds(
        Quantity,
        value=NUMBERS.filter(lambda n: n is not None),
        unit=st.sampled_from([None, "KGM", "NAR", "LTR", "TNE", "?"]),
    ),
)


def some(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, max_size=2).map(tuple)


CHARGES = some(st.builds(Charge, type_code=CODES, amount=MONEY))
DOCUMENTS = some(st.builds(AdditionalDocument, category_code=st.just("N"), type_code=st.sampled_from(["954", None])))
ITEMS = st.builds(
    GoodsItem,
    sequence=st.integers(-5, 5),
    classifications=some(
        st.one_of(
            st.builds(
                Classification,
                id=st.sampled_from(["11111111", "22222222", "33333333", "1111", "", None]),
                type_code=st.sampled_from(["TSP", "TSP", None]),
            ),
            st.builds(Classification, id=CODES, type_code=st.just("TRA")),
        )
    ),
    gross_mass=NUMBERS,
    net_mass=NUMBERS,
    supplementary_quantity=QUANTITIES,
    price=MONEY,
    customs_value=MONEY,
    statistical_value=MONEY,
    procedures=some(st.builds(Procedure, current_code=CODES, previous_code=CODES)),
    origins=some(
        st.builds(Origin, country=st.sampled_from([None, "CN", "VN"]), type_code=st.sampled_from([None, "1", "2"]))
    ),
    duty_tax_fees=some(
        st.builds(DutyTaxFee, type_code=CODES, regime_code=CODES, specific_base=QUANTITIES, quota_order=CODES)
    ),
    valuation_method_code=CODES,
    charges=CHARGES,
    documents=DOCUMENTS,
    information=some(
        st.builds(
            AdditionalInformation,
            code=CODES,
            description=st.sampled_from([None, "2016-05-01", "9999-12-31", "0001-01-01", "x"]),
        )
    ),
)
SHIPMENTS = st.builds(
    GoodsShipment,
    freight_charge=MONEY,
    charges=CHARGES,
    items=st.lists(ITEMS, max_size=4).map(tuple),
    trade_terms=st.one_of(
        st.none(), st.builds(TradeTerms, condition_code=st.sampled_from(["FOB", "CIF", None, "?"]))
    ),
)
DECLARATIONS = st.builds(
    Declaration,
    function_code=st.sampled_from(["9", "13", ""]),
    type_code=st.sampled_from(["IMA", "EXA", "T1", "COR", "INV", None, "?"]),
    invoice_amount=MONEY,
    documents=DOCUMENTS,
    goods_shipment=st.one_of(st.none(), SHIPMENTS),
)

PRICES = st.decimals(Decimal("0.01"), 10**9, places=2)
SOUND_ITEMS = st.builds(
    item,
    st.integers(1, 9),
    price=st.tuples(PRICES, st.sampled_from(["DML", "USD"])).map(lambda pair: f"{pair[0]} {pair[1]}"),
    commodity=st.sampled_from(["11111111", "22222222", "33333333"]),
    gross_mass=st.decimals(1, 10**6, places=3),
    net_mass=st.decimals(1, 10**6, places=3),
    supplementary_quantity=st.integers(1, 10**6).map(lambda number: f"{number} NAR"),
    origin=st.sampled_from(["CN", "VN", "US"]),
    codes=st.just("X1"),
    statements=st.just({"DV001": "2020-02-29"}),
)
LODGED = st.lists(SOUND_ITEMS, min_size=1, max_size=6, unique_by=lambda one: one.sequence)
FRESH = circumstances(USD="1.2345", EUR="1.5")


@settings(max_examples=150)
@given(DECLARATIONS)
def test_nothing_that_can_be_declared_makes_it_fail(lodged: Declaration) -> None:
    result = assess(lodged, LAW, REGISTERS)

    assert result.total.amount == sum(line.amount.amount for line in result.lines)
    assert all(line.amount.amount >= 0 for line in (*result.lines, *result.security))
    assert all(value.customs_value.amount >= 0 for value in result.values)
    rejected = any(finding.severity == "reject" for finding in result.findings)
    assert not (rejected and (result.lines or result.total.amount))
    msgspec.json.encode(result)


@given(LODGED, PRICES)
def test_every_sound_declaration_is_assessed_and_the_total_is_the_sum_of_its_lines(
    items: list[GoodsItem], freight: Decimal
) -> None:
    result = assess(declaration(*items, freight_charge=f"{freight} USD"), LAW, FRESH)

    assert not [one for one in result.findings if one.severity == "reject"]
    assert result.total.amount == sum(line.amount.amount for line in result.lines)
    assert {line.item for line in result.lines} == set(range(1, len(items) + 1))


@given(LODGED, PRICES, st.randoms(use_true_random=False))
def test_the_order_of_items_changes_no_total(items: list[GoodsItem], freight: Decimal, random) -> None:
    shuffled = list(items)
    random.shuffle(shuffled)

    one, other = (
        assess(declaration(*order, freight_charge=f"{freight} USD", charges=(charge("AB", "1 DML"),)), LAW, FRESH)
        for order in (items, shuffled)
    )

    assert other.total == one.total


@given(PRICES, PRICES)
def test_a_higher_price_never_owes_less_ad_valorem(one: Decimal, other: Decimal) -> None:
    low, high = sorted((one, other))

    totals = [
        assess(declaration(item(price=f"{price} USD", commodity="11111111")), LAW, FRESH).total
        for price in (low, high)
    ]

    assert totals[0] <= totals[1]


@given(LODGED)
def test_what_the_steps_say_is_what_is_owed(items: list[GoodsItem]) -> None:
    result = assess(declaration(*items), LAW, FRESH)

    for line in result.lines:
        assert Decimal(line.steps[-1].result.split()[0]) == line.amount.amount
    for value in result.values:
        assert Decimal(value.steps[-1].result.split()[0]) == value.customs_value.amount


@given(LODGED, st.dates(date(2024, 1, 1), date(2030, 1, 1)))
def test_the_same_facts_under_the_same_law_are_always_owed_the_same(items: list[GoodsItem], day: date) -> None:
    lodged, registers = declaration(*items), circumstances(day, USD="1.2345", EUR="1.5")

    assert assess(lodged, LAW.book.on(day), registers) == assess(lodged, LAW.book.on(day), registers)


@settings(max_examples=150)
@given(DECLARATIONS)
def test_a_finding_has_every_word_its_sentence_asks_for(lodged: Declaration) -> None:
    for finding in assess(lodged, LAW, REGISTERS).findings:
        (finding.sentence + finding.remedy).format(**{"found": "", **finding.facts})
        assert finding.at
