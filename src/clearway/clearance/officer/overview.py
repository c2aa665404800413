"""How the office stands: open work by age, lane and officer, and what checks have found of late."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from clearway.clearance.acting import Acting
from clearway.clearance.officer import words, work
from clearway.clearance.officer.opening import shown
from clearway.platform import charts
from clearway.platform.calendar import now
from clearway.platform.charts import Series
from clearway.registers.offices import public as offices

AGES: Final = (
    noop("Less than 1 day"),
    noop("1 to 3 days"),
    noop("3 to 7 days"),
    noop("7 to 14 days"),
    noop("More than 14 days"),
)
#: The same ages, short enough to stand under a chart.
DAYS: Final = ("< 1", "1-3", "3-7", "7-14", "> 14")
KINDS: Final = ("documents", "goods", "decision")


def overview(request: HttpRequest, who: Acting) -> HttpResponse:
    """The office's open work and its results, in figures and as pictures."""
    at = now()
    pieces = work.open_work(who.office, at=at)
    ages = {(bucket, kind): number for bucket, kind, number in work.by_age(who.office, at=at)}
    by_age = [
        {"age": _(age), "numbers": [(_(words.WORK[kind]), ages.get((bucket, kind), 0)) for kind in KINDS]}
        for bucket, age in enumerate(AGES)
    ]
    desks = _desks(who.office)
    context = {
        "office": offices.title(who.office, get_language() or "en"),
        "kinds": [_(words.WORK[kind]) for kind in KINDS],
        "by_age": by_age,
        "chart": _chart(by_age),
        "desks": desks,
        "closed": _closed(who.office, at),
        "overdue": sum(one.clock is not None and one.clock.is_overdue for one in pieces),
        "open": sum(row["total"] for row in desks),
        "unassigned": sum(row["total"] for row in desks if not row["officer"]),
    }
    return shown(request, who, "overview", context)


def _chart(by_age: list[dict[str, Any]]) -> str:
    series = [
        Series(_(words.WORK[kind]), tuple(float(row["numbers"][place][1]) for row in by_age))
        for place, kind in enumerate(KINDS)
    ]
    drawn = charts.bars(_("Open checks by age, in days"), DAYS, series)
    # It is drawn by us, and its words are escaped by the charts.
    return mark_safe(drawn)


def _desks(office: str) -> list[dict[str, Any]]:
    """Each officer's open checks by lane, and since when the oldest waits."""
    desks: dict[str, dict[str, Any]] = {}
    for officer, lane, number, oldest in work.by_officer(office):
        desk = desks.setdefault(officer, {"officer": officer, "lanes": {}, "total": 0, "oldest": oldest})
        desk["lanes"][lane] = number
        desk["total"] += number
        desk["oldest"] = min(desk["oldest"], oldest)
    for desk in desks.values():
        desk["yellow"], desk["red"] = desk["lanes"].get("yellow", 0), desk["lanes"].get("red", 0)
    return sorted(desks.values(), key=lambda desk: (desk["officer"] == "", -desk["total"]))


def _closed(office: str, at: Any) -> list[dict[str, Any]]:
    """Checks of the last thirty days by kind: how many, and how many found something."""
    rows = work.closed(office, at=at)
    found = []
    for kind in KINDS:
        numbers = {result: number for one, result, number in rows if one == kind}
        # A refusal is a finding even where it cut the check short; the statistics count it so too.
        hits = numbers.get("not conform", 0) + numbers.get("refused", 0)
        checked = numbers.get("conform", 0) + hits
        share = f"{100 * hits / checked:.0f} %" if checked else ""
        found.append({"what": _(words.WORK[kind]), "closed": sum(numbers.values()), "hits": hits, "share": share})
    return found
