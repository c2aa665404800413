"""A record is cut down while it passes: what is granted comes through whole, and nothing else does."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearway.hub.exchange.sieve import NotARecord, Sieve

PLAIN = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()


def _through(content: bytes, names: set[str], size: int) -> dict[str, Any]:
    one = Sieve(names)
    out = b"".join(one.passed(content[at : at + size]) for at in range(0, len(content), size)) + one.ended()
    found: dict[str, Any] = json.loads(b"{" + out.removeprefix(b",") + b"}")
    return found


@given(st.dictionaries(st.text(max_size=20), PLAIN, max_size=6), st.data(), st.integers(1, 40), st.booleans())
def test_what_comes_through_is_what_was_granted_however_it_is_spelled_and_cut(
    record: dict[str, Any], data: st.DataObject, size: int, is_wide: bool
) -> None:
    names = data.draw(st.sets(st.sampled_from([*record, "missing"])))
    content = json.dumps(record, ensure_ascii=data.draw(st.booleans()), indent=2 if is_wide else None).encode(
        "utf-8", "surrogatepass"
    )

    assert _through(content, names, size) == {name: record.get(name) for name in names}


@pytest.mark.parametrize(
    "content",
    [
        b"", b"[]", b"{", b'{"a"', b'{"a":', b'{"a":1', b'{"a":1,}', b'{"a":"x}', b'{"a":1}{', b'{"a":1} x',
        b'{"a" 1}',
        b'{a:1}', b'{"a":[1]}', b'{"b":{"a":1}}', b'{"a":tru}', b'{"a":"\n"}', b'{"a":"\xff"}', b'{"a":1 2}', b'"a"',
        b'{"' + b"n" * 2000, b'{"a":' + b"1" * 2000,
    ],
)  # fmt: skip
def test_what_is_no_record_breaks_off(content: bytes) -> None:
    for size in (1, 5, 5000):
        with pytest.raises(NotARecord):
            _through(content, {"a"}, size)


def test_a_name_that_comes_twice_comes_through_once() -> None:
    assert _through(b'{"a":1,"a":2}', {"a"}, 100) == {"a": 1}
