"""What a page of statistics is made of: pictures with the same numbers as a table beside each."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from clearway.clearance.statistics import words
from clearway.clearance.statistics.queries import Asked, Declared, HitRate, Owed, Took
from clearway.core.law.lawbook import Lawbook
from clearway.platform.charts import Series, bars, lines, ranks

#: A longer period is shown by month.
MOST_DAYS = 92


class Sheet(NamedTuple):
    """One question answered: a picture, and its numbers as a table whose first column names the row."""

    name: str
    title: str
    chart: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def labelled(self) -> tuple[tuple[tuple[str, str], ...], ...]:
        """The rows, each cell beside the name of its column, which a narrow page shows there."""
        return tuple(tuple(zip(self.columns, row, strict=True)) for row in self.rows)


def of_declarations(asked: Asked, found: Declared, book: Lawbook) -> tuple[Sheet, ...]:
    """How many, by day and lane, and by office, regime and outcome."""
    lanes = [lane for lane in words.LANES if lane in found.by_lane]
    spans, by_span = _by_span(asked, found.by_day)
    series = [
        Series(words.known(words.LANES, lane), [by_span.get((span, lane), 0) for span in spans], words.COLOURS[lane])
        for lane in lanes
    ]
    title = _("Lodged, by day and lane")
    rows = tuple(
        (span, *(_grouped(int(one.values[place] or 0)) for one in series))
        for place, span in enumerate(spans)
        if any(one.values[place] for one in series)
    )
    over_time = Sheet(
        "by-day", title, _safe(bars(title, _short(spans), series)), (_("Day"), *(one.name for one in series)), rows
    )
    others = (
        (
            "by-office",
            _("By office"),
            _("Office"),
            {words.office(code, book): n for code, n in found.by_office.items()},
        ),
        ("by-regime", _("By regime"), _("Regime"), _named(words.REGIMES, found.by_regime)),
        ("by-outcome", _("By outcome"), _("Outcome"), _named(words.OUTCOMES, found.by_outcome)),
    )
    return (over_time, *(_ranked(*one) for one in others))


def of_controls(found: Sequence[HitRate]) -> tuple[Sheet, ...]:
    """How often controls find something, by lane and by the reason for the control."""
    columns = (_("Controls"), _("Found something"), _("Of a hundred"))
    lanes = [one for one in found if not one.reason]
    title = _("Hit rate by lane")
    chart = ranks(title, [(words.known(words.LANES, one.lane), float(one.percent)) for one in lanes], unit=" %")
    by_lane = tuple((words.known(words.LANES, one.lane), *_rate(one)) for one in lanes)
    by_reason = tuple(
        (f"{words.reason(one.reason).rstrip('.')} ({words.known(words.LANES, one.lane)})", *_rate(one))
        for one in found
        if one.reason
    )
    why = _("Hit rate by reason")
    return (
        Sheet("by-lane", title, _safe(chart), (_("Lane"), *columns), by_lane),
        Sheet("by-reason", why, "", (_("Reason"), *columns), by_reason),
    )


def of_revenue(asked: Asked, found: Sequence[Owed], book: Lawbook) -> tuple[Sheet, ...]:
    """What fell due, by day and by tax type, in the country's currency."""
    currency = book.country.currency
    sums = [one for one in found if one.day is None and one.currency == currency]
    daily = {(one.day, one.tax): one.amount for one in found if one.day is not None and one.currency == currency}
    spans, by_span = _by_span(asked, daily)
    series = [
        Series(words.tax(one.tax, book), [max(float(by_span.get((span, one.tax), 0)), 0) for span in spans])
        for one in sums[:5]
    ]
    title = _("Fell due, by day and tax type, in {currency}").format(currency=currency)
    total = sum((one.amount for one in sums), Decimal(0))
    rows = tuple((words.tax(one.tax, book), _grouped(one.amount)) for one in sums)
    return (
        Sheet(
            "by-tax", title, _safe(bars(title, _short(spans), series)), (_("Tax type"), currency),
            (*rows, (_("Together"), _grouped(total))) if rows else (),
        ),
    )  # fmt: skip


def of_release_times(
    asked: Asked, steps: Sequence[Took], offices: Sequence[Took], days: Sequence[Took], book: Lawbook
) -> tuple[Sheet, ...]:
    """How long files took: step by step, office by office, day by day."""
    columns = (_("Files"), _("Median"), _("Nine of ten within"))
    whole = {one.of: one for one in days if one.step == "whole"}
    size, unit = _unit(max((one.ninetieth for one in whole.values()), default=0))
    series = [
        Series(_("Median"), [whole[day].median / size if day in whole else None for day in asked.days]),
        Series(
            _("Nine of ten within"), [whole[day].ninetieth / size if day in whole else None for day in asked.days]
        ),
    ]
    title = _("Lodgement to release in {unit}, by day of release").format(unit=unit)
    over_time = lines(title, _short([day.isoformat() for day in asked.days]), series)
    by_step = tuple((words.known(words.STEPS, one.step), *_times(one)) for one in steps)
    by_office = tuple((words.office(one.of, book), *_times(one)) for one in offices if one.step == "whole")
    by_day = tuple((day.isoformat(), *_times(one)) for day, one in whole.items()) if len(whole) <= MOST_DAYS else ()
    return (
        Sheet("by-step", _("By step"), "", (_("Step"), *columns), by_step),
        Sheet("by-office", _("Lodgement to release, by office"), "", (_("Office"), *columns), by_office),
        Sheet("by-day", title, _safe(over_time), (_("Day"), *columns), by_day),
    )


def _unit(longest: float) -> tuple[int, str]:
    """The unit in which times are drawn, by the longest of them."""
    if longest >= 3 * 86_400:
        return 86_400, _("days")
    return (3600, _("hours")) if longest >= 3 * 3600 else (60, _("minutes"))


def _by_span(asked: Asked, counts: dict[tuple[date, str], Any]) -> tuple[list[str], dict[tuple[str, str], Any]]:
    """The days of a short period, the months of a long one, and what falls into each."""
    length = 10 if len(asked.days) <= MOST_DAYS else 7
    spans = list(dict.fromkeys(day.isoformat()[:length] for day in asked.days))
    result: dict[tuple[str, str], Any] = {}
    for (day, word), number in counts.items():
        span = day.isoformat()[:length]
        result[span, word] = result.get((span, word), 0) + number
    return spans, result


def _short(spans: Sequence[str]) -> list[str]:
    """Days without their year, which the table gives."""
    return [span[5:] if len(span) == 10 else span for span in spans]


def _named(names: dict[str, str], counts: dict[str, int]) -> dict[str, int]:
    return {words.known(names, code): number for code, number in counts.items()}


def _ranked(name: str, title: str, column: str, found: dict[str, int]) -> Sheet:
    rows = sorted(found.items(), key=lambda row: (-row[1], row[0]))
    total = sum(number for _name, number in rows) or 1
    table = tuple((word, _grouped(number), f"{number * 100 / total:.1f}") for word, number in rows)
    return Sheet(name, title, _safe(ranks(title, rows)), (column, _("Files"), _("Of a hundred")), table)


def _rate(one: HitRate) -> tuple[str, str, str]:
    return _grouped(one.controls), _grouped(one.found), str(one.percent)


def _times(one: Took) -> tuple[str, str, str]:
    return _grouped(one.files), words.lasting(one.median), words.lasting(one.ninetieth)


def _grouped(number: Decimal | int) -> str:
    written = f"{number:,.2f}" if isinstance(number, Decimal) else f"{number:,}"
    return written.replace(",", "\u202f")


def _safe(picture: str) -> SafeString:
    """A picture drawn here: every word in it was escaped as it was drawn."""
    return mark_safe(picture)
