"""Open data: what everybody may take away, without personal and without commercial data.

Counts are by month, and a cell that fewer than five declarations make is not shown. Nothing else is published from
which it could be worked out again: no sums over cells, no lanes by office, no days.
"""

import json
from collections.abc import Callable, Sequence
from datetime import date
from typing import Final, NamedTuple

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from clearway.clearance.statistics import published, words
from clearway.clearance.statistics.pages import csv_file
from clearway.clearance.statistics.queries import Asked
from clearway.core.law.lawbook import Lawbook
from clearway.platform.calendar import day_in, now
from clearway.platform.charts import Series, bars
from clearway.registers.lawbook import public as lawbook

#: A cell that fewer make could be about one trader.
FEWEST: Final = 5
#: Shares are of at least so many, so that one declaration is never a whole percent.
FEWEST_OF_SHARES: Final = 100
MONTHS: Final = 12
LICENCE: Final = ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/")
#: Everybody may ask; the store is asked at most so often.
KEPT_SECONDS: Final = 300

Row = tuple[object, ...]


class Dataset(NamedTuple):
    """A file of open data: what it is called, what it says, its columns, and where its rows come from."""

    name: str
    title: str
    says: str
    columns: tuple[tuple[str, str], ...]
    rows: Callable[[Asked], Sequence[Row]]


_MONTH: Final = ("month", noop("Calendar month, as 2026-01; the running month is provisional."))
_OFFICE: Final = ("office", noop("Code of the customs office."))

DATASETS: Final = (
    Dataset(
        "declarations", noop("Declarations by month, office, regime and outcome"),
        noop("How many declarations were lodged, and what has become of them since."),
        (_MONTH, _OFFICE, ("regime", noop("import, export, transit or unknown.")),
         ("outcome", noop("open, held, released, refused or cancelled.")),
         ("declarations", noop("Their number, at least five."))),
        lambda asked: published.counts(asked, fewest=FEWEST),
    ),
    Dataset(
        "lanes", noop("Lanes by month"), noop("Which share of the declarations of a month took which lane."),
        (_MONTH, ("lane", noop("green, blue, yellow or red.")), ("percent", noop("Rounded to whole percents."))),
        lambda asked: published.lanes(asked, fewest=FEWEST_OF_SHARES),
    ),
    Dataset(
        "release-times", noop("Release times by month, office and step"),
        noop("How long goods took from lodgement to release, by the WCO's time release method."),
        (_MONTH, _OFFICE, ("step", noop("decision, control, payment, release, or whole.")),
         ("median_minutes", noop("Half of the files took no longer.")),
         ("ninetieth_minutes", noop("Nine of ten files took no longer."))),
        lambda asked: published.times(asked, fewest=FEWEST),
    ),
    Dataset(
        "revenue", noop("Revenue by month and tax type"), noop("What fell due, for the whole country."),
        (_MONTH, ("tax", noop("Code of the tax type.")), ("currency", noop("ISO 4217.")),
         ("amount", noop("Sum of at least five postings."))),
        lambda asked: published.revenue(asked, fewest=FEWEST),
    ),
)  # fmt: skip
#: The columns of the watch's own file, in the order in which they stand there.
WATCHED: Final = (
    ("year", noop("Year in which it was told.")), ("scenario", noop("Number of the scenario.")),
    ("area", noop("What the scenario is about.")), ("title", noop("What was looked for, in English.")),
    ("told", noop("Findings that were told.")), ("settled", noop("Findings that the records settled since.")),
    ("money_assessed", noop("Money of the findings that were told.")),
    ("money_settled", noop("Money of the findings that were settled.")), ("unit", noop("Unit of the money.")),
)  # fmt: skip
_BY_NAME: Final = {one.name: one for one in DATASETS}


def page(request: HttpRequest) -> HttpResponse:
    """What is published, drawn from the very rows of the files."""
    book = lawbook.current(now())
    rows = _rows(_BY_NAME["declarations"], book)
    datasets = [
        (one.name, _(one.title), _(one.says), [(name, _(said)) for name, said in one.columns]) for one in DATASETS
    ]
    context = {
        "datasets": datasets, "licence": LICENCE, "fewest": FEWEST, "chart": mark_safe(_chart(rows)),
        "totals": _by_month(rows), "watched": [(name, _(said)) for name, said in WATCHED],
    }  # fmt: skip
    return render(request, "clearance/statistics/open_data.html", context)


def file(request: HttpRequest, name: str, kind: str) -> HttpResponse:
    """One file: comma-separated values, or JSON with its description and licence."""
    dataset = _BY_NAME.get(name)
    if dataset is None or kind not in {"csv", "json"}:
        raise Http404
    book = lawbook.current(now())
    rows = _rows(dataset, book)
    if kind == "csv":
        return csv_file(f"{name}.csv", [column for column, _said in dataset.columns], rows)
    names = [column for column, _said in dataset.columns]
    described = {
        "name": name, "title": dataset.title, "description": dataset.says,
        "publisher": words.titled(book.country.titles), "licence": {"id": LICENCE[0], "address": LICENCE[1]},
        "suppression": f"Cells of fewer than {FEWEST} are left out; shares are of at least {FEWEST_OF_SHARES}.",
        "columns": [{"name": column, "description": said} for column, said in dataset.columns],
        "rows": [dict(zip(names, row, strict=True)) for row in rows],
    }  # fmt: skip
    return HttpResponse(
        json.dumps(described, ensure_ascii=False, default=str, indent=1), content_type="application/json"
    )


def _rows(dataset: Dataset, book: Lawbook) -> Sequence[Row]:
    """The rows of a file; made anew once in a while, whoever asks."""
    today = day_in(book.country.time_zone, now())
    key = f"open-data/{dataset.name}/{today}"
    kept: Sequence[Row] | None = cache.get(key)
    if kept is None:
        kept = dataset.rows(_months(today))
        cache.set(key, kept, KEPT_SECONDS)
    return kept


def _months(today: date) -> Asked:
    """The running month and those before it, whole."""
    months = today.year * 12 + today.month - MONTHS
    return Asked(date(months // 12, months % 12 + 1, 1), today)


def _by_month(rows: Sequence[Row]) -> list[tuple[str, int]]:
    """Published declarations by month: a sum over shown cells only."""
    totals: dict[str, int] = {}
    for row in rows:
        totals[str(row[0])] = totals.get(str(row[0]), 0) + int(str(row[-1]))
    return sorted(totals.items())


def _chart(rows: Sequence[Row]) -> str:
    months = [month for month, _number in _by_month(rows)]
    regimes = [regime for regime in words.REGIMES if any(row[2] == regime for row in rows)]
    series = [
        Series(
            words.known(words.REGIMES, regime),
            [sum(int(str(row[-1])) for row in rows if (row[0], row[2]) == (month, regime)) for month in months],
        )
        for regime in regimes
    ]
    return bars(_("Declarations by month and regime"), months, series)
