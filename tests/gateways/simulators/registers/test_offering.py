"""Holders without a service offer views and drop tables, which the hub reads as any record."""

import threading
from pathlib import Path

import pytest

from clearway.core.law.information import Catalogue
from clearway.core.share.minimise import read
from clearway.gateways.simulators.registers import offering
from clearway.gateways.simulators.registers.offering import Drops, Views, schema_of
from clearway.gateways.simulators.registers.people import Registers
from clearway.hub.exchange import views
from clearway.hub.exchange.connectors import Connector
from clearway.hub.exchange.dropped import FileConnector
from clearway.hub.exchange.views import SqlConnector
from clearway.registers.lawbook.packs import compile_pack
from tests.hub.exchange.holders import database
from tests.registers.lawbook.build_pack import DEMOLAND

LETTER = {"person": "P", "business": "B", "parcel": "L", "vehicle": "V"}
FEW = 40


@pytest.fixture
def registers(monkeypatch: pytest.MonkeyPatch) -> Registers:
    """A country of which holders offer the first few."""
    monkeypatch.setattr(offering, "MOST", dict.fromkeys(LETTER, FEW))
    monkeypatch.setattr(offering, "BATCH", 16)
    return Registers(3)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    """What the demonstration shares."""
    return compile_pack(DEMOLAND).sharing


def _same(registers: Registers, catalogue: Catalogue, code: str, connector: Connector) -> int:
    """How many of the few records a connector finds, each as the register has it."""
    kind, found = catalogue.kinds[code], 0
    for place in range(FEW):
        key = f"{LETTER[kind.about]}{place:07}"
        told, expected = connector.record(kind, key), registers.record(code, key)
        assert (told is None) == (expected is None), f"{code} {key}"
        if told is not None and expected is not None:
            found += 1
            for name, field in kind.fields.items():
                assert read(field, told[name]) == read(field, expected[name]), f"{code} {key} {name}"
    return found


def test_views_say_what_the_register_says(registers: Registers, catalogue: Catalogue, country: None) -> None:
    Views(registers, database(), threading.Event()).offer()

    kinds = [one for one in registers.shapes.values() if one.system == "sql"]
    found = {
        one.kind: _same(
            registers, catalogue, one.kind, SqlConnector(one.holder, f"{database()}#{schema_of(one.holder)}")
        )
        for one in kinds
    }
    views.close()
    assert len(kinds) >= 10
    assert found["TAX-001"] == found["TAX-005"] == FEW
    assert 0 < found["PEN-001"] < FEW


def test_views_are_made_once(registers: Registers, country: None, monkeypatch: pytest.MonkeyPatch) -> None:
    Views(registers, database(), threading.Event()).offer()
    made: list[object] = []
    monkeypatch.setattr(Views, "_make", lambda *given: made.append(given))

    Views(registers, database(), threading.Event()).offer()
    assert not made

    Views(Registers(4), database(), threading.Event()).offer()
    assert len(made) == 2


def test_dropped_tables_say_what_the_register_says(
    registers: Registers, catalogue: Catalogue, tmp_path: Path
) -> None:
    Drops(registers, tmp_path, threading.Event()).offer()

    kinds = [one for one in registers.shapes.values() if one.system == "file"]
    found = {
        one.kind: _same(registers, catalogue, one.kind, FileConnector(one.holder, (tmp_path / one.holder).as_uri()))
        for one in kinds
    }
    assert found["LND-001"] == found["LND-006"] == FEW
    assert not list(tmp_path.rglob("*.part"))


def test_tables_are_dropped_again_without_being_made_again(registers: Registers, tmp_path: Path) -> None:
    drops = Drops(registers, tmp_path, threading.Event())
    drops.offer()
    table = tmp_path / "DL800104" / "LND-001.csv"
    inode, content = table.stat().st_ino, table.read_bytes()

    drops.offer()
    assert (table.stat().st_ino, table.read_bytes()) == (inode, content)

    Drops(Registers(4), tmp_path, threading.Event()).offer()
    assert table.read_bytes() != content


def test_an_offer_that_is_stopped_leaves_no_half_table(registers: Registers, tmp_path: Path) -> None:
    stopping = threading.Event()
    stopping.set()

    Drops(registers, tmp_path, stopping).offer()

    assert not list(tmp_path.rglob("*.csv"))
    assert not (tmp_path / "mark").exists()
