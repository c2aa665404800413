"""What a pack says of a column is taken up for rows that are there already, and taken back without a trace."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytest_django.plugin import DjangoDbBlocker

from clearway.watch.findings import public as findings
from clearway.watch.intake import public as intake
from clearway.watch.rulebook import public as rulebook
from tests.watch.country import Town, instant
from tests.watch.linkage.test_following import PACK, links

SAID = "refers: plots, day: seen_on"


@pytest.fixture(autouse=True)
def database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


def adopts(town: Town, pack: Path, said: str) -> None:
    """The pack says something else of where huts stand."""
    sources = pack / "watch/sources/town.yaml"
    sources.write_text((PACK / "watch/sources/town.yaml").read_text().replace(SAID, said))
    town.book = rulebook.load(pack, by="tests", at=instant(town.day))
    findings.adopt(town.book, town.day, at=instant(town.day))


def stands(town: Town) -> list[object]:
    """Where huts stand, as scenarios read it."""
    return [row["plot"] for row in intake.rows_of(town.code, town.book.sources.table("huts"))]


def test_a_column_begins_to_point_points_elsewhere_and_ceases(tmp_path: Path) -> None:
    town = Town("declared", PACK, day=date(2026, 3, 1))
    pack = tmp_path / "pack"
    shutil.copytree(PACK, pack)
    adopts(town, pack, "written: number")
    told = {"change": "C1", "numbers": "plots", "kind": "renumber", "old_key": "L1", "new_key": "L2"}
    town.deliver("plots", town.change({"plot": "L2"}))
    town.deliver("huts", town.change({"hut": "H1", "plot": "L1", "seen_on": "2026-01-10"}))
    town.deliver("key_changes", town.change({**told, "from_on": "2026-01-01"}))
    assert stands(town) == ["L1"]

    adopts(town, pack, SAID)
    assert (stands(town), links(town, "huts", "plot")) == (["L2"], [("L1", "L2", "renumber")])
    town.look()
    assert ("XL-04", "H1") in findings.standing(town.code)

    adopts(town, pack, "refers: vans")
    assert links(town, "huts", "plot") == [("L1", "L1", "none")]

    adopts(town, pack, "written: number")
    assert stands(town) == ["L1"]
    town.look()
    assert ("XL-04", "H1") not in findings.standing(town.code)
