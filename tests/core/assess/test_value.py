from datetime import date
from decimal import Decimal

from clearway.core.assess import assess
from clearway.core.assess.assessment import Assessment
from clearway.core.facts.goods import Charge
from tests.core.assess.build_declaration import charge, circumstances, declaration, item, money
from tests.core.assess.build_law import law, measure

DUTY = measure("99999999", "103", "0 %")
LAW = law(DUTY)


def worth(assessment: Assessment) -> list[str]:
    assert not [one for one in assessment.findings if one.severity == "reject"], assessment.findings
    return [str(value.customs_value.amount) for value in assessment.values]


def codes(assessment: Assessment) -> list[str]:
    return [finding.rule for finding in assessment.findings]


def test_a_price_in_the_own_currency_is_the_customs_value() -> None:
    result = assess(declaration(item(price="1234.56 DML")), LAW, circumstances())

    assert worth(result) == ["1234.56"]
    assert result.values[0].law == "Customs Valuation Regulations 2019, regs. 5 to 12"
    assert result.values[0].method == "1"


def test_a_foreign_price_is_converted_at_the_rate_of_the_day_and_says_so() -> None:
    result = assess(declaration(item(price="100.01 USD")), LAW, circumstances(USD="1.23455 2026-05-01"))

    # 100.01 * 1.23455 = 123.4673455
    assert worth(result) == ["123.47"]
    used = result.values[0].parameters[0]
    assert (used.code, used.value, used.since, used.law) == ("rate USD", "1.23455", "2026-05-01", "Central bank")
    assert [step.result for step in result.values[0].steps] == ["123.4673455 DML", "123.47 DML"]


def test_a_missing_rate_stops_the_assessment() -> None:
    result = assess(declaration(item(price="100 USD"), item(2)), LAW, circumstances())

    assert codes(result) == ["RAT-501"]
    assert result.findings[0].at == "goods_shipment/items/1/price"
    assert (result.lines, result.total.amount) == ((), 0)


def test_a_rate_of_the_last_lawful_day_is_used_and_a_day_older_is_not() -> None:
    lodged = declaration(item(price="100 USD"))

    # 31 days before 4 May 2026 is 3 April.
    assert worth(assess(lodged, LAW, circumstances(USD="2 2026-04-03"))) == ["200.00"]
    too_old = assess(lodged, LAW, circumstances(USD="2 2026-04-02"))

    assert codes(too_old) == ["RAT-502"]
    assert too_old.findings[0].facts["age"] == "32"
    assert too_old.findings[0].law == "Act on rates.max_age_days"


def test_a_rate_of_tomorrow_is_no_rate_of_today() -> None:
    result = assess(declaration(item(price="100 USD")), LAW, circumstances(USD="2 2026-05-05"))

    assert codes(result) == ["RAT-502"]


def test_additions_and_deductions_of_an_item_each_take_their_own_rate() -> None:
    charges = (charge("AB", "10 EUR"), charge("BA", "5 DML"))
    lodged = declaration(item(price="100 USD", charges=charges))

    result = assess(lodged, LAW, circumstances(USD="2", EUR="3"))

    # 100 * 2 + 10 * 3 - 5
    assert worth(result) == ["225.00"]
    assert [step.sentence for step in result.values[0].steps] == [
        "The price is {price}, at {rate}",
        "Plus {amount} ({type}), at {rate}",
        "Less {amount} ({type})",
        "The price paid, plus additions, less deductions.",
    ]


def test_freight_of_the_shipment_is_shared_by_gross_mass() -> None:
    items = item(1, price="900 DML", gross_mass=10), item(2, price="100 DML", gross_mass=30)

    result = assess(declaration(*items, freight_charge="100 DML"), LAW, circumstances())

    assert worth(result) == ["925.00", "175.00"]
    assert result.values[1].steps[1].operands == {"part": "75", "whole": "100 DML", "type": "AK"}


def test_freight_is_shared_by_value_where_an_item_does_not_state_its_mass() -> None:
    items = item(1, price="900 DML", gross_mass=10), item(2, price="100 DML")

    result = assess(declaration(*items, freight_charge="100 DML"), LAW, circumstances())

    assert worth(result) == ["990.00", "110.00"]
    assert "by value" in result.values[0].steps[1].sentence


def test_a_charge_without_a_way_of_sharing_is_shared_by_value_to_the_last_cent() -> None:
    items = [item(n, price="10 DML") for n in (1, 2, 3)]

    result = assess(declaration(*items, charges=(charge("AB", "100 DML"),)), LAW, circumstances())

    assert worth(result) == ["43.34", "43.33", "43.33"]


def test_the_invoice_is_the_price_of_the_only_item_and_of_no_other() -> None:
    bare = item(price=None, customs_value=None)

    one = assess(declaration(bare, invoice_amount="70 DML"), LAW, circumstances())
    two = assess(declaration(bare, item(2), invoice_amount="70 DML"), LAW, circumstances())

    assert worth(one) == ["70.00"]
    assert codes(two) == ["VAL-501"]


def test_a_declared_customs_value_is_taken_without_further_additions() -> None:
    lodged = declaration(item(customs_value="500 DML", valuation_method_code="6"), freight_charge="10 DML")

    result = assess(lodged, LAW, circumstances())

    assert worth(result) == ["500.00"]
    assert result.values[0].method == "6"


def test_deductions_beyond_the_price_are_refused() -> None:
    result = assess(declaration(item(price="10 DML", charges=(charge("BA", "10.01 DML"),))), LAW, circumstances())

    assert codes(result) == ["VAL-505"]


def test_an_unknown_charge_code_is_neither_added_nor_deducted() -> None:
    odd = declaration(item(charges=(charge("ZZ", "1 DML"),)), item(2, charges=(Charge(type_code="AB"),)))

    result = assess(odd, LAW, circumstances())

    assert codes(result) == ["VAL-503", "VAL-504"]
    assert result.findings[0].at == "goods_shipment/items/1/charges/1/type_code"


def test_amounts_that_are_no_money_are_refused() -> None:
    for amount in ("-1", "NaN", "Infinity", "1e18", "0.0000000001", "1e999999", "-1e-999999"):
        result = assess(declaration(item(price=f"{amount} DML")), LAW, circumstances())

        assert codes(result) == ["VAL-502"], amount


def test_a_term_without_freight_is_warned_of_once_no_freight_is_declared() -> None:
    def said(**given: object) -> list[str]:
        return codes(assess(declaration(item(gross_mass=1), **given), LAW, circumstances()))

    assert said(terms="FOB") == ["VAL-506"]
    assert said(terms="FOB", freight_charge="10 DML") == []
    assert said(terms="EXW", charges=(charge("AK", "10 DML"),)) == []
    assert said(terms="CIF") == []
    assert said(terms="CIF", freight_charge="10 DML") == ["VAL-507"]


def test_a_declared_statistical_value_is_kept_beside_the_customs_value() -> None:
    result = assess(declaration(item(price="100 DML", statistical_value="90 DML")), LAW, circumstances())

    assert result.values[0].statistical_value == money("90 DML")


def test_without_a_limit_in_force_a_rate_may_be_of_any_age() -> None:
    book = LAW.book
    unlimited = dict(book.parameters)
    unlimited["rates.max_age_days"] = book.parameters["fees.processing_fee"]
    silent = {code: one for code, one in book.parameters.items() if code != "rates.max_age_days"}
    lodged, registers = declaration(item(price="1 USD")), circumstances(USD="2 2001-01-01")

    assert worth(assess(lodged, law(DUTY, parameters=unlimited), registers)) == ["2.00"]
    assert codes(assess(lodged, law(DUTY, parameters=silent), registers)) == ["DTY-508"]


def test_values_are_worked_out_for_exports_too_but_stop_nothing() -> None:
    day = date(2026, 5, 4)

    result = assess(declaration(item(price="1 XXX"), item(2), type_code="EXA"), LAW, circumstances(day))

    assert [value.item for value in result.values] == [2]
    assert result.findings == ()
    assert result.total.amount == Decimal(0)
