"""Full runs over folders, and the proof that they find what stands."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker
from typer.testing import CliRunner

from clearway.core.watch import LOOKING
from clearway.gateways.console.watch import app
from clearway.gateways.simulators.municipality.life import lived
from clearway.gateways.simulators.municipality.town import Plan
from clearway.gateways.simulators.municipality.writing import write, write_deliveries
from clearway.watch.backtest import public as backtest
from clearway.watch.backtest.duck import Duck
from clearway.watch.findings import public as findings
from clearway.watch.intake import public as intake
from clearway.watch.rulebook import public as rulebook
from tests.watch.country import DEMOLAND, PACK, Town, instant

APPROVED = {"approval": "A1", "building": "B1", "approved_on": "2025-12-01", "value": "1000.00"}


@pytest.fixture(autouse=True)
def database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


def folder(path: Path) -> Path:
    """A folder with one table as CSV and the others as Parquet, some of them empty."""
    book = rulebook.read(rulebook.gather(PACK))
    (path / "approvals.csv").write_text('approval,building,approved_on,value\nA1,B1,2025-12-01,1000.00\nA2,B2,,""\n')
    with Duck(()) as duck:
        for name in ("assessments", "allowances", "residents"):
            duck.take(book.sources.table(name), [])
            pq.write_table(duck.connection.sql(f"SELECT * FROM {name}").to_arrow_table(), path / f"{name}.parquet")
    return path


def test_a_folder_is_asked_and_what_is_found_is_written(tmp_path: Path) -> None:
    out = tmp_path / "found.csv"
    arguments = [
        "run",
        "--data",
        str(folder(tmp_path)),
        "--out",
        str(out),
        "--pack",
        str(PACK),
        "--today",
        "2026-03-01",
    ]
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 0, done.output
    rows = list(csv.DictReader(out.open(encoding="utf-8")))
    assert [(row["scenario"], row["case_key"], row["money"]) for row in rows] == [("XT-01", "B1", "34.00")]


def test_a_scenario_without_its_source_is_not_asked_and_says_so(tmp_path: Path) -> None:
    folder(tmp_path)
    (tmp_path / "assessments.parquet").unlink()
    book = rulebook.read(rulebook.gather(PACK))
    outcomes = {one.scenario.card.id: one for one in backtest.run(tmp_path, book, date(2026, 3, 1))}
    assert "WAT-067" in outcomes["XT-01"].lacks
    assert not outcomes["XT-02"].lacks


def test_records_of_a_folder_are_fed_looked_at_and_proved(tmp_path: Path) -> None:
    town = Town("fed")
    arguments = ["feed", "--data", str(folder(tmp_path)), "--tenant", town.code, "--pack", str(PACK), "--look"]
    (tmp_path / "changes").mkdir()
    lines = (
        '{"source": "approvals", "number": 7, "watermark": "2026-02-01", "rows": [{"op": "upsert", "change": 4,'
        ' "row": {"approval": "A1", "building": "B1", "approved_on": "2025-12-01", "value": "1000.00"}}]}\n'
    )
    (tmp_path / "changes" / "2026-02-01.jsonl").write_text(lines)
    for _ in range(2):
        done = CliRunner().invoke(app, arguments)
        assert done.exit_code == 0, done.output
    assert town.states() == {("XT-01", "B1"): "seen"}
    assert town.told() == 1, "every source has told everything"
    proved = CliRunner().invoke(app, ["prove", "--tenant", town.code])
    assert proved.exit_code == 0, proved.output
    assert "1 cases, 0 waiting, 0 unequal" in proved.output


def test_the_changes_of_a_municipality_are_fed_and_proved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it has forgotten stands, as full runs over the delivered records and over its books find it."""
    lives = lived(Plan(seed=8101, size=10, prevalence=0.1, keeps_changes=True))
    write(lives, tmp_path)
    write_deliveries(lives, tmp_path)
    days = [date.fromisoformat(path.stem) for path in sorted((tmp_path / "changes").glob("*.jsonl"))]
    assert len(days) < (days[-1] - days[0]).days, "on some days nothing changes"

    monkeypatch.setattr("clearway.gateways.console.watch.now", lambda: instant(lives.today, 600))
    town = Town("municipality", DEMOLAND, day=lives.today)
    feed = ["feed", "--data", str(tmp_path), "--tenant", town.code, "--pack", str(DEMOLAND)]
    fed = CliRunner().invoke(app, feed)
    assert fed.exit_code == 0, fed.output
    assert "0 deliveries set aside" in fed.output
    town.look()
    assert findings.day() == lives.today
    looking = {one.card.id for one in town.book.scenarios if one.card.status in LOOKING}
    forgotten = {about for about in lives.truth() if about[0] in looking}
    assert forgotten
    assert forgotten <= findings.standing(town.code).keys()
    for name, rows in lives.books.rows.items():
        assert len(intake.rows_of(town.code, town.book.sources.table(name))) == len(rows), name
    found = {
        (one.scenario.card.id, case.case_key)
        for one in backtest.run(tmp_path, town.book, lives.today)
        for case in one.found
    }
    assert found == set(findings.standing(town.code))
    proved = CliRunner().invoke(app, ["prove", "--tenant", town.code])
    assert proved.exit_code == 0, proved.output
    assert f"{len(found)} cases, 0 waiting, 0 unequal" in proved.output


def test_a_proof_names_what_differs() -> None:
    town = Town("proof")
    town.deliver("approvals", town.change(APPROVED), town.change(APPROVED | {"approval": "A2", "building": "B2"}))
    proof = backtest.prove(town.code, town.book, at=instant())
    assert (proof.cases, proof.waiting, proof.unequal) == (0, 2, ())
    town.look()
    assert backtest.prove(town.code, town.book, at=instant()).unequal == ()

    with connection.cursor() as cursor:
        cursor.execute("UPDATE watch_findings_finding SET money = 1 WHERE case_key = 'B2'")
    (one,) = backtest.prove(town.code, town.book, at=instant()).unequal
    assert (one.scenario, one.case_key) == ("XT-01", "B2")
    assert one.postgres == one.duckdb != one.delta


def test_whole_tables_are_fed_once_more_without_harm(tmp_path: Path) -> None:
    town = Town("whole")
    data = folder(tmp_path)
    book = rulebook.read(rulebook.gather(PACK))
    with Duck(()) as duck:
        table = book.sources.table("approvals")
        duck.open(data, table)
        pq.write_table(duck.connection.sql("SELECT * FROM approvals").to_arrow_table(), data / "approvals.parquet")
    arguments = ["feed", "--data", str(data), "--tenant", town.code, "--pack", str(PACK), "--look"]
    for _ in range(2):
        done = CliRunner().invoke(app, arguments)
        assert done.exit_code == 0, done.output
    assert len(intake.rows_of(town.code, table)) == 2
    assert len(findings.findings(tenants=[town.code], states=("seen",))) == 1
