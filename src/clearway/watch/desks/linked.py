"""The page of linkage: how many rows of a government found their partners in other systems, and which did not."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from clearway.core.watch.linking import HOWS, How
from clearway.watch.desks.seat import Seat, shown
from clearway.watch.desks.words import source, system
from clearway.watch.intake import public as intake
from clearway.watch.linkage import public as reports
from clearway.watch.linkage.public import Pointing

WAYS: Final[dict[How, str]] = {
    "direct": noop("As it is called"),
    "split": noop("Through a split"),
    "merge": noop("Through a merger"),
    "renumber": noop("Through a new number"),
    "re-use": noop("By its day, of a number used again"),
    "variant": noop("Written otherwise"),
    "ambiguous": noop("Several candidates"),
    "none": noop("No partner"),
}
KINDS: Final = {
    "split": noop("Split"),
    "merge": noop("Merged"),
    "renumber": noop("New number"),
    "re-use": noop("Used again"),
    "variant": noop("Written otherwise"),
}


def linkage(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Each column that points to another source, and the rows that found nothing there or too much."""
    governments = [one for one in intake.tenants() if one in seat.reach]
    asked = request.GET.get("government", seat.tenant)
    chosen = asked if asked in governments else next(iter(governments), "")
    context: dict[str, Any] = {
        "governments": [(one, seat.title_of(one)) for one in governments],
        "chosen": chosen,
        "title": seat.title_of(chosen),
    }
    if chosen:
        report = reports.report(chosen, seat.book.sources)
        pointing = [one for one in report.columns if one.rows]
        ways = [how for how in HOWS if report.count(how) or how in ("direct", *reports.UNFOUND)]
        context |= {
            "ways": [_(WAYS[how]) for how in ways],
            "sums": [(_(WAYS[how]), report.count(how)) for how in ways],
            "columns": [_row(one, ways, seat) for one in pointing],
            "empty": [(source(one.source, seat), one) for one in report.columns if not one.rows],
            "changes": [(one, _(KINDS[one.kind])) for one in report.changes],
        }
    return shown(request, seat, "linkage", context)


def _row(one: Pointing, ways: list[How], seat: Seat) -> dict[str, Any]:
    """A column with its counts, and rows to look at: first those that found nothing."""
    order = sorted(one.examples, key=lambda how: how not in reports.UNFOUND)
    return {
        "of": one,
        "source": source(one.source, seat),
        "system": system(one.system, seat),
        "counts": [(_(WAYS[how]), one.found.get(how, 0)) for how in ways],
        "examples": [(_(WAYS[how]), one.examples[how]) for how in order],
    }
