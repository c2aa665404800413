"""A second pack extends a country's: off until somebody switches it on, then in force for good, its drafts silent."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django.plugin import DjangoDbBlocker

from clearway.core.watch import WatchRefused
from clearway.watch.findings.marking import looking
from clearway.watch.rulebook import public as rulebook
from tests.watch.country import DEMOLAND, PACK, PLAUSIBLE, instant


@pytest.fixture
def _store(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


def packs(place: Path) -> tuple[Path, Path]:
    """A country of two scenarios, and a pack beside it with a draft of a third."""
    country, second = place / "town", place / "second"
    shutil.copytree(PACK, country)
    (second / "watch" / "test").mkdir(parents=True)
    (second / "pack.toml").write_text('version = "1"\nextends = "town"\n')
    for ending in ("yaml", "sql", "cases.yaml"):
        told = (PACK / "watch" / "test" / f"XT-01.{ending}").read_text()
        told = told.replace("id: XT-01", "id: XT-09").replace("status: live", "status: draft")
        (second / "watch" / "test" / f"XT-09.{ending}").write_text(told)
    return country, second


def numbers(book: rulebook.Book) -> list[str]:
    """The scenarios of a book."""
    return [one.card.id for one in book.scenarios]


def test_it_is_read_together_with_what_it_extends(tmp_path: Path) -> None:
    country, second = packs(tmp_path)
    assert numbers(rulebook.read(rulebook.gather(country))) == ["XT-01", "XT-02"]
    assert numbers(rulebook.read(rulebook.gather(second))) == ["XT-01", "XT-02", "XT-09"]


def test_it_takes_nothing_of_the_country_away(tmp_path: Path) -> None:
    _, second = packs(tmp_path)
    shutil.copy(PACK / "watch" / "test" / "XT-02.yaml", second / "watch" / "test")
    with pytest.raises(WatchRefused, match=r"watch/test/XT-02\.yaml"):
        rulebook.gather(second)


def test_switched_on_it_stays_and_its_drafts_look_at_nothing(tmp_path: Path, _store: None) -> None:
    country, second = packs(tmp_path)
    assert numbers(rulebook.load(country, by="tests", at=instant())) == ["XT-01", "XT-02"]
    for _ in range(2):
        rulebook.extend(country, second, by="tests", at=instant())
    book = rulebook.load(country, by="tests", at=instant())
    assert numbers(book) == ["XT-01", "XT-02", "XT-09"]
    assert [one.card.id for one in looking(book)] == ["XT-01", "XT-02"]


def test_of_another_country_it_is_refused(tmp_path: Path, _store: None) -> None:
    _, second = packs(tmp_path)
    for pack in (second, PACK):
        with pytest.raises(WatchRefused, match="WAT-044"):
            rulebook.extend(DEMOLAND, pack, by="tests", at=instant())


def test_the_demonstration_has_one_and_nothing_of_it_looks() -> None:
    country, both = (rulebook.gather(pack) for pack in (DEMOLAND, PLAUSIBLE))
    assert both.items() >= country.items()
    watching = [{one.card.id for one in looking(rulebook.read(files))} for files in (country, both)]
    assert watching[0] == watching[1]
