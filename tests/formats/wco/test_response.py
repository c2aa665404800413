"""An answer is written as responses the published schema accepts, and read back by those who get it."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from clearway.core.kernel.finding import Finding
from clearway.core.kernel.money import Money
from clearway.formats.answer import Answer, Outcome, TaxLine
from clearway.formats.refusal import Unreadable
from clearway.formats.wco.response import read_response, write_response
from tests.formats.wco import corpus

RES = "{urn:wco:datamodel:WCO:RES-DMS:2}"
NOW = datetime(2026, 3, 2, 9, 30, 15, tzinfo=UTC)
NET_MASS = Finding(
    rule="GDS-014",
    severity="reject",
    at="goods_shipment/items/2/net_mass",
    sentence="Net mass {net} is more than gross mass {gross}.",
    found="12",
    remedy="Give a net mass of at most {gross}.",
    facts={"net": "12", "gross": "10"},
)
ADVICE = Finding(
    rule="DOC-003", severity="warn", at="goods_shipment/items/1/documents/1", sentence="It runs out soon."
)
LINES = (
    TaxLine(
        1, "A00", Money(Decimal("270.00"), "DML"), Money(Decimal("10000.00"), "DML"), None, Decimal("2.7"), "100"
    ),
    TaxLine(1, "B00", Money(Decimal("1027.00"), "DML"), Money(Decimal("10270.00"), "DML"), None, Decimal(10), "100"),
    TaxLine(2, "A00", Money(Decimal("5.00"), "DML"), base_quantity=Decimal("12.5")),
)


def answer(outcome: Outcome, **more: object) -> Answer:
    given = Answer(reference="R-1", outcome=outcome, answered_at=NOW, mrn="26DL000000000001Z5", office="DL000101")
    return msgspec.structs.replace(given, **more)


def codes(content: bytes) -> list[str | None]:
    return [each.findtext(f"{RES}FunctionCode") for each in etree.fromstring(content).iterchildren(f"{RES}Response")]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (answer("refused", findings=(NET_MASS,)), ["03"]),
        (answer("cancelled"), ["10"]),
        (answer("accepted"), ["01"]),
        (answer("accepted", lane="red"), ["01", "05"]),
        (answer("accepted", lane="yellow", lines=LINES), ["01", "13", "06"]),
        (answer("accepted", lane="green", lines=LINES), ["01", "13"]),
        (answer("decided", lane="green"), ["01", "09"]),
        (answer("decided", lane="blue", lines=LINES), ["01", "13", "09"]),
    ],
)
def test_each_outcome_has_its_functions(given: Answer, expected: list[str]) -> None:
    assert codes(write_response(given)) == expected


def test_an_error_has_its_code_its_words_and_its_pointer() -> None:
    root = etree.fromstring(write_response(answer("refused", findings=(NET_MASS, ADVICE))))

    (error,) = root.iter(f"{RES}Error")
    assert error.findtext(f"{RES}ValidationCode") == "GDS-014"
    assert error.findtext(f"{RES}Description") == (
        "GDS-014: Net mass 12 is more than gross mass 10. (12) Give a net mass of at most 10."
    )
    assert [[child.text for child in step] for step in error.iter(f"{RES}Pointer")] == [
        ["42A"],
        ["67A"],
        ["2", "68A"],
        ["23A"],
        ["65A", "128"],
    ]
    (remark,) = root.iter(f"{RES}AdditionalInformation")
    assert remark.findtext(f"{RES}StatementCode") == "DOC-003"


def test_what_is_owed_stands_item_by_item() -> None:
    root = etree.fromstring(write_response(answer("decided", lines=LINES, total=Money(Decimal("1302.00"), "DML"))))

    items = list(root.iter(f"{RES}GovernmentAgencyGoodsItem"))
    assert [len(list(item.iter(f"{RES}DutyTaxFee"))) for item in items] == [2, 1]
    amount = items[0].find(f".//{RES}TaxAssessedAmount")
    assert amount is not None
    assert (amount.get("currencyID"), amount.text) == ("DML", "270.00")
    assert root.findtext(f".//{RES}Declaration/{RES}DutyTaxFee/{RES}Payment/{RES}PaymentAmount") == "1302.00"


def test_a_receiver_reads_what_became_of_it() -> None:
    given = answer(
        "accepted", lane="yellow", lodged_at=NOW, lines=LINES, total=Money(Decimal(1302), "DML"), payable_by=NOW
    )

    assert read_response(write_response(given)) == given


def test_a_receiver_reads_the_findings() -> None:
    found = read_response(write_response(answer("refused", findings=(NET_MASS, ADVICE)))).findings

    assert [(each.rule, each.severity, each.at) for each in found] == [
        ("GDS-014", "reject", "goods_shipment/items/2/net_mass"),
        ("DOC-003", "warn", "goods_shipment/items/1/documents/1"),
    ]
    assert found[1].sentence == ADVICE.sentence


def test_the_same_answer_has_the_same_number() -> None:
    assert write_response(answer("decided")) == write_response(answer("decided"))
    assert b"<FunctionalReferenceID>26DL000000000001Z5-1-09<" in write_response(answer("decided"))


def test_another_message_is_no_response() -> None:
    with pytest.raises(Unreadable) as refusal:
        read_response(b"<MetaData/>")

    assert refusal.value.faults[0].code == "FMT-116"


def test_a_damaged_response_is_refused() -> None:
    content = write_response(answer("accepted")).replace(b"<VersionID>1<", b"<VersionID>one<")

    with pytest.raises(Unreadable):
        read_response(content)


WORDS = st.text(min_size=1, max_size=700)
AMOUNTS = st.builds(Money, st.decimals(0, 10**9, places=5, allow_nan=False, allow_infinity=False), st.just("DML"))
PATHS = st.sampled_from(
    ["", "function_code", "goods_shipment/items/999/net_mass", "declarant/address/city", "no/such"]
)
FINDINGS = st.builds(
    Finding,
    rule=st.sampled_from(["GDS-014", "VERY-LONG-CODE-12"]),
    severity=st.sampled_from(["reject", "warn", "note"]),
    at=PATHS,
    sentence=WORDS,
    found=st.none() | WORDS,
    remedy=st.just("") | WORDS,
)
TAX_LINES = st.builds(
    TaxLine,
    item=st.integers(1, 999),
    type_code=st.sampled_from(["A00", "B00"]),
    amount=AMOUNTS,
    base=st.none() | AMOUNTS,
    base_quantity=st.none() | st.decimals(0, 10**6, places=8, allow_nan=False, allow_infinity=False),
    rate=st.none() | st.decimals(0, 900, places=6, allow_nan=False, allow_infinity=False),
    regime_code=st.none() | st.just("100"),
)
INSTANTS = st.sampled_from(
    [NOW, NOW.astimezone(timezone(timedelta(hours=5, minutes=30))), NOW.replace(microsecond=9)]
)
ANSWERS = st.builds(
    Answer,
    reference=st.none() | st.just("R-1"),
    outcome=st.sampled_from(["refused", "accepted", "decided", "cancelled"]),
    answered_at=INSTANTS,
    mrn=st.none() | st.just("26DL000000000001Z5"),
    version=st.integers(1, 999),
    lodged_at=st.none() | INSTANTS,
    lane=st.none() | st.sampled_from(["green", "yellow", "red", "blue"]),
    office=st.none() | st.just("DL000101"),
    findings=st.lists(FINDINGS, max_size=3).map(tuple),
    lines=st.lists(TAX_LINES, max_size=4).map(tuple),
    total=st.none() | AMOUNTS,
    payable_by=st.none() | INSTANTS,
)


@corpus.needs_corpus
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(ANSWERS)
def test_any_answer_keeps_the_schema_of_responses(given: Answer) -> None:
    written = write_response(given)

    corpus.response_schema().assertValid(etree.fromstring(written))
    assert read_response(written).outcome == given.outcome
