"""One value, one spelling: what makes a fingerprint of facts worth quoting."""

import json
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum
from hashlib import sha256
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearway.core.kernel import canonical


class Lane(Enum):
    GREEN = "green"


class Charge(msgspec.Struct, frozen=True):
    currency: str
    amount: Decimal
    at: datetime | None = None
    parts: tuple["Charge", ...] = ()


class Loose(msgspec.Struct, frozen=True):
    anything: Any


class Rough(msgspec.Struct, frozen=True):
    share: float


EXACT = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.text()
    | st.decimals(allow_nan=False, allow_infinity=False)
    | st.datetimes(timezones=st.timezones())
)
VALUES = st.recursive(EXACT, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=25)


def test_members_are_sorted_and_nothing_is_set_apart_by_white_space() -> None:
    assert canonical.encode({"b": [1, {"z": None, "y": True}], "a": "é"}) == (
        '{"a":"é","b":[1,{"y":true,"z":null}]}'.encode()
    )


def test_a_fact_and_the_plain_value_it_stands_for_have_the_same_bytes() -> None:
    fact = Charge("EUR", Decimal("12.50"), datetime(2026, 3, 1, 8, 30, tzinfo=UTC))

    plain = {"parts": [], "currency": "EUR", "at": "2026-03-01T08:30:00Z", "amount": "12.50"}

    assert canonical.encode(fact) == canonical.encode(plain)


def test_an_instant_is_written_in_utc_whatever_zone_it_was_told_in() -> None:
    seoul = timezone(timedelta(hours=9))
    there = Charge("KRW", Decimal(1), datetime(2026, 3, 1, 17, 30, 0, 5, tzinfo=seoul))
    here = Charge("KRW", Decimal(1), datetime(2026, 3, 1, 8, 30, 0, 5, tzinfo=UTC))

    assert canonical.encode(there) == canonical.encode(here)
    assert b'"2026-03-01T08:30:00.000005Z"' in canonical.encode(there)


@pytest.mark.parametrize(
    ("amount", "written"), [("1E+3", "1000"), ("1.50", "1.50"), ("1E-8", "0.00000001"), ("-0.0", "-0.0")]
)
def test_a_decimal_is_written_in_plain_notation_with_its_own_scale(amount: str, written: str) -> None:
    expected = written.encode()

    assert canonical.encode(Decimal(amount)) == b'"' + expected + b'"'
    assert b'"amount":"' + expected + b'"' in canonical.encode(Charge("EUR", Decimal(amount)))


@pytest.mark.parametrize(
    "value",
    [
        1.5,
        {"deep": [{"er": 0.1}]},
        Loose(float("nan")),
        Rough(0.5),
        datetime(2026, 1, 1),  # noqa: DTZ001 - the naive time is what is refused
        Charge("EUR", Decimal(1), datetime(2026, 1, 1)),  # noqa: DTZ001 - as above
        Decimal("NaN"),
        Charge("EUR", Decimal("Infinity")),
        Charge("EUR", Decimal("sNaN12")),
        {1: "a name that is no text"},
        {"half a character": "\ud800"},
        msgspec.Raw(b"{ }"),
        object(),
    ],
)
def test_what_has_no_exact_spelling_is_refused(value: object) -> None:
    with pytest.raises(canonical.NotCanonical):
        canonical.encode(value)


def test_text_that_only_looks_like_a_number_or_a_time_stays_as_it_is() -> None:
    note = Charge("1E+3 NaN Infinity 2026-03-01T08:30:00+09:00", Decimal(1))

    assert b'"1E+3 NaN Infinity 2026-03-01T08:30:00+09:00"' in canonical.encode(note)


def test_enumerations_are_written_as_their_value() -> None:
    assert canonical.encode([Lane.GREEN, {"a", "b"}]) == b'["green",["a","b"]]'


@given(VALUES)
def test_reading_back_and_writing_again_changes_nothing(value: object) -> None:
    written = canonical.encode(value)

    assert canonical.encode(canonical.decode(written)) == written
    assert canonical.encode(json.loads(written)) == written
    assert canonical.encode(Loose(value)) == b'{"anything":' + written + b"}"


@given(st.dictionaries(st.text(), st.integers()))
def test_the_order_in_which_facts_were_told_does_not_count(facts: dict[str, int]) -> None:
    reversed_facts = dict(reversed(list(facts.items())))

    assert canonical.digest(reversed_facts) == canonical.digest(facts)


@given(st.builds(Charge, st.text(), st.decimals(), st.none() | st.datetimes(timezones=st.timezones())))
def test_the_fast_way_and_the_careful_way_agree(charge: Charge) -> None:
    def attempt(value: object) -> bytes | type:
        try:
            return canonical.encode(value)
        except canonical.NotCanonical:
            return canonical.NotCanonical

    plain = {"currency": charge.currency, "amount": charge.amount, "at": charge.at, "parts": []}

    assert attempt(charge) == attempt(plain)


@pytest.mark.parametrize(
    "text",
    [b"", b"{", b'{"b":1,"a":2}', b'{"a": 1}', b'{"a":1,"a":1}', b"1.0", b"1e3", b"-0", b'"\\u0041"', b"\xff",
     b"[" * 100_000],
)  # fmt: skip
def test_a_text_in_another_spelling_is_not_read(text: bytes) -> None:
    with pytest.raises(canonical.NotCanonical):
        canonical.decode(text)


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused_but_never_break_the_reader(data: bytes) -> None:
    try:
        value = canonical.decode(data)
    except canonical.NotCanonical:
        return
    assert canonical.encode(value) == data


def test_a_fingerprint_is_the_sha_256_of_the_bytes() -> None:
    expected = sha256(b'{"a":1}')

    assert canonical.digest({"a": 1}) == expected.digest()
    assert canonical.digest_text({"a": 1}) == "sha256:" + expected.hexdigest()
