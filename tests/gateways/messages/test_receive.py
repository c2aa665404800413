"""Bytes as they come in: recognised, read, kept, counted."""

import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearway.clearance.errors import PlaceNotKnown
from clearway.core.facts.basis import Pointer
from clearway.core.facts.declaration import Declaration
from clearway.core.facts.documents import Amendment
from clearway.formats.message import Message
from clearway.formats.refusal import Unreadable
from clearway.gateways.messages.receive import Received, changed_paths, how_many, receive, receive_all, receive_lines

WEIGHT = (Pointer(section="42A"), Pointer(section="67A"), Pointer(section="68A", sequence=2), Pointer(tag="114"))
NOWHERE = (Pointer(section="42A"), Pointer(section="99Z", tag="999"))


def _amending(*places: tuple[Pointer, ...]) -> Message:
    amendments = tuple(Amendment(reason_code="32", pointers=pointers) for pointers in places)
    return Message("json", Declaration(function_code="13", type_code="COR", amendments=amendments))


def _line(reference: str) -> bytes:
    return msgspec.json.encode(Declaration(function_code="9", reference=reference))


def test_an_amendment_names_places_in_our_words() -> None:
    assert changed_paths(_amending(WEIGHT)) == ("goods_shipment/items/2/statistical_value",)


def test_an_amendment_without_places_names_none() -> None:
    assert changed_paths(_amending(())) == ()


@pytest.mark.parametrize("places", [(NOWHERE,), (WEIGHT, NOWHERE), (NOWHERE, WEIGHT)])
def test_a_place_that_leads_nowhere_is_refused_and_never_passed_over(places: tuple[tuple[Pointer, ...], ...]) -> None:
    with pytest.raises(PlaceNotKnown) as refused:
        changed_paths(_amending(*places))

    assert refused.value.facts == {"path": "42A/99Z/999"}


def test_what_was_read_keeps_its_bytes() -> None:
    content = b" " + _line("A-1") + b"\n"

    assert receive(content).submitted.content == content


def test_each_line_is_read_for_itself_whatever_the_others_look_like() -> None:
    content = b"\xef\xbb\xbf" + b"\n".join([_line("A-1"), b"nothing", b"", b"[]", b"  ", _line("A-2"), b""])

    first, second, third, fourth = receive_lines(content)

    assert isinstance(first, Received)
    assert isinstance(fourth, Received)
    assert [first.declaration.reference, fourth.declaration.reference] == ["A-1", "A-2"]
    assert isinstance(second, Unreadable)
    assert isinstance(third, Unreadable)
    assert second.faults[0].at.startswith("line 2, column")
    assert third.faults[0].at == "line 4"


def test_what_is_in_no_format_is_one_refusal() -> None:
    [refused] = receive_all(b"hello")

    assert isinstance(refused, Unreadable)


@given(st.lists(st.one_of(st.binary(max_size=30), st.just(_line("A-1")))))
def test_lines_are_never_more_than_were_counted_and_never_fail(lines: list[bytes]) -> None:
    content = b"\n".join(lines)

    found = list(receive_lines(content))

    assert len(found) <= how_many(content, "json")
    assert all(isinstance(one, Received | Unreadable) for one in found)
    for one in found:
        if isinstance(one, Unreadable):
            assert all(fault.at.startswith("line ") for fault in one.faults)


@given(st.integers(0, 20))
def test_messages_of_an_interchange_are_counted_by_their_headers(count: int) -> None:
    content = b"UNB+UNOC:3'" + b"UNH+1+CUSDEC'UNT+2+1'" * count + b"UNZ+1+1'"

    assert how_many(content, "edifact") == count


def test_a_line_is_what_the_sender_wrote() -> None:
    content = json.dumps({"functionCode": "9", "reference": "A-1"}).encode()

    [one] = receive_lines(content + b"\r\n")

    assert isinstance(one, Received)
    assert one.content.strip() == content
