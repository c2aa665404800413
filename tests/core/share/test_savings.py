"""What a paper is worth that nobody had to fetch."""

from datetime import date
from decimal import Decimal

from clearway.core.kernel.period import Period
from clearway.core.law.accountability import Accountability, Cost, Document, Range
from clearway.core.share.savings import NOTHING, saved

SINCE = Period(date(2020, 1, 1), date(2025, 12, 31))
DAY = date(2024, 5, 1)


def _range(low: str, likely: str, high: str) -> Range:
    return Range(Decimal(low), Decimal(likely), Decimal(high))


LAW = Accountability(
    costs=(
        Cost("minutes", {}, SINCE, "a", _range("30", "60", "90")),
        Cost("hour", {}, SINCE, "b", _range("6", "7", "8")),
        Cost("transport", {}, SINCE, "c", _range("0", "0.5", "1")),
        Cost("print", {}, SINCE, "d", _range("0.1", "0.1", "0.1")),
    ),
    documents=(Document("paper", {}, SINCE, "e", _range("1", "2", "3"), frozenset({"RES-001"})),),
)


def test_a_paper_is_worth_time_trip_fee_and_print() -> None:
    found = saved(LAW, "RES-001", DAY)

    assert found is not None
    assert found.time == _range("3.00", "7.00", "12.00")
    assert found.total == _range("4.10", "9.60", "16.10")


def test_what_replaces_no_paper_saves_nothing() -> None:
    assert saved(LAW, "RES-002", DAY) is None


def test_no_paper_is_replaced_after_its_rule_has_ended() -> None:
    assert saved(LAW, "RES-001", date(2026, 1, 1)) is None


def test_a_country_that_puts_no_figure_on_time_counts_the_fee_alone() -> None:
    found = saved(Accountability(documents=LAW.documents), "RES-001", DAY)

    assert found is not None
    assert (found.time, found.total) == (NOTHING, _range("1", "2", "3"))
