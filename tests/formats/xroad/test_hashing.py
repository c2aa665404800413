"""The hash names one request: everything that belongs to the message is in it, and nothing of the line is."""

import base64
import hashlib
from random import Random

from hypothesis import assume, given
from hypothesis import strategies as st

from clearway.formats.xroad import hashing

NAME = st.sampled_from(["x-road-client", "accept", "x-zebra", "content-type", "authorization"])
VALUE = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=12)
LINES = st.lists(st.tuples(NAME, VALUE), max_size=6)
OF_THE_LINE = st.lists(
    st.tuples(st.sampled_from([*sorted(hashing.SKIPPED), "Host", "X-Road-Request-Id", "x-road-request-hash"]), VALUE),
    max_size=4,
)


def _head(lines: list[tuple[str, str]], target: str = "/r1/I/C/M/S/X?a=%2f") -> bytes:
    return hashing.head("GET", target, lines, request_id="1")


def test_a_head_is_written_as_the_protocol_says() -> None:
    lines = [("X-Road-Client", "I/C/M/S"), ("Host", "x"), ("Accept", "*/*"), ("X-Road-Request-Id", "forged")]

    head = hashing.head("POST", "/r1/I/C/M/S/X/%20?q=%2F", lines, request_id="R-1", made_id="Q-1")

    assert head == (
        b"POST\r\n/r1/I/C/M/S/X/%20?q=%2F\r\nX-Road-Client:I/C/M/S\r\nAccept:*/*\r\n"
        b"x-road-request-id:R-1\r\nx-road-id:Q-1\r\n"
    )


def test_the_hash_is_of_the_hashes_of_head_and_body() -> None:
    of_head, of_body = hashlib.sha512(b"head").digest(), hashlib.sha512(b"body").digest()

    assert (
        hashing.request_hash(b"head", b"body")
        == base64.b64encode(hashlib.sha512(of_head + of_body).digest()).decode()
    )
    for nothing in (None, b""):
        assert hashing.request_hash(b"head", nothing) == base64.b64encode(of_head).decode()


@given(LINES, OF_THE_LINE, st.randoms())
def test_what_concerns_the_line_alone_is_not_in_it_wherever_it_stands(
    lines: list[tuple[str, str]], of_the_line: list[tuple[str, str]], chance: Random
) -> None:
    mixed = list(lines)
    for one in of_the_line:
        mixed.insert(chance.randint(0, len(mixed)), one)

    assert _head(mixed) == _head(lines)


@given(LINES, st.randoms())
def test_the_order_of_what_belongs_to_the_message_is_in_it(lines: list[tuple[str, str]], chance: Random) -> None:
    other = list(lines)
    chance.shuffle(other)

    assert (_head(other) == _head(lines)) == (other == lines)


@given(LINES, st.tuples(NAME, VALUE), VALUE)
def test_a_header_that_is_added_changed_or_taken_away_shows(
    lines: list[tuple[str, str]], one: tuple[str, str], value: str
) -> None:
    assume(one[1] != value)
    with_one = [*lines, one]

    assert len({_head(lines), _head(with_one), _head([*lines, (one[0], value)])}) == 3


@given(st.binary(min_size=1, max_size=50), st.binary(min_size=1, max_size=50), LINES)
def test_another_body_has_another_hash(body: bytes, other: bytes, lines: list[tuple[str, str]]) -> None:
    head = _head(lines)

    assert (hashing.request_hash(head, body) == hashing.request_hash(head, other)) == (body == other)
    assert hashing.request_hash(head, body) != hashing.request_hash(head, None)


def test_two_addresses_that_mean_the_same_are_two_requests() -> None:
    assert _head([], "/r1/I/C/M/S/X?a=%2f") != _head([], "/r1/I/C/M/S/X?a=%2F")


def test_bytes_that_are_no_text_go_in_as_they_came() -> None:
    assert b"x-zebra:\xff\r\n" in _head([("x-zebra", b"\xff".decode("utf-8", "surrogateescape"))])
