"""A description says what fills a source; it is refused where it is not well formed, not safe, or fills nothing."""

from datetime import date
from typing import Any

import msgspec
import pytest

from clearway.core.watch import ReceivingRefused, Sources
from clearway.gateways.watch.receiving import describing
from clearway.watch.rulebook import public as rulebook
from tests.watch.country import PACK

GOOD: dict[str, Any] = {
    "hub": "https://hub.example", "source": "residents", "kind": "RES-001", "article": "WEL-4",
    "columns": {"person": "person"}, "keepUntil": "2027-01-31",
}  # fmt: skip


@pytest.fixture(scope="module")
def sources() -> Sources:
    """What the tests' country watches."""
    return rulebook.read(rulebook.gather(PACK)).sources


def test_yaml_is_read_as_json_is() -> None:
    text = b"""
# what the town receives
hub: https://hub.example
source: residents
kind: RES-001
article: WEL-4
columns: {person: person, died_on: address}
fixed: {household: "1"}
keepUntil: 2027-01-31
changesHours: 24
"""
    said = describing.read(text, "residents.yaml")

    assert (said.keep_until, said.changes_hours, said.part_rows) == (date(2027, 1, 31), 24, 10_000)
    assert said.asked == {
        "kind": "RES-001", "article": "WEL-4", "names": ["address", "person"], "keepUntil": "2027-01-31",
        "bounds": {}, "changesHours": 24, "partRows": 10_000,
    }  # fmt: skip
    assert said.row({"person": "P1", "secret": 1}) == {"person": "P1", "died_on": None, "household": "1"}
    assert msgspec.json.decode(msgspec.json.encode(said.terms)) == said.terms


@pytest.mark.parametrize(
    "changes",
    [
        {"hub": "http://hub.example"},
        {"hub": "https://me:secret@hub.example"},
        {"hub": "https://hub.example/?a=b"},
        {"hub": "https://hub.example:port"},
        {"hub": "ftp://127.0.0.1"},
        {"hub": "hub.example"},
        {"hub": ""},
        {"keepUntil": "2027-13-01"},
        {"keepUntil": None},
        {"columns": ["person"]},
        {"columns": {"person": ""}},
        {"secret": "is never written down"},
        {"partRows": 20_001},
        {"changesHours": 0},
        {"client": "with a blank"},
    ],
)
def test_what_is_no_description_is_refused_with_its_place(changes: dict[str, Any]) -> None:
    with pytest.raises(ReceivingRefused, match=r"WAT-080 at town\.yaml") as refused:
        describing.read(msgspec.json.encode(GOOD | changes), "town.yaml")
    assert refused.value.found


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff", b"a: b: c", b"a: 1\na: 2", b"&a [*a]", b"[" * 5000])
def test_no_file_however_odd_is_a_failure(content: bytes) -> None:
    with pytest.raises(ReceivingRefused, match=r"WAT-080 at town\.yaml"):
        describing.read(content, "town.yaml")


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "[::1]:80"])
def test_within_one_machine_nothing_need_be_secret(host: str) -> None:
    assert describing.read(msgspec.json.encode(GOOD | {"hub": f"http://{host}"}), "town.yaml").hub


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"columns": {"born_on": "born", "person": "person"}}, "the column born_on"),
        ({"columns": {"died_on": "address"}}, "nothing for person"),
        ({"columns": {"died_on": "address"}, "fixed": {"person": "P1"}}, "nothing for person"),
        ({"columns": {"person": "person"}, "fixed": {"person": "P1"}}, "person by a name and a fixed value"),
        ({"fixed": {"died_on": "some day"}}, "died_on: 'some day'"),
    ],
)
def test_what_is_received_fits_the_source(sources: Sources, changes: dict[str, Any], found: str) -> None:
    said = describing.read(msgspec.json.encode(GOOD | changes), "town.yaml")
    with pytest.raises(ReceivingRefused, match="WAT-080 at columns") as refused:
        describing.must_fit(said, sources.table("residents"))
    assert refused.value.found == found
