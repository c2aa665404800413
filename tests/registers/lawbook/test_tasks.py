"""A pack says which kinds an article speaks of, and on which days an end is announced."""

from pathlib import Path

import pytest

from clearway.registers.lawbook.packs import check, compile_pack, first_agreements
from tests.registers.lawbook import build_pack
from tests.registers.lawbook.build_pack import DEMOLAND
from tests.registers.lawbook.test_sharing import FILES

TASKS = "article,kinds\nCR-12,RES\n"
ENDS = "days,law\n7,Act 8\n30,Act 8\n7,Act 9\n"


def test_an_article_without_a_row_speaks_of_everything(tmp_path: Path) -> None:
    articles = compile_pack(build_pack.pack(tmp_path, FILES)).sharing.articles
    assert articles["CR-12"].speaks_of("RES-001")


@pytest.mark.parametrize(
    ("kinds", "speaks"),
    [("RES", {"RES-001", "RES-002"}), ("RES-001", {"RES-001"}), ("RES-001 RES", {"RES-001", "RES-002"})],
)
def test_an_article_speaks_of_the_kinds_of_its_row_alone(tmp_path: Path, kinds: str, speaks: set[str]) -> None:
    files = {**FILES, "sharing/tasks.csv": TASKS.replace("RES", kinds), "sharing/ends.csv": ENDS}
    catalogue = compile_pack(build_pack.pack(tmp_path, files)).sharing

    asked = {"RES-001", "RES-002", "TAX-001", "RESX-001"}
    assert {one for one in asked if catalogue.articles["CR-12"].speaks_of(one)} == speaks
    assert catalogue.announced == (30, 7)


@pytest.mark.parametrize(
    ("old", "new", "code"), [("CR-12", "CR-99", "LAW-013"), ("RES", "TAX", "LAW-013"), ("RES", "", "LAW-006")]
)
def test_a_row_that_names_nothing_is_a_fault(tmp_path: Path, old: str, new: str, code: str) -> None:
    folder = build_pack.pack(tmp_path / "changed", {**FILES, "sharing/tasks.csv": TASKS.replace(old, new)})
    before = check(build_pack.pack(tmp_path / "sound", FILES))
    assert code in {fault.code for fault in check(folder)} - {fault.code for fault in before}


def test_what_the_demonstration_begins_with_could_also_be_proposed() -> None:
    catalogue = compile_pack(DEMOLAND).sharing
    wrong = [
        one.number
        for one in first_agreements(DEMOLAND, catalogue)
        if not catalogue.articles[one.article].speaks_of(one.kind)
    ]
    assert wrong == []
    assert catalogue.announced == (30, 7, 1)
