"""The pages for supervisors and administrators: one question each, for a period and an office."""

import csv
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from clearway.clearance.acting import Acting
from clearway.clearance.statistics import queries, sheets, words
from clearway.clearance.statistics.queries import Asked
from clearway.clearance.statistics.sheets import Sheet
from clearway.core.law.lawbook import Lawbook
from clearway.platform.calendar import day_in, now
from clearway.registers.lawbook import public as lawbook

PERIODS = {"1": noop("Today"), "7": noop("Seven days"), "30": noop("Thirty days"), "92": noop("Three months"),
           "366": noop("A year")}  # fmt: skip
DEFAULT = "30"
TABS = (
    ("statistics-declarations", noop("Declarations")), ("statistics-controls", noop("Hit rates")),
    ("statistics-revenue", noop("Revenue")), ("statistics-release-times", noop("Release times")),
)  # fmt: skip

Made = Callable[[Asked, Lawbook], tuple[Sheet, ...]]


def declarations(request: HttpRequest, who: Acting) -> HttpResponse:
    """How many declarations there were, in which lane, and what became of them."""
    title = _("Declarations")
    return _page(
        request, who, title, "", lambda asked, book: sheets.of_declarations(asked, queries.declared(asked), book)
    )


def controls(request: HttpRequest, who: Acting) -> HttpResponse:
    """How often controls find something."""
    said = _("A control that had several reasons counts under each of them. Chance is the measure for all others.")
    return _page(
        request, who, _("Hit rates"), said, lambda asked, _book: sheets.of_controls(queries.hit_rates(asked))
    )


def revenue(request: HttpRequest, who: Acting) -> HttpResponse:
    """What fell due, as the ledger has it."""
    said = _("What the ledger says fell due on each day; what was corrected later is on the day of the correction.")
    return _page(
        request, who, _("Revenue"), said, lambda asked, book: sheets.of_revenue(asked, queries.revenue(asked), book)
    )


def release_times(request: HttpRequest, who: Acting) -> HttpResponse:
    """How long it takes from lodgement to release, step by step."""
    said = _(
        "Files released in the period, measured as the WCO's time release study does. Control and payment run side by"
        " side. Times are known to a twentieth either way."
    )

    def made(asked: Asked, book: Lawbook) -> tuple[Sheet, ...]:
        times = [queries.release_times(asked, by=by) for by in ("all", "office", "day")]
        return sheets.of_release_times(asked, *times, book)

    return _page(request, who, _("Release times"), said, made)


def download(request: HttpRequest, who: Acting, what: str) -> HttpResponse:
    """The numbers behind a page as a file of comma-separated values, with codes instead of words."""
    asked, _days, _office = _asked(request, who, lawbook.current(now()))
    header, rows = FILES[what](asked)
    return csv_file(f"{what}-{asked.first}-{asked.last}.csv", header, rows)


def csv_file(name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """Rows as a file to be kept."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    writer = csv.writer(response)
    writer.writerow(header)
    writer.writerows(rows)
    return response


def _hits(asked: Asked) -> tuple[Sequence[str], Iterable[Sequence[object]]]:
    return ("lane", "reason", "controls", "found"), queries.hit_rates(asked)


def _owed(asked: Asked) -> tuple[Sequence[str], Iterable[Sequence[object]]]:
    return ("day", "tax", "currency", "amount"), [one for one in queries.revenue(asked) if one.day is not None]


def _took(asked: Asked) -> tuple[Sequence[str], Iterable[Sequence[object]]]:
    rows = queries.release_times(asked, by="office")
    header = ("office", "step", "files", "median_seconds", "ninetieth_seconds")
    return header, [(*one[:3], round(one.median), round(one.ninetieth)) for one in rows]


def _counted(asked: Asked) -> tuple[Sequence[str], Iterable[Sequence[object]]]:
    return ("day", "office", "regime", "lane", "outcome", "declarations"), queries.cells(asked)


FILES: dict[str, Callable[[Asked], tuple[Sequence[str], Iterable[Sequence[object]]]]] = {
    "declarations": _counted, "controls": _hits, "revenue": _owed, "release-times": _took,
}  # fmt: skip


def _page(request: HttpRequest, who: Acting, title: str, said: str, made: Made) -> HttpResponse:
    book = lawbook.current(now())
    asked, days, office = _asked(request, who, book)
    context: dict[str, Any] = {
        "who": who, "title": title, "said": said, "sheets": made(asked, book), "asked": asked, "office": office,
        "days": days, "periods": [(code, _(word)) for code, word in PERIODS.items()],
        "tabs": [{"name": name, "title": _(word)} for name, word in TABS], "sees_all": _sees_all(who),
        "file": reverse(f"{request.resolver_match.url_name}-file") if request.resolver_match else "",
        "offices": [(code, words.office(code, book)) for code in _seen(who, book)],
    }  # fmt: skip
    return render(request, "clearance/statistics/sheets.html", context)


def _asked(request: HttpRequest, who: Acting, book: Lawbook) -> tuple[Asked, str, str]:
    """The period and the office asked for; what nobody may ask for is not asked."""
    days = request.GET.get("days", DEFAULT)
    days = days if days in PERIODS else DEFAULT
    today = day_in(book.country.time_zone, now())
    seen = _seen(who, book)
    office = request.GET.get("office", "")
    office = office if office in seen else "" if _sees_all(who) else who.office
    offices = (office,) if office else None
    return Asked(today - timedelta(days=int(days) - 1), today, offices), days, office


def _seen(who: Acting, book: Lawbook) -> tuple[str, ...]:
    return tuple(sorted(book.country.offices)) if _sees_all(who) else (who.office,)


def _sees_all(who: Acting) -> bool:
    return who.audience == "administrator"
