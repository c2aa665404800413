"""Every scenario finds the same on DuckDB, Sail and Apache Spark, and change by change on PostgreSQL."""

import csv
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pytest_django.plugin import DjangoDbBlocker
from typer.testing import CliRunner

from clearway.core.watch import LOOKING, Found, check
from clearway.gateways.console.watch import app
from clearway.gateways.simulators.municipality.life import lived
from clearway.gateways.simulators.municipality.town import Plan
from clearway.gateways.simulators.municipality.writing import write
from clearway.watch.backtest import engine as engines
from clearway.watch.backtest import public as backtest
from clearway.watch.backtest.duck import Duck
from clearway.watch.findings import public as findings
from clearway.watch.rulebook import public as rulebook
from clearway.watch.rulebook.public import Book
from tests.watch.backtest.engines import engine, in_a_file
from tests.watch.country import DEMOLAND, Town, instant

PROVE = os.environ.get("CLEARWAY_PROVE") == "1"
#: A seed that nobody looked at while scenarios and engines were written.
SEED, SIZE, PREVALENCE = 9107, 2000 if PROVE else 60, 0.02 if PROVE else 0.1
Cases = dict[tuple[str, str], Found]


@pytest.fixture(autouse=True)
def database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


@pytest.fixture(scope="module")
def book() -> Book:
    return rulebook.read(rulebook.gather(DEMOLAND))


class Laid:
    """A municipality's folder, the day it is of, and what DuckDB finds in it."""

    def __init__(self, folder: Path, book: Book) -> None:
        lives = lived(Plan(seed=SEED, size=SIZE, prevalence=PREVALENCE))
        write(lives, folder)
        self.folder, self.today = folder, lives.today
        self.looking = [one for one in book.scenarios if one.card.status in LOOKING]
        with Duck(book.law) as duck:
            self.found = self.asked(duck, book)
            self.due = self.deadlines(duck)

    def asked(self, asked: engines.Engine, book: Book) -> Cases:
        """What an engine finds in the folder."""
        refused = asked.lay(self.folder, book.sources, {source for one in self.looking for source in one.sources})
        assert refused == {}
        return {
            (one.card.id, key): case
            for one in self.looking
            for key, case in engines.cases(asked, one.query, self.today).items()
        }

    def deadlines(self, asked: engines.Engine) -> dict[str, list[tuple[Any, ...]]]:
        """The days that an engine finds for the cases."""
        return {
            one.card.id: sorted(set(asked.rows(one.deadline, self.today)), key=repr)
            for one in self.looking
            if one.deadline is not None
        }


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory, book: Book) -> Laid:
    return Laid(tmp_path_factory.mktemp("municipality"), book)


def differing(one: Cases, other: Cases) -> list[tuple[tuple[str, str], Found | None, Found | None]]:
    """The cases in which two runs differ."""
    return [(key, one.get(key), other.get(key)) for key in sorted(one | other) if one.get(key) != other.get(key)]


@pytest.mark.proof
@pytest.mark.parametrize("name", ["sail", "spark"])
def test_every_scenario_finds_the_same_on_every_engine(name: str, laid: Laid, book: Book) -> None:
    with engine(name, book.law) as asked:
        found = laid.asked(asked, book)
        assert differing(laid.found, found) == []
        assert laid.deadlines(asked) == laid.due
    assert len({scenario for scenario, _ in found}) > len(laid.looking) // 3, "where nothing is found nothing differs"


@pytest.mark.proof
def test_what_stands_change_by_change_is_the_same(laid: Laid, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clearway.gateways.console.watch.now", lambda: instant(laid.today, 600))
    town = Town("nation", DEMOLAND, day=laid.today)
    fed = CliRunner().invoke(
        app, ["feed", "--data", str(laid.folder), "--tenant", town.code, "--pack", str(DEMOLAND)]
    )
    assert fed.exit_code == 0, fed.output
    town.look()
    standing = {about: _in_order(one) for about, one in findings.standing(town.code).items()}
    assert differing({about: _in_order(one) for about, one in laid.found.items()}, standing) == []


def _in_order(one: Found) -> Found:
    return Found(one.case_key, one.money, tuple(sorted(one.evidence)))


def fixtures() -> list[Any]:
    """Scenarios with fixtures, by number: every one where everything is proved, else some; the town has them all."""
    paths = (DEMOLAND / "watch").glob("*/*.cases.yaml")
    return sorted(path.name.removesuffix(".cases.yaml") for path in paths)[:: 1 if PROVE else 8]


@pytest.fixture(scope="module")
def on_sail(book: Book) -> Iterator[engines.Engine]:
    with engine("sail", book.law) as asked:
        yield asked


@pytest.mark.proof
@pytest.mark.parametrize("number", fixtures())
def test_fixtures_come_out_on_sail_as_they_say(number: str, book: Book, on_sail: engines.Engine) -> None:
    bench = backtest.Bench(book, book.scenario(number), on_sail)
    assert [str(one) for one in bench.failures()] == []


def test_a_folder_is_run_on_sail_with_the_same_bytes(laid: Laid, tmp_path: Path) -> None:
    outs = {}
    for name in ("duckdb", "sail"):
        pytest.importorskip("pysail")
        in_a_file()
        out = tmp_path / f"{name}.csv"
        said = ["run", "--data", str(laid.folder), "--out", str(out), "--pack", str(DEMOLAND), "--engine", name]
        done = CliRunner().invoke(app, [*said, "--today", laid.today.isoformat()])
        assert done.exit_code == 0, done.output
        outs[name] = out.read_bytes()
    assert outs["duckdb"] == outs["sail"]
    assert len(list(csv.DictReader(outs["sail"].decode().splitlines()))) == len(laid.found)


def test_texts_in_a_file_are_read_alike(tmp_path: Path, book: Book) -> None:
    """Nothing and an empty text are the same in a file of texts, on every engine."""
    cells = {"text": 'it\'s ""한""', "day": "2024-02-29", "whole": "-7", "decimal": "1.5"}
    table = next(
        one for one in book.sources.tables.values() if {column.type.kind for column in one.columns} == {*cells}
    )
    names = [one.name for one in table.columns]
    full, empty = [f'"{cells[one.type.kind]}"' for one in table.columns], ['"x"', *[""] * (len(names) - 1)]
    (tmp_path / f"{table.name}.csv").write_text(
        "\n".join(map(",".join, (names, full, empty))) + "\n", encoding="utf-8"
    )
    query = check(f"SELECT {', '.join(f't.{one}' for one in names)} FROM {table.name} t", book.sources)
    read = []
    for name in ("duckdb", "sail"):
        with engine(name) as asked:
            asked.open(tmp_path, table)
            read.append(sorted(map(repr, asked.rows(query, date(2026, 3, 1)))))
    assert read[0] == read[1]
    assert len(read[0]) == 2
