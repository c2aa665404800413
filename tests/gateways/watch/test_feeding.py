"""Folders and tables are delivered as systems would: whole days, whole tables, and what has changed since."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import msgspec
import psycopg
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pytest_django.plugin import DjangoDbBlocker

from clearway.gateways.watch import drawing, folders
from clearway.gateways.watch.drawing import Drawn
from clearway.watch.findings import public as findings
from clearway.watch.intake import public as intake
from clearway.watch.intake.public import Batch
from tests.gateways.rest.web import database_of_the_tests
from tests.watch.country import Town, instant

APPROVED = {"approval": "A1", "building": "B1", "approved_on": "2025-12-01", "value": "1000.00"}
ASSESSED = {"assessment": "T1", "building": "B1", "assessed_on": "2026-02-01", "amount": "28.00"}


@pytest.fixture(autouse=True)
def database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


def taken(town: Town, batches: list[Batch]) -> None:
    """Deliver, look, tell."""
    for one in batches:
        assert findings.deliver(one, town.book, at=instant()).outcome == "applied"
    town.look()
    town.told()


def written(folder: Path, days: dict[str, list[tuple[str, dict[str, str]]]]) -> Path:
    """A folder with the changes of days."""
    (folder / "changes").mkdir()
    number = 0
    for day, rows in days.items():
        lines = []
        for source, row in rows:
            number += 1
            lines.append(json.dumps({"source": source, "rows": [{"op": "upsert", "change": number, "row": row}]}))
        (folder / "changes" / f"{day}.jsonl").write_text("\n".join(lines))
    return folder


def test_a_day_is_told_of_by_every_source_and_by_the_last_of_its_batches(tmp_path: Path) -> None:
    town = Town("days")
    folder = written(
        tmp_path, {"2026-03-02": [("approvals", APPROVED), ("approvals", APPROVED | {"approval": "A2"})]}
    )
    (day,) = folders.days(folder, town.code, town.book)
    begins, ends = instant(date(2026, 3, 2)), instant(date(2026, 3, 3))
    assert [(one.source, one.watermark, one.until) for one in day if one.changes] == [
        ("approvals", begins, ends),
        ("approvals", ends, ends),
    ]
    assert {one.source for one in day} == town.book.sources.tables.keys()
    taken(town, day)
    assert town.states() == {("XT-01", "B1"): "open"}


def test_a_system_that_is_down_delivers_all_of_it_after(tmp_path: Path) -> None:
    town = Town("down")
    rows = [("approvals", APPROVED), ("assessments", ASSESSED)]
    folder = written(tmp_path, {"2026-03-02": rows, "2026-03-03": [], "2026-03-04": []})
    down = [folders.read_down("assessments=2026-03-02..2026-03-03")]
    states = []
    for day in folders.days(folder, town.code, town.book, down=down):
        taken(town, day)
        states.append(town.states().get(("XT-01", "B1")))
    assert states == ["seen", "seen", "settled"]
    assert intake.standing(town.code, ["assessments"])[0].number == 3


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_a_folder_of_tables_is_told_of_as_one_moment(tmp_path: Path, kind: str) -> None:
    town = Town(f"whole-{kind}")
    if kind == "csv":
        (tmp_path / "approvals.csv").write_text(f"{','.join(APPROVED)}\n{','.join(APPROVED.values())}\n")
    else:
        pq.write_table(pa.Table.from_pylist([APPROVED]), tmp_path / "approvals.parquet")
    for batches in folders.whole(tmp_path, town.code, town.book, at=instant()):
        taken(town, batches)
    assert town.states() == {("XT-01", "B1"): "open"}


def test_no_finding_rests_on_the_first_half_of_a_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "ROWS_AT_ONCE", 1)
    town = Town("half")
    other = ASSESSED | {"building": "B2", "assessment": "T0"}
    for source, rows in (("approvals", [APPROVED]), ("assessments", [other, ASSESSED])):
        pq.write_table(pa.Table.from_pylist(rows), tmp_path / f"{source}.parquet")
    states = []
    for batches in folders.whole(tmp_path, town.code, town.book, at=instant()):
        taken(town, batches)
        states.append(town.states().get(("XT-01", "B1")))
    assert "open" not in states
    assert states[-1] == "settled"


def test_a_table_of_another_database_is_drawn_from_where_it_was_left() -> None:
    town = Town("drawn")
    address = database_of_the_tests()
    said = Drawn(address, f"drawn.{town.code}", "approvals", "change", "gone", overlap=1, lag=timedelta(0))
    with psycopg.connect(address, autocommit=True) as store:
        store.execute("CREATE SCHEMA IF NOT EXISTS drawn")
        store.execute(
            f'CREATE TABLE drawn."{town.code}" (approval text, building text, approved_on date, value numeric,'
            " change bigint, gone boolean)"
        )
        insert = f'INSERT INTO drawn."{town.code}" VALUES (%s, %s, %s, %s, %s, %s)'
        store.execute(insert, ["A1", "B1", "2025-12-01", "1000.00", 7, None])
        store.execute(insert, ["A2", "B2", "2025-12-01", "1000.00", 8, False])
        taken(town, list(drawing.draw(said, town.code, town.book)))
        assert town.states() == {("XT-01", "B1"): "seen", ("XT-01", "B2"): "seen"}

        store.execute(insert, ["A3", "B3", "2025-12-01", "1000.00", 8, None])
        store.execute(f'UPDATE drawn."{town.code}" SET change = 9, gone = TRUE WHERE approval = %s', ["A1"])
        batches = list(drawing.draw(said, town.code, town.book))
        taken(town, batches)
        assert town.states() == {
            ("XT-01", "B1"): "settled", ("XT-01", "B2"): "seen", ("XT-01", "B3"): "seen"
        }, "who took a number before and was seen after is found by looking back"  # fmt: skip
        assert [len(one.changes) for one in batches] == [3]
        store.execute(f'ALTER TABLE drawn."{town.code}" ALTER COLUMN value TYPE double precision')
        (poison,) = drawing.draw(msgspec.structs.replace(said, overlap=9), town.code, town.book)
        aside = findings.deliver(poison, town.book, at=instant())
        assert (aside.outcome, aside.reasons[0].column) == ("aside", "value")
