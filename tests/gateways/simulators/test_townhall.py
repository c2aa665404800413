"""A town hall delivers to a real watch what its offices wrote, day by day, and what failed midway once more."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from pathlib import Path
from typing import Any

import httpx
import pytest

from clearway.gateways.simulators.line import Account, Line
from clearway.gateways.simulators.municipality.books import Books
from clearway.gateways.simulators.municipality.life import lived
from clearway.gateways.simulators.municipality.town import Plan
from clearway.gateways.simulators.municipality.writing import write_deliveries
from clearway.gateways.simulators.townhall import SCOPE, Townhall, sources, written
from clearway.registers.traders import public as traders
from clearway.watch.findings import public as findings
from clearway.watch.intake import public as intake
from clearway.watch.intake.public import Batch
from clearway.watch.rulebook import public as rulebook
from tests.gateways.rest.web import Web
from tests.watch.country import DEMOLAND, instant

HERE, SECRET = "DL0103", "a secret of the tests"
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
PAUSE = timedelta(minutes=10)
BEGUN = datetime(2026, 3, 2, 12, tzinfo=UTC)
BOOK = rulebook.read(rulebook.gather(DEMOLAND))


class Breaking(Line):
    """A line that breaks after some deliveries."""

    left = 10_000

    def put(self, *said: Any) -> httpx.Response:
        """The next delivery, or none any more."""
        self.left -= 1
        if self.left < 0:
            raise httpx.ConnectError("broken")
        return super().put(*said)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The books of a town that has lived beyond the days of the tests."""
    folder = tmp_path_factory.mktemp("town")
    write_deliveries(
        lived(Plan(seed=3, size=12, today=date(2026, 5, 1), prevalence=0.05, keeps_changes=True)), folder
    )
    return folder


@pytest.fixture(scope="module")
def begun(django_db_setup: None, django_db_blocker: Any) -> None:
    """The watch of the demonstration's country, at work."""
    with django_db_blocker.unblock():
        book = rulebook.load(DEMOLAND, by="tests", at=instant())
        findings.adopt(book, BEGUN.date(), at=instant())
        traders.add_machine_client("", "tests-townhall", SECRET, office=HERE, kind="government")


@pytest.fixture
def line(web: Web, begun: None) -> Iterator[Breaking]:
    """The line from the town hall to the watch."""
    with closing(Breaking(web.url, Account("tests-townhall", SECRET), SCOPE)) as line:
        yield line


def held() -> dict[str, int]:
    """How many rows the watch holds of each source of the town."""
    return {name: len(intake.rows_of(HERE, BOOK.sources.table(name))) for name in sources(DEMOLAND)}


def as_written(folder: Path, until: datetime) -> dict[str, int]:
    """How many rows its offices held at an instant."""
    books = Books(DEMOLAND)
    found: dict[str, set[Any]] = {name: set() for name in sources(DEMOLAND)}
    for source, row in written(folder / "changes", after=LONG_AGO, until=until):
        if source not in found:
            continue
        book = books.books[source]
        identity = tuple(row["row"].get(book.columns[place]) for place in book.places)
        found[source].add(identity) if row["op"] == "upsert" else found[source].discard(identity)
    return {name: len(rows) for name, rows in found.items()}


def test_it_tells_what_was_written_and_goes_on_where_it_broke_off(folder: Path, line: Breaking) -> None:
    hall = Townhall(line, HERE, folder, DEMOLAND, pause=PAUSE)
    line.left = 7
    with pytest.raises(httpx.ConnectError):
        hall.work(BEGUN)
    assert not any(one.reached and one.reached > BEGUN for one in intake.standing(HERE))

    line.left = 10_000
    assert hall.work(BEGUN) == sum(1 for _ in mine(folder, until=BEGUN))
    assert held() == as_written(folder, BEGUN)
    assert {one.reached for one in intake.standing(HERE)} == {BEGUN}
    assert {one.source for one in intake.standing(HERE)} == set(sources(DEMOLAND))
    assert intake.aside(HERE) == ()

    assert hall.work(BEGUN + PAUSE / 2) == 0
    assert {one.reached for one in intake.standing(HERE)} == {BEGUN}

    findings.deliver(
        Batch(HERE, "buildings", intake.last_number(HERE, "buildings") + 1, BEGUN + PAUSE / 4, ()), BOOK, at=BEGUN
    )
    assert hall.work(BEGUN + PAUSE / 2) == sum(1 for _ in mine(folder, after=BEGUN, until=BEGUN + PAUSE / 2))
    assert {one.reached for one in intake.standing(HERE)} == {BEGUN + PAUSE / 2}

    later = BEGUN + timedelta(days=40)
    again = Townhall(line, HERE, folder, DEMOLAND, pause=PAUSE)
    assert 0 < again.work(later) == sum(1 for _ in mine(folder, after=BEGUN + PAUSE / 2, until=later))
    assert held() == as_written(folder, later)
    assert {one.reached for one in intake.standing(HERE)} == {later}


def test_rows_of_a_day_come_in_their_order_through_the_day(folder: Path) -> None:
    day = datetime(2022, 1, 1, tzinfo=UTC)
    parts = [
        [row["changed"] for _, row in written(folder / "changes", after=day + n * PAUSE, until=day + (n + 1) * PAUSE)]
        for n in range(144)
    ]
    whole = [row["changed"] for _, row in written(folder / "changes", after=day, until=day + timedelta(days=1))]
    assert list(chain.from_iterable(parts)) == whole == sorted(whole)
    assert sum(map(bool, parts)) > 100


def test_customs_deliver_for_themselves() -> None:
    assert set(sources(DEMOLAND)) == {name for name, one in BOOK.sources.tables.items() if one.system != "customs"}


def mine(folder: Path, *, until: datetime, after: datetime = LONG_AGO) -> Iterator[Any]:
    """The rows of the town hall's own sources."""
    own = set(sources(DEMOLAND))
    return (row for source, row in written(folder / "changes", after=after, until=until) if source in own)
