"""What counts where a government sets numbers of law for itself: its own from their days on, elsewhere the law's."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from clearway.core.watch import LawRow, Setting, counted

FIRST, SECOND = date(2020, 1, 1), date(2026, 1, 1)
LAW: tuple[LawRow, ...] = (
    ("days", FIRST, date(2025, 12, 31), Decimal(30)),
    ("days", SECOND, None, Decimal(60)),
    ("rate", FIRST, None, Decimal("0.02")),
)
_DAYS = st.dates(FIRST, date(2028, 12, 31))
_SETTINGS = st.lists(
    st.builds(
        Setting, st.sampled_from(["days", "rate"]), _DAYS, st.none() | st.integers(1, 9).map(Decimal), st.just("X")
    )
)


def on(day: date, *settings: Setting, code: str = "days") -> tuple[Decimal | None, str]:
    """What counts on a day, and who has set it."""
    [found] = [
        (amount, by)
        for name, since, until, amount, by in counted(LAW, settings)
        if name == code and since <= day <= (until or day)
    ]
    return found


def test_a_number_counts_from_its_day_on_across_changes_of_the_law() -> None:
    own = Setting("days", date(2024, 5, 1), Decimal(45), "DL01")
    assert on(date(2024, 4, 30), own) == (30, "law")
    assert on(date(2024, 5, 1), own) == on(date(2027, 1, 1), own) == (45, "DL01")
    assert on(date(2027, 1, 1), own, code="rate") == (Decimal("0.02"), "law")


def test_the_law_comes_back_and_what_is_said_last_counts() -> None:
    own, back = (
        Setting("days", date(2024, 5, 1), Decimal(45), "DL01"),
        Setting("days", date(2025, 6, 1), None, "DL01"),
    )
    assert [on(day, own, back)[0] for day in (date(2025, 5, 31), date(2025, 6, 1), SECOND)] == [45, 30, 60]
    assert on(date(2026, 5, 1), own, back, Setting("days", FIRST, Decimal(7), "DL01")) == (7, "DL01")
    assert on(date(2024, 6, 1), back, own) == (45, "DL01")


@given(_SETTINGS, _DAYS)
def test_on_every_day_one_number_counts(settings: list[Setting], day: date) -> None:
    for code in ("days", "rate"):
        said = [one for one in settings if one.code == code and one.since <= day]
        later = [one for one in settings if one.code == code]
        last = next((one for one in reversed(later) if one in said), None)
        amount, by = on(day, *settings, code=code)
        if last is None or last.amount is None:
            assert by == "law"
        else:
            assert (amount, by) == (last.amount, "X")
    assert all(until is None or since <= until for _, since, until, _, _ in counted(LAW, settings))
    assert timedelta(0) <= day - FIRST
