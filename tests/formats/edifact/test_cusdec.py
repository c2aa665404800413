from datetime import UTC, datetime
from decimal import Decimal

import pytest

from clearway.core.facts.declaration import Declaration
from clearway.core.facts.goods import GoodsItem, GoodsShipment
from clearway.core.facts.parties import Party
from clearway.core.kernel.money import Money
from clearway.formats.edifact import cusdec
from clearway.formats.edifact.pointers import UnknownPointer
from clearway.formats.message import Envelope, Message
from clearway.formats.refusal import Fault, Unreadable, Unwritable


def content(*body: str, count: int | None = None) -> bytes:
    """One CUSDEC with a beginning, these segments, and the ends of its sections."""
    counted = count if count is not None else len(body) + 3
    return (
        f"UNB+UNOY:4+A+B+260301:1200+7'UNH+1+CUSDEC:D:23A:UN'BGM+IMA+R1+9'{''.join(body)}UNT+{counted}+1'UNZ+1+7'"
    ).encode()


def item(*body: str) -> bytes:
    return content("UNS+D'", "CST+1'", *body, "UNS+S'")


def declaration(reference: str = "R1") -> Declaration:
    return Declaration(function_code="9", reference=reference, type_code="IMA")


def refused(given: bytes) -> list[Fault]:
    with pytest.raises(Unreadable) as refusal:
        cusdec.read(given)
    return list(refusal.value.faults)


def test_a_declaration_is_read_with_what_stands_around_it() -> None:
    message = cusdec.read(content("LOC+96+DM000101'", "UNS+D'", "UNS+S'"))

    assert message.declaration == Declaration(
        function_code="9", reference="R1", type_code="IMA", declaration_office="DM000101"
    )
    assert message.envelope == Envelope(sender="A", recipient="B", interchange="7", message="1")


@pytest.mark.parametrize(
    ("given", "code", "at", "found"),
    [
        (content("FII+BA'"), "FMT-211", "message 1, segment 3 FII", "FII"),
        (content("LOC+999+DM'"), "FMT-212", "message 1, segment 3 LOC, element 1.1", "999"),
        (item("MEA+WT+ZZZ+KGM:1'"), "FMT-212", "message 1, segment 5 MEA, element 1.1", "WT,ZZZ"),
        (item("MEA+WT+AAB+LBR:1'"), "FMT-212", "message 1, segment 5 MEA, element 3.1", "LBR"),
        (content("DTM+137:20260301:102'", "LOC+96+DM'"), "FMT-213", "message 1, segment 4 LOC", "LOC"),
        (item("MOA+77:1:EUR'", "LOC+27+KR'"), "FMT-213", "message 1, segment 6 LOC", "LOC"),
        (item("MEA+WT+AAB+KGM:1.2.3'"), "FMT-215", "message 1, segment 5 MEA, element 3.2", "1.2.3"),
        (item("MOA+77:1e9:EUR'"), "FMT-215", "message 1, segment 5 MOA, element 1.2", "1e9"),
        (content("DTM+137:20260231:102'"), "FMT-215", "message 1, segment 3 DTM, element 1.2", "20260231"),
        (content("DTM+137:20260301:999'"), "FMT-215", "message 1, segment 3 DTM, element 1.2", "20260301"),
        (content("CNT+5:one'"), "FMT-215", "message 1, segment 3 CNT, element 1.2", "one"),
        (item("MOA:1+77:1:EUR'"), "FMT-216", "message 1, segment 5 MOA.2", "1"),
        (item("LOC+27+KR:139'"), "FMT-216", "message 1, segment 5 LOC, element 2.2", "139"),
        (item("MEA+WT+AAB+KGM:1+X'"), "FMT-216", "message 1, segment 5 MEA, element 4.1", "X"),
        (content("LOC+96+DM1'", "LOC+96+DM2'"), "FMT-219", "message 1, segment 4 LOC, element 2.1", "DM2"),
        (item("MOA+77:12'"), "FMT-217", "message 1, SG32[1]/SG35(77)/MOA/C516.6345", ""),
        (content("LOC+28+KOREA'"), "FMT-013", "message 1, segment 3 LOC, element 2.1", "KOREA"),
        (item("MOA+77:-1:EUR'"), "FMT-023", "message 1, segment 5 MOA, element 1.2", "-1"),
    ],
)
def test_what_is_not_known_or_cannot_be_read_is_a_fault_at_its_place(
    given: bytes, code: str, at: str, found: str
) -> None:
    faults = refused(given)

    assert (faults[0].code, faults[0].at, faults[0].found) == (code, at, found)


def test_all_faults_of_a_message_are_told_at_once() -> None:
    faults = refused(content("LOC+999+X'", "FII+BA'", "CNT+5:one'"))

    assert [fault.code for fault in faults] == ["FMT-212", "FMT-211", "FMT-215"]


def test_a_message_without_end_of_faults_is_given_up() -> None:
    assert len(refused(content(*["FII+BA'"] * 5000))) == 100


def test_a_segment_repeated_too_often_is_a_fault() -> None:
    faults = refused(item(*[f"LOC+27+{each}'" for each in ["KR"] * 26]))

    assert [(fault.code, fault.at, fault.facts["most"]) for fault in faults] == [
        ("FMT-214", "message 1, segment 30 LOC", "25")
    ]


@pytest.mark.parametrize(
    ("record", "code"),
    [
        ("nowhere:1", "FMT-220"),
        ("goods_shipment/items:1", "FMT-220"),
        ("goods_shipment/items/0/description:x", "FMT-220"),
        ("goods_shipment/items/x/description:x", "FMT-220"),
        ("goods_shipment/items/1/net_mass:heavy", "FMT-215"),
        ("reference:R2", "FMT-219"),
        ("goods_shipment/items/3/description:x", "FMT-217"),
        ("issued_at:2026", "FMT-215"),
    ],
)
def test_a_supplement_that_leads_nowhere_or_repeats_is_refused(record: str, code: str) -> None:
    faults = refused(content("UNS+D'", "DMS+SUPPLEMENT'", "LIN+1'", f"IMD+F++:::{record}'", "CST+1'", "UNS+S'"))

    assert faults[0].code == code


def test_a_wrong_segment_count_is_not_lodged() -> None:
    (fault,) = refused(content("UNS+D'", "UNS+S'", count=9))

    assert (fault.code, fault.found, fault.facts["counted"]) == ("FMT-206", "9", "5")


@pytest.mark.parametrize("kind", ["CUSDEC:D:96B:UN", "CUSRES:D:23A:UN", "CUSDEC", ""])
def test_another_message_or_directory_is_refused(kind: str) -> None:
    (fault,) = refused(content("UNS+D'", "UNS+S'").replace(b"CUSDEC:D:23A:UN", kind.encode()))

    assert (fault.code, fault.facts["expected"]) == ("FMT-210", "CUSDEC:D:23A:UN")


def test_a_message_that_says_nothing_lacks_its_function() -> None:
    (fault,) = refused(b"UNB+UNOY:4+A+B+260301:1200+7'UNH+1+CUSDEC:D:23A:UN'UNT+2+1'UNZ+1+7'")

    assert (fault.code, fault.facts["path"]) == ("FMT-217", "function_code")


@pytest.mark.parametrize("count", [0, 2])
def test_reading_one_message_wants_exactly_one(count: int) -> None:
    messages = [Message("edifact", declaration())] * count

    (fault,) = refused(cusdec.write(messages))

    assert fault.code == "FMT-221"


def test_a_batch_comes_back_in_order() -> None:
    batch = [Message("edifact", declaration(f"R{each}"), Envelope(sender="S1")) for each in range(1, 6)]

    read = cusdec.read_all(cusdec.write(batch))

    assert [each.declaration.reference for each in read if isinstance(each, Message)] == [
        "R1",
        "R2",
        "R3",
        "R4",
        "R5",
    ]
    assert [each.envelope.message for each in read if isinstance(each, Message)] == ["1", "2", "3", "4", "5"]


def test_a_message_at_fault_does_not_hold_up_its_batch() -> None:
    batch = cusdec.write([Message("edifact", declaration(f"R{each}")) for each in range(1, 4)])

    read = cusdec.read_all(batch.replace(b"BGM+IMA+R2+9'", b"BGM+IMA+R2+9+XX+YY'"))

    assert isinstance(read[1], Unreadable)
    assert read[1].faults[0].at == "message 2, segment 2 BGM, element 4.1"
    assert [isinstance(each, Message) for each in read] == [True, False, True]


def test_a_batch_that_lost_a_message_is_refused_whole() -> None:
    batch = cusdec.write([Message("edifact", declaration(f"R{each}")) for each in range(1, 4)])

    with pytest.raises(Unreadable) as refusal:
        cusdec.read_all(batch.replace(b"UNZ+3", b"UNZ+4"))

    assert [fault.code for fault in refusal.value.faults] == ["FMT-207"]


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("102", "20260301"),
        ("203", "202603010000"),
        ("204", "20260301000000"),
        ("303", "202603010000UTC"),
        ("304", "20260301000000UTC"),
        ("304", "20260301000000Z"),
        ("304", "20260301010000?+01"),
        ("208", "20260228193000-0430"),
        ("205", "202603010530?+0530"),
    ],
)
def test_an_instant_is_read_in_each_form(form: str, text: str) -> None:
    read = cusdec.read(content(f"DTM+137:{text}:{form}'", "UNS+D'", "UNS+S'"))

    assert read.declaration.issued_at == datetime(2026, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize("text", ["1234.50", "1234,50"])
def test_point_and_comma_are_decimal_marks(text: str) -> None:
    (read,) = cusdec.read(item(f"MOA+77:{text}:EUR'")).declaration.items

    assert read.price == Money(Decimal("1234.50"), "EUR")


def test_what_a_character_set_lacks_is_named_by_path() -> None:
    facts = Declaration(
        function_code="9",
        declarant=Party(name="한빛"),
        goods_shipment=GoodsShipment(items=(GoodsItem(sequence=1, description="café"),)),
    )

    with pytest.raises(Unwritable) as narrow:
        cusdec.write(Message("edifact", facts), charset_name="UNOA")
    with pytest.raises(Unwritable) as western:
        cusdec.write(Message("edifact", facts), charset_name="UNOC")

    assert narrow.value.paths == ("declarant/name", "goods_shipment/items/1/description")
    assert western.value.paths == ("declarant/name",)


@pytest.mark.parametrize(
    ("facts", "path"),
    [
        (Declaration(function_code="9", total_gross_mass=Decimal("NaN")), "total_gross_mass"),
        (Declaration(function_code="9", total_gross_mass=Decimal("1E+99")), "total_gross_mass"),
        (Declaration(function_code="9", issued_at=datetime(2026, 3, 1)), "issued_at"),  # noqa: DTZ001 - the fault
    ],
)
def test_what_no_message_can_say_is_named_by_path(facts: Declaration, path: str) -> None:
    with pytest.raises(Unwritable) as refusal:
        cusdec.write(Message("edifact", facts))

    assert refusal.value.paths == (path,)


@pytest.mark.parametrize(
    ("path", "pointer"),
    [
        ("", "BGM"),
        ("reference", "BGM/C106.1004"),
        ("declarant", "SG6(DT)"),
        ("declarant/name", "SG6(DT)/NAD/C080.3036"),
        ("declarant/communication/id", "SG6(DT)/COM/C076.3148"),
        ("goods_shipment/items", "SG32"),
        ("goods_shipment/items/2", "SG32[2]"),
        ("goods_shipment/items/2/net_mass", "SG32[2]/MEA(WT,AAA)/C174.6314"),
        ("goods_shipment/items/2/price", "SG32[2]/SG35(77)/MOA"),
        ("goods_shipment/items/2/classifications/3/id", "SG32[2]/CST/C246[3].7361"),
        ("goods_shipment/items/2/documents/4/id", "SG32[2]/SG39[4]/DOC/C503.1004"),
        ("goods_shipment/consignment/equipment/2/seals/1/id", "SEL[2][1]/9308"),
        (
            "goods_shipment/items/1/packages/1/length/value",
            "SG11/SG22/SG28(goods_shipment/items/1/packages/1/length/value)/IMD/C273.7008",
        ),
    ],
)
def test_a_path_and_its_pointer_lead_to_each_other(path: str, pointer: str) -> None:
    assert cusdec.pointer(path) == pointer
    assert cusdec.path(pointer) == path


@pytest.mark.parametrize(
    ("path", "pointer"),
    [
        ("goods_shipment/items/2/commodity", "SG32[2]"),
        ("goods_shipment/items/2/net_mass/beyond", "SG32[2]/MEA(WT,AAA)/C174.6314"),
        ("nowhere/at/all", "BGM"),
    ],
)
def test_a_path_beyond_the_facts_has_the_pointer_of_what_is_above(path: str, pointer: str) -> None:
    assert cusdec.pointer(path) == pointer


@pytest.mark.parametrize(
    "pointer", ["", "SG99", "SG32[1]/MEA(XX)/C174.6314", "SG32/CST/1496", "SG11/SG22/SG28(x)/IMD/C273.7008"]
)
def test_a_pointer_to_nothing_is_unknown(pointer: str) -> None:
    with pytest.raises(UnknownPointer):
        cusdec.path(pointer)


def test_a_text_in_parts_is_pointed_to_by_each_part() -> None:
    assert cusdec.path("SG6(DT)/NAD/C080.3036[4]") == "declarant/name"


def test_facts_are_found_at_their_segments_and_back() -> None:
    given = item("MEA+WT+AAB+KGM:10'", "MEA+WT+AAA+KGM:9'")

    places = cusdec.places(given)

    assert str(places["goods_shipment/items/1/net_mass"]) == "message 1, segment 6 MEA, element 3.2"
    assert cusdec.path_at(given, "message 1, segment 6 MEA, element 3.2") == "goods_shipment/items/1/net_mass"
    with pytest.raises(UnknownPointer):
        cusdec.path_at(given, "message 1, segment 60 MEA, element 3.2")
