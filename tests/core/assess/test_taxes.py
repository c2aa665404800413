from datetime import date

import pytest

from clearway.core.assess import assess
from clearway.core.assess.assessment import Assessment, DutyLine
from tests.core.assess.build_declaration import circumstances, declaration, item
from tests.core.assess.build_law import law, measure, parameter

CODE = "87032390"
DUTY = measure("8703", "103", "25 %")
VAT = measure("87", "305", "16 %")
VEHICLE = measure("8703", "306", "20 %", formula="EXCISE-VEHICLE")
DAY = date(2025, 3, 10)


def result_of(*measures, day=DAY, changes=None, header=None, **given) -> Assessment:
    given.setdefault("commodity", CODE)
    book = measures or (measure(CODE, "103", "25 %"), VAT)
    lodged = declaration(item(**given), **(header or {}))
    return assess(lodged, law(*book, day=day, **(changes or {})), circumstances(day))


def owed(assessment: Assessment) -> dict[str, str]:
    assert not [one for one in assessment.findings if one.severity == "reject"], assessment.findings
    return {line.type_code: str(line.amount.amount) for line in assessment.lines}


def line(assessment: Assessment, type_code: str) -> DutyLine:
    return next(line for line in assessment.lines if line.type_code == type_code)


NINE_YEARS = {"DV001": "2016-03-09"}
MEASURES = (measure(CODE, "103", "25 %"), VAT, VEHICLE)


def test_a_used_car_older_than_eight_years_pays_duty_excise_and_tax_on_both() -> None:
    result = result_of(*MEASURES, price="8000 DML", statements=NINE_YEARS)

    # 25 % of 8000; 30 % of 8000 + 2000; 16 % of 8000 + 2000 + 3000
    assert owed(result) == {"A00": "2000.00", "E00": "3000.00", "B00": "2080.00"}
    assert str(result.total.amount) == "7080.00"
    vat, excise = line(result, "B00"), line(result, "E00")
    assert (vat.formula, vat.law) == ("VAT-BASE", "Value Added Tax (Amendment) Act 2023, s. 3")
    assert vat.steps[0].operands == {"value": "8000 DML", "DUTY": "2000 DML", "EXCISE": "3000 DML"}
    assert excise.formula == "EXCISE-VEHICLE"
    assert "excise.vehicle_older_than_eight_years" in [used.code for used in excise.parameters]


def test_excise_joins_the_base_of_vat_on_the_first_of_january_2024() -> None:
    before = result_of(*MEASURES, price="8000 DML", day=date(2023, 12, 31))
    after = result_of(*MEASURES, price="8000 DML", day=date(2024, 1, 1), statements=NINE_YEARS)

    # 20 % of 10000 whatever the age; 16 % of 10000
    assert owed(before) == {"A00": "2000.00", "E00": "2000.00", "B00": "1600.00"}
    # First registered 9 March 2016: not yet eight years old on 1 January 2024; 16 % of 12000
    assert owed(after) == {"A00": "2000.00", "E00": "2000.00", "B00": "1920.00"}


@pytest.mark.parametrize(
    ("registered", "rate"),
    [("2025-03-10", "10"), ("2022-03-10", "10"), ("2022-03-09", "20"), ("2017-03-10", "20"), ("2017-03-09", "30")],
)
def test_the_anniversary_still_belongs_to_the_younger_age(registered: str, rate: str) -> None:
    result = result_of(*MEASURES, statements={"DV001": registered})

    assert str(line(result, "E00").rate) == rate


@pytest.mark.parametrize("statements", [{}, {"DV001": "last spring"}, {"DV001": ""}])
def test_a_vehicle_whose_age_is_not_stated_is_not_assessed(statements: dict[str, str]) -> None:
    result = result_of(*MEASURES, statements=statements)

    assert [(one.rule, one.facts["statement"]) for one in result.findings] == [("DTY-507", "DV001")]
    assert result.lines == ()


def test_excise_may_be_by_quantity_by_value_or_both() -> None:
    plain = measure(CODE, "103", "10 %")
    by_quantity = measure(CODE, "306", "3 DML/LTR")
    by_both = measure(CODE, "306", "5 % + 1 DML/LTR")

    litres = {"supplementary_quantity": "200 LTR"}

    assert owed(result_of(plain, by_quantity, **litres)) == {"A00": "100.00", "E00": "600.00"}
    # 5 % of 1000 + 100, and 200
    assert owed(result_of(plain, by_both, **litres)) == {"A00": "100.00", "E00": "255.00"}


def test_an_excise_by_additional_code_asks_for_one() -> None:
    plain = measure(CODE, "103", "10 %")
    beer = measure(CODE, "306", "1 DML/LTR", additional_code="X440")
    strong = measure(CODE, "306", "9 DML/LTR", additional_code="X441")
    litres = {"supplementary_quantity": "10 LTR"}

    asked = result_of(plain, beer, strong, **litres)

    assert owed(result_of(plain, beer, strong, codes="X441", **litres))["E00"] == "90.00"
    assert [(one.rule, one.facts["codes"]) for one in asked.findings] == [("DTY-505", "X440, X441")]


def test_a_reduced_tax_by_additional_code_needs_its_proof() -> None:
    plain, reduced = (
        measure(CODE, "103", "0 %"),
        measure(CODE, "305", "5 %", additional_code="V005", documents=("9AA1",)),
    )
    standard = measure(CODE, "305", "16 %")

    assert owed(result_of(plain, standard, reduced))["B00"] == "160.00"
    assert owed(result_of(plain, standard, reduced, codes="V005"))["B00"] == "160.00"
    assert owed(result_of(plain, standard, reduced, codes="V005", documents="9AA1"))["B00"] == "50.00"


def test_a_levy_on_goods_is_rounded_like_a_fee() -> None:
    result = result_of(
        measure(CODE, "103", "0 %"), measure(CODE, "700", "1.5 DML/KGM"), net_mass="3", supplementary_quantity="1 NAR"
    )

    assert owed(result) == {"A00": "0.00", "F30": "5"}


def test_a_procedure_code_relieves_of_duty_and_so_lowers_the_base_of_vat() -> None:
    relieved = result_of(relief="C07")
    returned = result_of(relief="F01")

    assert owed(relieved) == {"A00": "0", "B00": "160.00"}
    assert line(relieved, "A00").steps[-1].operands == {"procedure": "C07", "amount": "250 DML"}
    assert owed(returned) == {"A00": "0", "B00": "0"}


def test_what_is_stored_owes_nothing_and_is_secured() -> None:
    result = result_of(procedure="7100")

    # 250 + 16 % of 1250 = 450; secured at 80 %
    assert owed(result) == {"A00": "0", "B00": "0"}
    assert result.total.amount == 0
    assert [(one.item, one.type_code, str(one.amount.amount)) for one in result.security] == [(1, "GUA", "360")]
    assert [(one.rule, one.severity) for one in result.findings] == [("GUA-502", "note")]
    assert line(result, "A00").steps[-1].operands == {"procedure": "7100", "amount": "250 DML"}


def test_transit_that_cannot_be_worked_out_is_noted_not_refused() -> None:
    result = result_of(price=None, header={"type_code": "T1"})

    assert [(one.rule, one.severity, one.facts["because"]) for one in result.findings] == [
        ("GUA-501", "note", "VAL-501")
    ]
    assert (result.lines, result.security) == ((), ())


def test_goods_that_leave_owe_no_duty_but_the_fee() -> None:
    small = result_of(header={"type_code": "EXA"}, procedure="1040")
    large = result_of(header={"type_code": "EXA"}, procedure="1040", price="5000.01 DML")

    assert owed(small) == {}
    assert owed(large) == {"F10": "15"}
    assert large.lines[0].item == 0


def test_the_processing_fee_ends_with_the_act_that_abolished_it() -> None:
    fee = {"parameters": {**law().book.parameters, "fees.processing_fee": parameter("fees.processing_fee", "65")}}

    assert owed(result_of(changes=fee)) == {"A00": "250.00", "B00": "200.00", "F10": "65"}
    assert owed(result_of()) == {"A00": "250.00", "B00": "200.00"}


def test_a_withdrawal_and_a_declaration_without_goods_owe_nothing() -> None:
    for lodged in (declaration(item(), type_code="INV"), declaration()):
        result = assess(lodged, law(DUTY), circumstances())

        assert (result.values, result.lines, result.findings, result.total.amount) == ((), (), (), 0)


def test_the_means_of_payment_follows_the_tax() -> None:
    goods = item(commodity=CODE)
    taxed = type(goods.duty_tax_fees[0])
    taxes = (
        taxed(regime_code="100", payment_method_code="E"),
        taxed(type_code="B00", payment_method_code="G"),
    )
    goods = type(goods)(**{name: getattr(goods, name) for name in goods.__struct_fields__} | {"duty_tax_fees": taxes})

    result = assess(declaration(goods), law(measure(CODE, "103", "25 %"), VAT), circumstances())

    assert [(one.type_code, one.payment_method) for one in result.lines] == [("A00", "E"), ("B00", "G")]
