"""The register of exchange rates: the last one published up to a day, and never another."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clearway.core.facts.circumstances import Rate
from clearway.registers.rates import models, public

pytestmark = pytest.mark.django_db

DEMOLAND = Path(__file__).parents[3] / "packs/demoland"
HEADER = "currency,day,rate,source\n"


@pytest.fixture(autouse=True)
def _nothing_remembered(db: None) -> Iterator[None]:
    models.ExchangeRate.objects.all().delete()
    public.refresh()
    yield
    public.refresh()


def published(folder: Path, *rows: str) -> Path:
    (folder / "rates").mkdir(exist_ok=True)
    (folder / "rates/monthly.csv").write_text(HEADER + "\n".join(rows) + "\n")
    return folder


def test_the_last_rate_up_to_the_day_counts(tmp_path: Path) -> None:
    public.load_rates(published(tmp_path, "USD,2026-01-01,3.60,Bank", "USD,2026-02-01,3.70,Bank"))

    assert public.rates_for(["USD"], date(2026, 1, 31)) == (Rate("USD", Decimal("3.6"), date(2026, 1, 1), "Bank"),)
    assert public.rates_for(["USD"], date(2026, 2, 1))[0].rate == Decimal("3.7")
    assert public.rates_for(["USD"], date(2025, 12, 31)) == ()


def test_several_currencies_are_one_read_and_none_is_none(tmp_path: Path) -> None:
    public.load_rates(published(tmp_path, "USD,2026-01-01,3.60,Bank", "JPY,2026-01-01,0.0250,Bank"))

    with CaptureQueriesContext(connection) as read:
        found = public.rates_for({"JPY", "USD", "XXX"}, date(2026, 1, 15))
    assert [rate.currency for rate in found] == ["JPY", "USD"]
    assert len(read) == 1

    with CaptureQueriesContext(connection) as read:
        assert public.rates_for([], date(2026, 1, 15)) == ()
        assert public.rates_for(["USD", "JPY"], date(2026, 1, 15)) == found
    assert len(read) == 0


def test_a_rate_that_is_missing_is_looked_for_again(tmp_path: Path) -> None:
    assert public.rates_for(["USD"], date(2026, 1, 15)) == ()
    models.ExchangeRate.objects.create(currency="USD", day=date(2026, 1, 1), rate=Decimal("3.6"), source="Bank")

    assert len(public.rates_for(["USD"], date(2026, 1, 15))) == 1


def test_whole_rates_stay_whole(tmp_path: Path) -> None:
    public.load_rates(published(tmp_path, "KWD,2026-01-01,1200,Bank"))

    assert str(public.rates_for(["KWD"], date(2026, 1, 15))[0].rate) == "1200"


def test_a_published_rate_is_never_changed(tmp_path: Path) -> None:
    public.load_rates(published(tmp_path, "USD,2026-01-01,3.60,Bank"))

    with pytest.raises(public.RatesRefused, match="published as"):
        public.load_rates(published(tmp_path, "USD,2026-01-01,3.61,Bank", "USD,2026-02-01,3.7,Bank"))

    assert models.ExchangeRate.objects.count() == 1


@pytest.mark.parametrize(
    "row",
    [
        "USD,soon,3.60,Bank",
        "USD,2026-01-01,-1,Bank",
        "USD,2026-01-01,0,Bank",
        "USD,2026-01-01,1e3,Bank",
        "usd,2026-01-01,1,Bank",
        "USD,2026-01-01,1,",
        "USD,2026-01-01,1",
        "USD,2026-01-01,1" + "0" * 40 + ",Bank",
    ],
)
def test_a_row_that_is_no_rate_is_refused_with_its_place(tmp_path: Path, row: str) -> None:
    with pytest.raises(public.RatesRefused, match=r"monthly\.csv:2"):
        public.load_rates(published(tmp_path, row))

    assert not models.ExchangeRate.objects.exists()


def test_the_demonstration_rates_load_and_load_again() -> None:
    count = public.load_rates(DEMOLAND)
    public.load_rates(DEMOLAND)

    assert models.ExchangeRate.objects.count() == count
    assert len(public.rates_for(["GBP", "EUR", "USD", "CAD", "JPY"], date(2026, 11, 22))) == 5
