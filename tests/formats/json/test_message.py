"""A declaration in JSON is read strictly, refused with its pointers, and written as one line."""

import json
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clearway.core.facts.declaration import Declaration
from clearway.formats import json as format
from clearway.formats.message import Message
from clearway.formats.refusal import Fault, Unreadable
from clearway.formats.wco import declaration as wco
from tests.formats.wco import build, corpus

FACTS = wco.read(
    b'<Declaration xmlns="urn:wco:datamodel:WCO:DEC-DMS:2"><FunctionCode>9</FunctionCode><ID>M1</ID>'
    b'<InvoiceAmount currencyID="EUR">10.50</InvoiceAmount></Declaration>'
).declaration


def faults(content: str | bytes) -> tuple[Fault, ...]:
    with pytest.raises(Unreadable) as refusal:
        format.read(content.encode() if isinstance(content, str) else content)
    return refusal.value.faults


def only(content: str | bytes) -> tuple[str, str]:
    (fault,) = faults(content)
    return fault.code, fault.at


def test_a_declaration_is_one_line_of_camel_case() -> None:
    written = format.write(Message("json", FACTS))

    assert written == b'{"functionCode":"9","mrn":"M1","invoiceAmount":{"amount":"10.50","currency":"EUR"}}'
    assert format.read(written) == Message("json", FACTS)


@corpus.needs_corpus
def test_every_declaration_of_the_corpus_survives_json() -> None:
    for path in corpus.declarations():
        facts = wco.read(path.read_bytes()).declaration
        assert format.read(format.write(Message("wco", facts))).declaration == facts, path


def test_numbers_are_read_exactly_from_text_and_from_numbers() -> None:
    for spelled in ('"12345678901.100"', "12345678901.100"):
        facts = format.read(f'{{"functionCode":"9","totalGrossMass":{spelled}}}'.encode()).declaration
        assert facts.total_gross_mass == Decimal("12345678901.1")


def test_null_is_what_was_not_said() -> None:
    assert format.read(b'{"functionCode":"9","mrn":null}').declaration == Declaration(function_code="9")


@pytest.mark.parametrize(
    ("content", "code", "at"),
    [
        ('{"functionCode":"9","colour":"red"}', "FMT-302", "/colour"),
        ('{"functionCode":"9","a/b~":1}', "FMT-302", "/a~1b~0"),
        ('{"functionCode":"9","invoiceAmount":{"amount":"1","currency":"EUR","x":1}}', "FMT-302", "/invoiceAmount/x"),
        ('{"mrn":"1"}', "FMT-303", "/functionCode"),
        ('{"functionCode":"9","invoiceAmount":{"amount":"1"}}', "FMT-303", "/invoiceAmount/currency"),
        ('{"functionCode":9}', "FMT-304", "/functionCode"),
        ('{"functionCode":"9","itemCount":1.5}', "FMT-304", "/itemCount"),
        ('{"functionCode":"9","goodsShipment":{"items":[{"sequence":1},7]}}', "FMT-304", "/goodsShipment/items/1"),
        ("[]", "FMT-304", ""),
        ('{"functionCode":"9","acceptedAt":"yesterday"}', "FMT-305", "/acceptedAt"),
        ('{"functionCode":"9","totalGrossMass":"ten"}', "FMT-305", "/totalGrossMass"),
        ('{"functionCode":"9","mrn":"1","mrn":"2"}', "FMT-307", "/mrn"),
        ('{"functionCode":"9","agent":{"id":"1","id":"1"}}', "FMT-307", "/agent/id"),
        ('{"functionCode":"9","totalGrossMass":"1_000"}', "FMT-308", "/totalGrossMass"),
        ('{"functionCode":"9","totalGrossMass":" 1"}', "FMT-308", "/totalGrossMass"),
        ('{"functionCode":"9","totalGrossMass":"-1"}', "FMT-023", "/totalGrossMass"),
        ('{"functionCode":"9","totalGrossMass":' + "9" * 40 + "}", "FMT-022", "/totalGrossMass"),
        ('{"functionCode":"9","itemCount":' + "9" * 5000 + "}", "FMT-305", "/itemCount"),
        ('{"functionCode":"9","itemCount":' + "9" * 40 + "}", "FMT-022", "/itemCount"),
        ('{"functionCode":"9","itemCount":-1}', "FMT-023", "/itemCount"),
        ('{"functionCode":"9","mrn":""}', "FMT-011", "/mrn"),
        ('{"functionCode":"9","mrn":" 1"}', "FMT-011", "/mrn"),
        ('{"functionCode":"9","mrn":"1\\u0000"}', "FMT-012", "/mrn"),
        ('{"functionCode":"9","mrn":"1\\n2"}', "FMT-012", "/mrn"),
        ('{"functionCode":"9","mrn":"' + "1" * 71 + '"}', "FMT-013", "/mrn"),
        ('{"functionCode":"9","agent":{}}', "FMT-016", "/agent"),
        ('{"functionCode":"9","acceptedAt":"2026-01-01T00:00:00"}', "FMT-031", "/acceptedAt"),
        ('{"functionCode":"9","acceptedAt":"2026-01-01T00:00:00.5Z"}', "FMT-032", "/acceptedAt"),
        ('{"functionCode":"9","acceptedAt":"9999-12-31T23:59:59Z"}', "FMT-033", "/acceptedAt"),
        ('{"functionCode":"9","acceptedAt":"0001-01-01T00:00:00+14:00"}', "FMT-033", "/acceptedAt"),
    ],
)
def test_what_is_wrong_is_named_with_its_pointer(content: str, code: str, at: str) -> None:
    assert only(content) == (code, at)


@pytest.mark.parametrize(
    ("content", "code", "at"),
    [
        (b'{"functionCode":\n"9",', "FMT-301", "line 2, column 5"),
        (b'{"functionCode":NaN}', "FMT-301", "line 1, column 17"),
        (b'{"functionCode":"9"} {}', "FMT-301", "line 1, column 23"),
        (b'{"functionCode":"\xff"}', "FMT-306", "line 1, column 18"),
        (b'{"functionCode":"\\ud800"}', "FMT-301", "line 1, column 26"),
        (b"", "FMT-301", "line 1, column 1"),
        (b'{"agent":' + b"[" * 100_000, "FMT-304", "/agent"),
        (b"[" * 1_000_000, "FMT-304", ""),
    ],
)
def test_what_is_no_json_is_refused_with_its_place(content: bytes, code: str, at: str) -> None:
    assert only(content) == (code, at)


def test_all_faults_are_named_at_once() -> None:
    content = """{"function": 1, "goodsShipment": {"items": [
        {"sequence": "one", "price": {"amount": true}}, {"colour": 1, "description": 5}]}, "agent": []}"""

    assert {(fault.code, fault.at) for fault in faults(content)} == {
        ("FMT-302", "/function"),
        ("FMT-303", "/functionCode"),
        ("FMT-304", "/goodsShipment/items/0/sequence"),
        ("FMT-304", "/goodsShipment/items/0/price/amount"),
        ("FMT-303", "/goodsShipment/items/0/price/currency"),
        ("FMT-302", "/goodsShipment/items/1/colour"),
        ("FMT-304", "/goodsShipment/items/1/description"),
        ("FMT-303", "/goodsShipment/items/1/sequence"),
        ("FMT-304", "/agent"),
    }


def test_no_more_than_a_hundred_faults_are_named() -> None:
    many = ",".join(f'"x{number}":1' for number in range(500))

    assert len(faults(f'{{"functionCode":"9",{many}}}')) == 100
    items = ",".join('{"sequence":1,"description":""}' for _ in range(500))
    assert len(faults(f'{{"functionCode":"9","goodsShipment":{{"items":[{items}]}}}}')) == 100


def test_a_million_items_are_refused() -> None:
    items = b",".join([b'{"sequence":1}'] * 600_000)

    assert only(b'{"functionCode":"9","goodsShipment":{"items":[' + items + b"]}}") == (
        "FMT-003",
        "/goodsShipment/items",
    )
    assert only(b" " * 50_000_000) == ("FMT-002", "byte 0")


def test_lines_are_read_one_by_one() -> None:
    good = format.write(Message("json", FACTS))
    content = b"\xef\xbb\xbf" + good + b'\r\n{"functionCode":9}\n\n{"functionCode"\n' + good

    first, second, third, fourth = format.read_all(content)

    assert first == fourth == Message("json", FACTS)
    assert isinstance(second, Unreadable)
    assert [(fault.code, fault.at) for fault in second.faults] == [("FMT-304", "line 2, /functionCode")]
    assert isinstance(third, Unreadable)
    assert third.faults[0].at == "line 4, column 16"


def test_one_declaration_over_several_lines_is_one() -> None:
    content = json.dumps(json.loads(format.write(Message("json", FACTS))), indent=2).encode()

    assert format.read_all(content) == [Message("json", FACTS)]


QUICK = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["functionCode", "goodsShipment", "items", "sequence", "price", "amount", "currency", "agent", "x"]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


def reads_or_refuses(content: bytes) -> None:
    """Facts, or faults that say where and what; nothing else may come of it."""
    try:
        message = format.read(content)
    except Unreadable as refusal:
        assert 1 <= len(refusal.faults) <= 100
        assert all(fault.code.startswith("FMT-") and fault.sentence for fault in refusal.faults)
        assert all(fault.found.isprintable() and fault.at.isprintable() for fault in refusal.faults)
        return
    assert format.read(format.write(message)) == message


@QUICK
@given(JSON)
def test_any_json_is_read_or_refused(value: object) -> None:
    reads_or_refuses(json.dumps(value).encode())


@QUICK
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    reads_or_refuses(content)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(build.declarations(), st.randoms(use_true_random=False))
def test_a_damaged_declaration_is_read_or_refused(facts: Declaration, chance: object) -> None:
    whole = format.write(Message("json", facts))
    for _ in range(20):
        start = chance.randrange(len(whole))
        end = start + chance.choice([1, 2, 30])
        made_up = chance.choice([b"", whole[start:end] * 2, b'"', b"{", b"1e5", b"\\", b'"x":', b"\xff"])
        reads_or_refuses(whole[:start] + made_up + whole[end:])
