"""A message's format is told by its first bytes, and a file of many is taken apart."""

import pytest

from clearway.core.facts.basis import Pointer
from clearway.core.facts.declaration import Declaration
from clearway.core.facts.documents import Amendment
from clearway.core.facts.goods import GoodsItem, GoodsShipment
from clearway.formats import recognise
from clearway.formats.edifact import cusdec
from clearway.formats.message import Format, Message
from clearway.formats.refusal import Unreadable

FACTS = Declaration(
    function_code="9",
    reference="R'+:?1",
    type_code="IMA",
    goods_shipment=GoodsShipment(items=(GoodsItem(sequence=1, description="Rice cookers"),)),
)
FORMATS: tuple[Format, ...] = ("wco", "json", "edifact")


@pytest.mark.parametrize("format", FORMATS)
def test_what_a_format_writes_is_recognised_and_read(format: Format) -> None:
    content = recognise.write(Message("json", FACTS), format)

    assert recognise.recognise(content) == format
    assert recognise.read(content).declaration == FACTS
    assert [message.declaration for _, message in recognise.read_all(content) if isinstance(message, Message)] == [
        FACTS
    ]


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"\x00", b"%PDF-1.7", b"PK\x03\x04", "한글".encode(), b"\xff\xfe<\x00"]
)
def test_anything_else_is_refused(content: bytes) -> None:
    with pytest.raises(Unreadable) as refusal:
        recognise.read(content)

    assert refusal.value.faults[0].code == "FMT-001"
    assert refusal.value.faults[0].found.isascii()
    ((part, message),) = recognise.read_all(content)
    assert part == content
    assert isinstance(message, Unreadable)


@pytest.mark.parametrize(
    ("start", "format"), [(b"\xef\xbb\xbf<", "wco"), (b" \n{", "json"), (b"[", "json"), (b"UNB+", "edifact")]
)
def test_a_byte_order_mark_and_blanks_are_passed_over(start: bytes, format: str) -> None:
    assert recognise.recognise(start) == format


def test_an_interchange_is_taken_apart_with_the_bytes_of_each_message() -> None:

    content = cusdec.write([Message("json", FACTS)] * 3)

    parts = list(recognise.read_all(content))

    assert len(parts) == 3
    for piece, message in parts:
        assert isinstance(message, Message)
        assert message.declaration == FACTS
        assert piece.startswith(b"UNH")
        assert piece.count(b"UNT") == 1


def test_lines_of_json_are_taken_apart() -> None:
    line = recognise.write(Message("json", FACTS), "json")

    parts = list(recognise.read_all(line + b"\n{broken\n\n" + line))

    assert [piece for piece, _ in parts] == [line, b"{broken", line]
    assert isinstance(parts[1][1], Unreadable)
    assert parts[1][1].faults[0].at.startswith("line 2, ")


@pytest.mark.parametrize(
    ("format", "pointer"),
    [("wco", "42A/67A/68A[1]/23A/137"), ("json", "/goodsShipment/items/0/description")],
)
def test_a_path_is_told_in_the_senders_own_terms(format: Format, pointer: str) -> None:
    assert recognise.pointer(format, "goods_shipment/items/1/description") == pointer


def test_an_amendment_names_the_places_it_changes() -> None:
    steps = (
        Pointer(section="42A"),
        Pointer(section="67A"),
        Pointer(section="68A", sequence=2),
        Pointer(section="92A", tag="063"),
    )
    unknown = (Pointer(section="42A"), Pointer(section="ZZZ"))
    facts = Declaration(
        function_code="13", amendments=(Amendment(pointers=steps), Amendment(pointers=unknown), Amendment())
    )

    assert recognise.changed_paths(Message("json", facts)) == ("goods_shipment/items/2/origins/1/country",)
