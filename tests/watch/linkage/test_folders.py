"""A folder is linked as deliveries are: each row of a town full of noise has the same keys by both ways."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pytest_django.plugin import DjangoDbBlocker

from clearway.core.watch import SourceRefused, Sources, Table, check
from clearway.core.watch.linking import HOWS
from clearway.gateways.simulators.municipality import town as simulated
from clearway.gateways.simulators.municipality.life import lived
from clearway.gateways.simulators.municipality.town import Plan
from clearway.gateways.simulators.municipality.writing import write
from clearway.gateways.watch import folders
from clearway.watch.authoring.public import comparing
from clearway.watch.backtest.duck import Duck
from clearway.watch.backtest.engine import Engine
from clearway.watch.findings import public as findings
from clearway.watch.intake import public as intake
from clearway.watch.linkage import public as linkage
from tests.watch.backtest.engines import engine
from tests.watch.country import DEMOLAND, Town, instant

#: A seed of its own; half of all rows that can be are named otherwise.
SEED, SIZE, NOISE = 20261125, 60, 0.5
TODAY = date(2026, 3, 1)


@pytest.fixture(autouse=True)
def database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


@pytest.fixture(scope="module")
def noisy() -> simulated.Town:
    return lived(Plan(seed=SEED, size=SIZE, prevalence=0.05, noise=NOISE))


def asked(engine: Engine, table: Table) -> list[tuple[Any, ...]]:
    """The rows of a source as an engine has them."""
    names = ", ".join(f"t.{one.name}" for one in table.columns)
    return engine.rows(check(f"SELECT {names} FROM {table.name} t", Sources({table.name: table})), TODAY)


def test_a_folder_and_deliveries_give_every_row_the_same_keys(noisy: simulated.Town, tmp_path: Path) -> None:
    write(noisy, tmp_path)
    town = Town("folder", DEMOLAND, day=noisy.today)
    for batches in folders.whole(tmp_path, town.code, town.book, at=instant(town.day, 5)):
        for batch in batches:
            assert not findings.deliver(batch, town.book, at=instant(town.day, 5)).reasons
    with Duck(town.book.law) as duck:
        assert duck.lay(tmp_path, town.book.sources, town.book.sources.tables) == {}
        for name, table in town.book.sources.tables.items():
            stands = [tuple(row.values()) for row in intake.rows_of(town.code, table)]
            assert sorted(asked(duck, table), key=str) == sorted(stands, key=str), name

    report = linkage.report(town.code, town.book.sources)
    assert all(report.count(how) for how in HOWS), {how: report.count(how) for how in HOWS}


def test_engines_of_sparks_protocol_read_linked_files(noisy: simulated.Town, tmp_path: Path) -> None:
    write(noisy, tmp_path)
    names = "duty_levies", "vehicles", "vehicle_policies", "premises", "tax_buildings"
    sources = Town("sail", DEMOLAND).book.sources
    with Duck(()) as duck, engine("sail") as sail:
        assert duck.lay(tmp_path, sources, names) == sail.lay(tmp_path, sources, names) == {}
        for name in names:
            table = sources.table(name)
            assert sorted(map(repr, asked(duck, table))) == sorted(map(repr, asked(sail, table))), name


def test_where_nothing_was_changed_the_files_are_read_as_they_are(noisy: simulated.Town, tmp_path: Path) -> None:
    write(lived(Plan(seed=SEED, size=20, noise=0)), tmp_path)
    sources = Town("as-they-are", DEMOLAND).book.sources
    (tmp_path / "key_changes.parquet").unlink()
    with Duck(()) as duck:
        duck.open_all(tmp_path, sources, sources.tables)
        assert duck.link(sources, sources.tables.keys() - {"key_changes"}) == frozenset()


FOOTPRINT = {
    "footprint": "F1", "parcel": "L1", "holder": "P1", "holder_kind": "private", "overlap": Decimal(50),
    "seen_since": date(2025, 3, 1), "checked_by": "site", "checked_on": date(2025, 6, 1),
}  # fmt: skip
RENUMBERED = {"change": "C1", "numbers": "public_parcels", "kind": "renumber", "old_key": "L1", "new_key": "L2",
              "from_on": date(2025, 5, 1)}  # fmt: skip
PARCEL = {"parcel": "L2", "area": Decimal(900), "unit_value": Decimal(1000)}
ROWS: Mapping[str, list[dict[str, Any]]] = {
    "footprints": [FOOTPRINT], "key_changes": [RENUMBERED], "public_parcels": [PARCEL], "public_leases": [],
    "duty_levies": [], "duty_reliefs": [],
}  # fmt: skip


def laid(folder: Path, sources: Sources) -> None:
    """A house reaches over a parcel that was given another number, and nobody levied anything."""
    with Duck(()) as duck:
        for name, rows in ROWS.items():
            duck.take(sources.table(name), rows)
            duck.write(name, folder / f"{name}.parquet")


def test_registers_that_are_absent_link_nothing(tmp_path: Path) -> None:
    """Without its register nobody knows which of two numbers a parcel has."""
    sources = Town("absent", DEMOLAND).book.sources
    laid(tmp_path, sources)
    with Duck(()) as duck:
        duck.lay(tmp_path, sources, ["footprints"])
        assert duck.connection.sql("SELECT parcel FROM footprints").fetchall() == [("L2",)]
    (tmp_path / "public_parcels.parquet").unlink()
    with Duck(()) as duck:
        duck.lay(tmp_path, sources, ["footprints"])
        assert duck.connection.sql("SELECT parcel FROM footprints").fetchall() == [("L1",)]


def test_a_back_test_of_a_folder_goes_by_linked_keys(tmp_path: Path) -> None:
    book = Town("compared", DEMOLAND).book
    laid(tmp_path, book.sources)
    (told,) = comparing.in_folder(tmp_path, DEMOLAND, "LD-24", book.scenario("LD-24").query.text, [TODAY])
    assert (told.found, told.was) == (1, 1)
    (tmp_path / "duty_levies.parquet").unlink()
    with pytest.raises(SourceRefused, match="duty_levies"):
        list(comparing.in_folder(tmp_path, DEMOLAND, "LD-24", book.scenario("LD-24").query.text, [TODAY]))


def test_what_is_told_of_changes_of_keys_has_to_be_readable(tmp_path: Path) -> None:
    sources = Town("unreadable", DEMOLAND).book.sources
    laid(tmp_path, sources)
    (tmp_path / "key_changes.parquet").unlink()
    (tmp_path / "key_changes.csv").write_text(
        "change,numbers,kind,old_key,new_key,from_on\nC1,public_parcels,moved,L1,L2,2025-05-01\n"
    )
    with Duck(()) as duck, pytest.raises(SourceRefused, match="WAT-061"):
        duck.lay(tmp_path, sources, ["footprints"])
