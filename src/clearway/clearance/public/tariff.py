"""The tariff for everybody: goods by code or words, their measures with law and days, and what would be owed."""

from datetime import date

import msgspec
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from clearway.clearance.public import estimate
from clearway.clearance.public.measures import MeasureSaid, measures
from clearway.clearance.public.nomenclature import Line, below, ranked, titled
from clearway.clearance.showing.figures import in_words
from clearway.core.law.lawbook import Law
from clearway.platform.calendar import day_in, now
from clearway.registers.lawbook import public as lawbook

LONGEST, ON_A_PAGE = 100, 50


class Choice(msgspec.Struct, frozen=True):
    """An entry of a list to choose from."""

    code: str
    title: str


def search(request: HttpRequest) -> HttpResponse:
    """Goods by code or by words; a whole code leads to its own page."""
    asked = request.GET.get("q", "").strip()[:LONGEST]
    law = _law("")
    code = "".join(character for character in asked if character not in " .")
    exact = (law.tariff.line(code, law.day) or law.declared(code)) if code.isascii() and code.isdigit() else None
    if exact is not None:
        return redirect("tariff-line", exact.code)
    found = ranked(law, code if code.isdigit() else asked, _language()) if asked else ()
    sheet = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    sections = [] if asked else [(one.code, in_words(one.titles), _chapters(law, one.chapters))
                                 for one in law.tariff.sections]  # fmt: skip
    context = {"asked": asked, "sheet": sheet, "sections": sections, "day": law.day, "version": law.book.version}
    return render(request, "clearance/public/tariff.html", context)


def line(request: HttpRequest, code: str) -> HttpResponse:
    """One line of the tariff: where it stands, what lies below it, its measures, and an estimate."""
    law = _law(request.GET.get("day", ""))
    one = law.tariff.line(code, law.day) if code.isascii() and code.isdigit() else None
    if one is None:
        raise Http404
    origin = request.GET.get("origin", "").upper()
    origin = origin if law.code("countries", origin) else ""
    said: tuple[MeasureSaid, ...] = measures(law, code, origin or None)
    asked = estimate.asked(request.GET, law, code, origin)
    context = {
        "line": Line(code, titled(law, code, _language()), one.is_declarable),
        "above": [Line(up.code, titled(law, up.code, _language()), False) for up in law.tariff.ancestry(code, law.day)
                  if up.code != code],
        "below": below(law, code, _language()),
        "measures": said,
        "countries": _countries(law),
        "origin": origin,
        "day": law.day,
        "unit": _unit(estimate.unit_of(law, code, origin), law),
        "currency": law.country.currency,
        "asked": asked,
        "estimate": estimate.estimate(asked, law) if one.is_declarable and asked.is_whole else None,
    }  # fmt: skip
    return render(request, "clearance/public/line.html", context)


def _law(asked: str) -> Law:
    """The law of the day asked about; of today where none is asked about, or none of that day is known."""
    book = lawbook.current(now())
    day = day_in(book.country.time_zone, now())
    try:
        wanted = date.fromisoformat(asked)
    except ValueError:
        return book.on(day)
    return book.on(wanted if book.tariff.first_day <= wanted else day)


def _unit(code: str, law: Law) -> Choice | None:
    entry = law.code("units", code)
    return Choice(code, in_words(entry.titles) if entry else code) if code else None


def _language() -> str:
    return get_language() or "en"


def _chapters(law: Law, codes: tuple[str, ...]) -> list[Line]:
    return [Line(code, titled(law, code, _language()), False) for code in codes if law.tariff.line(code, law.day)]


def _countries(law: Law) -> list[Choice]:
    found = (Choice(code, in_words(entry.titles)) for code, entry in law.codes("countries").items())
    return sorted((one for one in found if one.code != law.country.code), key=lambda one: one.title)
