"""A municipality follows from its seed, act by act, and keeps apart what was forgotten."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from clearway.gateways.simulators.municipality.law import Law, months_after
from clearway.gateways.simulators.municipality.life import lived
from clearway.gateways.simulators.municipality.town import FIRST, Plan, Town
from clearway.gateways.simulators.municipality.writing import deliveries, write
from clearway.gateways.simulators.registers.shapes import PACK

MANY = 0.05


@pytest.fixture(scope="module")
def town() -> Town:
    """A small town in which much is forgotten."""
    return lived(Plan(seed=5, size=250, prevalence=MANY, keeps_changes=True))


def test_the_same_seed_lives_the_same_life(town: Town) -> None:
    """And another seed another one."""
    again = lived(Plan(seed=5, size=250, prevalence=MANY))
    assert again.books.rows == town.books.rows
    assert again.truth() == town.truth()
    assert lived(Plan(seed=6, size=250, prevalence=MANY)).books.rows != town.books.rows


def test_nothing_is_written_before_its_day_or_after_today(town: Town) -> None:
    """The books are kept day by day."""
    days = [change.day for change in town.books.changes]
    assert days == sorted(days)
    assert FIRST <= days[0]
    assert days[-1] <= town.today
    numbers = [change.number for change in town.books.changes]
    assert numbers == list(range(1, len(numbers) + 1))


def test_the_deliveries_add_up_to_the_books(town: Town) -> None:
    """Whoever applies every change in its order holds what the offices hold."""
    held: dict[str, dict[object, dict[str, object]]] = {source: {} for source in town.books.books}
    for delivered in deliveries(town):
        book = town.books.books[delivered.source]
        for row in delivered.rows:
            facts = row["row"]
            identity = tuple(facts[book.columns[place]] for place in book.places)
            if row["op"] == "upsert":
                held[delivered.source][identity] = facts
            else:
                del held[delivered.source][identity]
    for source, rows in town.books.rows.items():
        columns = town.books.books[source].columns
        told = {
            key: {name: value for name, value in zip(columns, row, strict=True) if value is not None}
            for key, row in rows.items()
        }
        assert held[source] == told, source


def test_deliveries_of_a_source_are_numbered_without_gaps(town: Town) -> None:
    """So that a lost one is noticed."""
    seen: dict[str, int] = {}
    for delivered in deliveries(town, until=date(2023, 1, 1)):
        assert delivered.number == seen.get(delivered.source, 0) + 1
        seen[delivered.source] = delivered.number
    assert set(seen) == set(town.books.books)


def test_every_violation_has_at_least_three_decoys() -> None:
    """A watch that fires at everything unusual is not a watch."""
    found = lived(Plan(seed=9, size=3000, prevalence=0.01))
    innocent = dict.fromkeys(found.looked_at, 0)
    for scenario, _, _ in found.innocent:
        innocent[scenario] += 1
    for scenario, looked in found.looked_at.items():
        assert innocent[scenario] >= 0.03 * looked - 3 * (0.04 * looked) ** 0.5, scenario


def test_a_clean_town_has_forgotten_nothing() -> None:
    """What looks like it is innocent."""
    clean = lived(Plan(seed=5, size=250, prevalence=MANY, is_clean=True))
    assert clean.truth() == {}
    assert clean.innocent


def test_a_forgotten_assessment_is_missing_from_the_books(town: Town) -> None:
    """The truth is about the books, not beside them; what an heir is taxed for is another's acquisition."""
    columns = town.books.books["tax_assessments"].columns
    entered = [dict(zip(columns, row, strict=True)) for row in town.books.table("tax_assessments")]
    taxed = {
        one["property"]
        for one in entered
        if one["tax"] == "acquisition" and one["state"] == "standing" and one["basis"] is None
    }
    forgotten = [key for scenario, key in town.truth() if scenario == "LT-01"]
    assert forgotten
    assert not set(forgotten) & taxed


def test_the_truth_lies_apart_from_the_tables(town: Town, tmp_path: Path) -> None:
    """A run over the folder cannot read it by accident."""
    write(town, tmp_path)
    tables = {path.stem for path in tmp_path.glob("*.parquet")}
    assert tables == set(town.books.books)
    assert not list(tmp_path.glob("*.csv"))
    lines = (tmp_path / "truth" / "truth.csv").read_text().splitlines()
    assert len(lines) == 1 + len(town.truth())
    assert pq.read_table(tmp_path / "buildings.parquet").num_rows == len(town.books.rows["buildings"])


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [(date(2024, 1, 31), 1, date(2024, 2, 29)), (date(2023, 11, 30), 3, date(2024, 2, 29)),
     (date(2024, 2, 29), 12, date(2025, 2, 28)), (date(2024, 12, 1), 1, date(2025, 1, 1))],
)  # fmt: skip
def test_a_month_later_is_never_beyond_its_end(day: date, months: int, later: date) -> None:
    """As the language of scenarios counts months."""
    assert months_after(day, months) == later


def test_numbers_of_law_change_on_their_day() -> None:
    """An act of 2023 does not reach back."""
    law = Law(PACK)
    assert law.at("acquisition_rate_building", date(2023, 12, 31)) == Decimal("0.025")
    assert law.at("acquisition_rate_building", date(2024, 1, 1)) == Decimal("0.03")
