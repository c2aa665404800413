"""A register is the same register, whichever way its holder offers it."""

import csv
import json
import random
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from clearway.core.law.information import InformationKind
from clearway.gateways.simulators.registers.people import Registers
from clearway.gateways.simulators.registers.serving import server
from clearway.hub.distribution import sources
from clearway.hub.distribution.sources.dropped import DroppedSource
from clearway.hub.distribution.sources.paged import PagedSource
from clearway.hub.distribution.sources.source import Source
from clearway.hub.distribution.sources.viewed import ViewedSource
from clearway.hub.exchange.public import AnswerUnreadable, HolderAway
from tests.hub.distribution.receiving import HOLDER, Register, kind

pytestmark = pytest.mark.usefixtures("country")
REGISTERS = Registers(1)
KEYS = [f"P{n:07}" for n in range(1200)]
FIELDS = ("person", "name", "address")


def _records() -> list[dict[str, Any]]:
    found = [REGISTERS.record("RES-001", key) for key in KEYS]
    return [{name: one[name] for name in FIELDS} for one in found if one is not None]


@pytest.fixture(scope="module")
def registers() -> Iterator[str]:
    one = server(REGISTERS, 0)
    threading.Thread(target=one.serve_forever, args=(0.05,), daemon=True).start()
    yield f"http://127.0.0.1:{one.server_port}/{HOLDER}"
    one.shutdown()
    one.server_close()


@pytest.fixture(params=["http", "views", "csv", "lines"])
def source(request: pytest.FixtureRequest, registers: str, tmp_path: Path) -> Iterator[Source]:
    mixed = random.Random(4).sample(_records(), len(_records()))
    if request.param == "http":
        yield PagedSource(HOLDER, registers)
    elif request.param == "views":
        register = Register("offered")
        register.put_many(_records())
        yield ViewedSource(HOLDER, "postgresql:#offered")
        register.close()
    elif request.param == "csv":
        with (tmp_path / "RES-001.csv").open("w", newline="") as table:
            writer = csv.DictWriter(table, FIELDS)
            writer.writeheader()
            writer.writerows(mixed)
        yield DroppedSource(HOLDER, tmp_path.as_uri())
    else:
        (tmp_path / "RES-001.ndjson").write_text("".join(json.dumps(one) + "\n" for one in mixed))
        yield DroppedSource(HOLDER, tmp_path.as_uri())


def _asked() -> InformationKind:
    return sources.only(kind(), FIELDS)


def test_runs_of_a_register_make_the_whole(source: Source) -> None:
    expected = _records()
    last, found = "", []
    while run := sources.run(source, _asked(), last, KEYS[-1], 499):
        found += [record for _, record in run]
        last = run[-1][0]

    assert found == expected
    middle = sources.run(source, _asked(), KEYS[700], KEYS[705], 100)
    assert [key for key, _ in middle] == [one["person"] for one in expected if KEYS[700] < one["person"] <= KEYS[705]]
    assert [set(record) for _, record in middle] == [set(FIELDS)] * len(middle)
    if not isinstance(source, PagedSource):
        assert source.count(_asked()) == len(expected)


def test_what_changed_is_told_where_the_holder_keeps_count(registers: str) -> None:
    source = PagedSource(HOLDER, registers)
    first = source.changed(_asked(), "")
    assert first is not None
    httpx.put(f"{registers}/RES-001/P0002000", json={"address": "Elsewhere"})
    httpx.delete(f"{registers}/RES-001/P0002001")

    changes = source.changed(_asked(), first.mark)

    assert changes is not None
    assert changes.keys == ("P0002000", "P0002001")
    [(_, moved), (next_key, _)] = sources.run(source, _asked(), "P0001999", "", 2)
    assert (moved["address"], next_key) == ("Elsewhere", "P0002002")


def test_another_drop_is_to_be_compared_and_the_same_is_not(tmp_path: Path) -> None:
    drop = tmp_path / "RES-001.csv"
    drop.write_text("person,name,address\nP1,A,B\n")
    source = DroppedSource(HOLDER, tmp_path.as_uri())
    first = source.changed(_asked(), "")
    assert first is not None
    assert source.changed(_asked(), first.mark) == first

    drop.write_text("person,name,address\nP1,A,C\nP2,A,B\n")

    assert source.changed(_asked(), first.mark) is None
    assert [key for key, _ in sources.run(source, _asked(), "", "", 9)] == ["P1", "P2"]


@pytest.mark.parametrize(
    ("content", "error"),
    [
        ("person,name\nP1,A\n", AnswerUnreadable),
        ("person,name,address\nP1,A,B\nP1,A,C\n", AnswerUnreadable),
        ("person,name,address\nP1,A\n", AnswerUnreadable),
        (None, HolderAway),
    ],
)
def test_what_is_no_register_is_refused(tmp_path: Path, content: str | None, error: type[Exception]) -> None:
    if content is not None:
        (tmp_path / "RES-001.csv").write_text(content)

    with pytest.raises(error):
        sources.run(DroppedSource(HOLDER, tmp_path.as_uri()), _asked(), "", "", 9)


def test_a_holder_that_is_gone_is_away(registers: str) -> None:
    for source in (PagedSource(HOLDER, "http://127.0.0.1:9/x"), ViewedSource(HOLDER, "postgresql:#nowhere")):
        with pytest.raises((HolderAway, AnswerUnreadable)):
            sources.run(source, _asked(), "", "", 9)
