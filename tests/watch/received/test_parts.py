"""A part counts as it came or not at all: whatever contradicts a digest, a count or the form of a part is refused."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from hmac import digest
from typing import Any

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from clearway.core.watch import ReceivingRefused
from clearway.gateways.watch.receiving import describing, parts
from clearway.watch.received.public import Part
from tests.watch.received.test_describing import GOOD

NUMBER, SEAL = "7e57", b"seal"
SAID = describing.read(msgspec.json.encode(GOOD | {"columns": {"person": "person", "died_on": "day"}}), "town.yaml")
HEAD = {
    "distribution": NUMBER, "part": 1, "sending": 1, "range": 1, "whole": True, "last": True,
    "asOf": "2026-03-02T09:00:00Z", "rows": 2, "removed": 1, "leftOut": 0, "nonce": "00",
}  # fmt: skip


def line(key: int, values: bytes, *, seal: bytes = SEAL) -> bytes:
    """A row as a hub sends it."""
    reckoned = digest(seal, b"row\x00" + values, "sha256")[:16].hex()
    return b'{"key":"%032x","digest":"%b","values":%b}\n' % (key, reckoned.encode(), values)


FIRST, SECOND = line(1, b'{"person":"P1","day":null}'), line(2, b'{"person" : "P2", "day":"2026-01-01"}')
GONE = b'{"removed":"%032x"}\n' % 3


def part(*lines: bytes, **head: Any) -> bytes:
    """A part as a hub sends it."""
    return b"".join([json.dumps(HEAD | head).encode(), b"\n", *lines])


def read(content: bytes) -> Part:
    """As it is read."""
    return parts.read(content, SAID, number=NUMBER, seal=SEAL)


def test_a_part_is_read_as_it_was_sent() -> None:
    content = part(FIRST, SECOND, GONE)

    one = read(content)

    assert [(put.key[-1], put.row) for put in one.puts] == [
        (1, {"person": "P1", "died_on": None}),
        (2, {"person": "P2", "died_on": "2026-01-01"}),
    ]
    assert one.removed == ((3).to_bytes(16),)
    assert (one.number, one.sending, one.range, one.is_whole) == (1, 1, 1, True)
    assert one.as_of == datetime(2026, 3, 2, 9, tzinfo=UTC)
    assert one.checksum == f"sha256:{sha256(content).hexdigest()}"


def test_numbers_are_read_as_they_are_written() -> None:
    one = read(part(line(1, b'{"person":"P1","day":0.10}'), rows=1, removed=0))
    assert str(one.puts[0].row["died_on"]) == "0.10"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (part(FIRST.replace(b'"P1"', b'"P9"'), SECOND, GONE), "WAT-084"),
        (part(FIRST, SECOND.replace(b'" : "', b'":"'), GONE), "WAT-084"),
        (part(line(1, b'{"person":"P1"}', seal=b"another"), SECOND, GONE), "WAT-084"),
        (part(FIRST, SECOND), "WAT-084"),
        (part(FIRST, GONE), "WAT-084"),
        (part(FIRST, FIRST, GONE), "WAT-084"),
        (part(FIRST, SECOND, GONE, GONE), "WAT-084"),
        (part(FIRST, SECOND, b'{"removed":"%032x"}' % 2), "WAT-084"),
        (part(FIRST, SECOND, GONE, distribution="another"), "WAT-084"),
        (part(FIRST, SECOND, b"{}"), "WAT-083"),
        (part(FIRST, SECOND, FIRST.replace(b'"key"', b'"removed":"%032x","key"' % 3)), "WAT-083"),
        (part(line(1, b'["P1"]'), SECOND, GONE), "WAT-083"),
        (part(line(1, b"[" * 9000 + b"]" * 9000), SECOND, GONE), "WAT-083"),
        (part(FIRST, SECOND, b'{"removed":"3"}'), "WAT-083"),
        (part(FIRST, SECOND, GONE, part=0), "WAT-083"),
        (part(FIRST, SECOND, GONE, part=2**31), "WAT-083"),
        (part(FIRST, SECOND, GONE, range=-1), "WAT-083"),
        (part(FIRST, SECOND, GONE, whole="yes"), "WAT-083"),
        (part(FIRST, SECOND, GONE, asOf="2026-03-02T09:00:00"), "WAT-083"),
        (b"", "WAT-083"),
        (b"\xff\xfe", "WAT-083"),
        (b"[" * 100_000, "WAT-083"),
    ],
    ids=range(22),
)
def test_what_contradicts_itself_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(ReceivingRefused, match=code) as refused:
        read(content)
    assert refused.value.found.isprintable()
    assert refused.value.allowed or refused.value.place


@given(st.data())
def test_no_part_however_damaged_is_taken_for_another(data: st.DataObject) -> None:
    whole = part(FIRST, SECOND, GONE)
    at = data.draw(st.integers(0, len(whole)))
    upto = data.draw(st.integers(at, len(whole)))
    content = whole[:at] + data.draw(st.binary(max_size=40)) + whole[upto:]
    found = _tried(lambda: read(content))
    # What the digests do not cover may be otherwise in the first line alone, and in which key is meant.
    assert found is None or [put.row for put in found.puts] == [put.row for put in read(whole).puts]


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), st.lists) | st.binary())
@example(b"{}")
def test_nothing_that_comes_is_a_failure(said: Any) -> None:
    content = said if isinstance(said, bytes) else json.dumps(said).encode()
    assert _tried(lambda: read(content)) is None
    found = _tried(lambda: read(part(line(1, content), rows=1, removed=0)))
    # What a row does not say is not known: one that says nothing is a row, and whoever keeps it refuses it.
    assert found is None or isinstance(json.loads(content), dict)
    values = b'{"person":%b}' % content
    _tried(lambda: read(part(line(1, values), rows=1, removed=0)))


def _tried(act: Callable[[], Part]) -> Part | None:
    try:
        return act()
    except ReceivingRefused:
        return None
