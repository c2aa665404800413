from decimal import Decimal

import msgspec
import pytest

from clearway.core.assess import assess
from clearway.core.assess.assessment import Assessment, DutyLine
from clearway.core.facts.basis import Quantity
from clearway.core.law.tariff import DutyComponent
from tests.core.assess.build_declaration import circumstances, declaration, item, quantity
from tests.core.assess.build_law import law, measure

CODE = "99999999"


def result_of(*measures, units=None, rates=None, **given) -> Assessment:
    return assess(declaration(item(**given)), law(*measures, units=units), circumstances(**(rates or {})))


def owed(assessment: Assessment) -> dict[str, str]:
    assert not [one for one in assessment.findings if one.severity == "reject"], assessment.findings
    return {line.type_code: str(line.amount.amount) for line in assessment.lines}


def duty(assessment: Assessment) -> DutyLine:
    return next(line for line in assessment.lines if line.type_code == "A00")


def test_ad_valorem_duty_is_a_percentage_rounded_as_the_law_says() -> None:
    result = result_of(measure("9999", "103", "6.5 %"), price="123.45 DML")

    # 123.45 * 6.5 % = 8.02425, rounded down
    line = duty(result)
    assert owed(result) == {"A00": "8.02"}
    assert (line.expression, str(line.rate), line.formula) == ("6.5 %", "6.5", "DUTY-EXPRESSION")
    assert line.base == result.values[0].customs_value
    assert line.law == "Tariff Act, schedule 1"
    assert [(step.sentence, step.result) for step in line.steps] == [
        ("{rate} % of {base}", "8.02425 DML"),
        ("Rounded down to {step}", "8.02 DML"),
    ]


@pytest.mark.parametrize(
    ("expression", "given", "amount"),
    [
        ("12 DML/100 KGM", {"net_mass": "250"}, "30.00"),
        ("0.12 DML/KGM", {"net_mass": "250"}, "30.00"),
        ("120 DML/TNE", {"net_mass": "250"}, "30.00"),
        ("12 DML/DTN", {"net_mass": "250"}, "30.00"),
        ("5 DML/HLT", {"supplementary_quantity": "240 LTR"}, "12.00"),
        ("0.05 DML/LTR", {"supplementary_quantity": "2.4 HLT"}, "12.00"),
        ("3 DML/NAR", {"supplementary_quantity": "7 NAR"}, "21.00"),
        ("3 DML/10 NAR", {"supplementary_quantity": "0.7 CEN"}, "21.00"),
        ("2 DML/KGM", {"supplementary_quantity": "9 NAR", "net_mass": "4"}, "8.00"),
        ("4 % + 2 DML/KGM", {"net_mass": "5"}, "50.00"),
        ("4 % MIN 9 DML/KGM", {"net_mass": "5"}, "45.00"),
        ("5 % MIN 9 DML/KGM", {"net_mass": "5"}, "50.00"),
        ("5 % MAX 9 DML/KGM", {"net_mass": "5"}, "45.00"),
        ("4 % MAX 9 DML/KGM", {"net_mass": "5"}, "40.00"),
        ("4 % + 2 DML/KGM MIN 7 % MAX 9 %", {"net_mass": "5"}, "70.00"),
        ("4 % + 9 DML/KGM MIN 7 % MAX 8 %", {"net_mass": "5"}, "80.00"),
        ("20 % MAX 3 % + 2 DML/KGM", {"net_mass": "5"}, "40.00"),
    ],
)
def test_a_duty_expression_is_worked_out_on_1000_dml(expression: str, given: dict, amount: str) -> None:
    result = result_of(measure(CODE, "103", expression), **given)

    assert owed(result) == {"A00": amount}
    assert duty(result).expression == expression
    # The last step is the amount, whatever came before.
    assert duty(result).steps[-1].result.split()[0] == amount.rstrip("0").rstrip(".")


def test_a_specific_duty_in_another_currency_takes_the_rate_of_the_day() -> None:
    result = result_of(measure(CODE, "103", "2 EUR/KGM"), net_mass="3", rates={"EUR": "1.5"})

    assert owed(result) == {"A00": "9.00"}
    assert [used.code for used in duty(result).parameters][1:] == ["rate EUR"]


def test_a_quantity_that_cannot_be_converted_exactly_is_asked_for() -> None:
    result = result_of(measure(CODE, "103", "2 DML/LTR"), net_mass="3")

    assert [(one.rule, one.facts["unit"]) for one in result.findings] == [("DTY-504", "LTR")]
    assert result.lines == ()


def test_a_supplementary_quantity_without_a_unit_is_in_the_unit_of_the_goods_line() -> None:
    unnamed = Quantity(value=quantity("3 NAR").value)

    result = result_of(measure(CODE, "103", "2 DML/NAR"), units={CODE: "NAR"}, supplementary_quantity=unnamed)

    assert owed(result) == {"A00": "6.00"}


def test_an_expression_that_the_law_does_not_know_is_not_guessed() -> None:
    known = measure(CODE, "103", "5 %")
    odd = msgspec.structs.replace(known, components=(*known.components, DutyComponent("99", Decimal(1))))

    assert [one.rule for one in result_of(odd).findings] == ["DTY-506"]


def test_the_nearer_measure_replaces_the_one_further_up() -> None:
    above, near = measure("99", "103", "20 %"), measure("999999", "103", "3 %")

    assert owed(result_of(above, near)) == {"A00": "30.00"}


def test_a_duty_for_a_named_country_stands_before_the_one_for_everybody() -> None:
    everybody, china = measure("9999", "103", "20 %"), measure("99", "103", "5 %", area="CN")

    assert owed(result_of(everybody, china)) == {"A00": "50.00"}
    assert owed(result_of(everybody, china, origin="JP")) == {"A00": "200.00"}


def test_a_code_that_is_not_declarable_and_a_line_without_duty_are_told_apart() -> None:
    assert [one.rule for one in result_of(commodity="11111111").findings] == ["DTY-501"]
    assert [one.rule for one in result_of(commodity="").findings] == ["DTY-501"]
    assert [one.rule for one in result_of().findings] == ["DTY-502"]


# Preferences, suspensions, quotas

FULL = measure("9999", "103", "12 %")
PREFERENCE = measure("9999", "142", "2 %", area="3020", preference_codes=("300",), documents=("N954", "U110"))
SUSPENSION = measure("999999", "112", "0 %", preference_codes=("110",))
QUOTA = measure("9999", "143", "4 %", area="3020", preference_codes=("320",), quota_order="091234")


def test_a_proven_preference_is_granted() -> None:
    result = result_of(FULL, PREFERENCE, origin="VN", preferential_origin="VN", preference="300", documents="N954")

    assert owed(result) == {"A00": "20.00"}
    assert result.findings == ()
    assert duty(result).regime_code == "300"
    assert duty(result).measure == PREFERENCE.sid


def test_an_unproven_preference_costs_the_full_duty_and_says_what_would_have_saved_how_much() -> None:
    result = result_of(FULL, PREFERENCE, origin="VN", preferential_origin="VN", preference="300", documents="N935")

    assert owed(result) == {"A00": "120.00"}
    finding = result.findings[0]
    assert (finding.rule, finding.severity) == ("PRF-502", "warn")
    assert finding.facts == {"documents": "N954/U110", "saving": "100 DML", "found": "300"}
    assert duty(result).regime_code == "100"


def test_a_document_on_the_header_proves_a_preference_too() -> None:
    goods = item(origin="VN", preferential_origin="VN", preference="300")
    header = item(documents="U110").documents

    result = assess(declaration(goods, documents=header), law(FULL, PREFERENCE), circumstances())

    assert owed(result) == {"A00": "20.00"}


def test_a_preference_from_elsewhere_or_without_preferential_origin_does_not_exist() -> None:
    elsewhere = result_of(FULL, PREFERENCE, preferential_origin="FR", preference="300", documents="N954")
    unsaid = result_of(FULL, PREFERENCE, origin="VN", preference="300", documents="N954")

    for result in (elsewhere, unsaid):
        assert owed(result) == {"A00": "120.00"}
        assert [one.rule for one in result.findings] == ["PRF-501"]


def test_of_two_proven_preferences_the_lower_one_is_granted() -> None:
    better = measure("9999", "142", "1 %", area="1011", preference_codes=("300",))

    result = result_of(FULL, PREFERENCE, better, preferential_origin="VN", preference="300", documents="N954")

    assert owed(result) == {"A00": "10.00"}


def test_nobody_owes_more_for_having_claimed() -> None:
    low, dear = measure("999999", "103", "1 %"), measure("99", "142", "2 %", preference_codes=("300",))

    result = result_of(low, dear, preferential_origin="VN", preference="300")

    assert owed(result) == {"A00": "10.00"}
    assert duty(result).regime_code == "100"
    assert result.findings == ()


def test_a_suspension_is_granted_to_whoever_claims_it() -> None:
    assert owed(result_of(FULL, SUSPENSION, preference="110")) == {"A00": "0.00"}
    assert owed(result_of(FULL, SUSPENSION)) == {"A00": "120.00"}


def test_a_quota_is_granted_under_its_order_number_only() -> None:
    claimed = {"preferential_origin": "JP", "preference": "320"}

    granted = result_of(FULL, QUOTA, **claimed, quota="091234")
    other = result_of(FULL, QUOTA, **claimed, quota="099999")

    assert owed(granted) == {"A00": "40.00"}
    assert duty(granted).steps[0].operands == {"order": "091234"}
    assert owed(other) == {"A00": "120.00"}
    assert [one.rule for one in other.findings] == ["PRF-501"]


def test_origin_is_asked_for_where_the_duty_depends_on_it_and_only_there() -> None:
    remedy = measure(CODE, "552", "30 %", area="CN")

    assert [one.rule for one in result_of(FULL, remedy, origin="").findings] == ["DTY-503"]
    assert owed(result_of(FULL, PREFERENCE, origin="")) == {"A00": "120.00"}


# Trade remedies

NAMED = measure(CODE, "552", "8 %", area="CN", additional_code="C101", documents=("D008",))
OTHERS = measure(CODE, "552", "42 %", area="CN", additional_code="C999")


@pytest.mark.parametrize(
    ("codes", "documents", "amount", "warned"),
    [
        ("C101", "D008", "80.00", []),
        ("C101", "", "420.00", ["DTY-510"]),
        ("C555", "D008", "420.00", ["DTY-510"]),
        ("", "", "420.00", ["DTY-510"]),
    ],
)
def test_a_remedy_is_by_producer_or_at_the_rate_for_all_others(codes, documents, amount, warned) -> None:
    result = result_of(FULL, NAMED, OTHERS, codes=codes, documents=documents)

    assert owed(result) == {"A00": "120.00", "A30": amount}
    assert [one.rule for one in result.findings] == warned


def test_a_remedy_does_not_reach_other_origins() -> None:
    assert owed(result_of(FULL, NAMED, OTHERS, origin="JP")) == {"A00": "120.00"}
