"""The pages of figures: how findings fared, what nothing looks at, what the watch is worth."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from clearway.platform.charts import Series, lines, ranks
from clearway.watch.cases import public as cases
from clearway.watch.desks.seat import Seat, in_words, shown
from clearway.watch.desks.words import REASONS, amount, card_of, desk, field, source, system
from clearway.watch.figures import public as counted
from clearway.watch.figures.public import Fared
from clearway.watch.intake import public as intake

_MOST_RANKED: Final = 12
_MONTHS: Final = 12
_COUNTS: Final = ("told", "settled", "open", "excepted")


class Sheet(NamedTuple):
    """One question answered: a picture, and its numbers as a table whose first column names the row."""

    name: str
    title: str
    chart: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def figures(request: HttpRequest, seat: Seat) -> HttpResponse:
    """How findings fared, by scenario, area and government, over the months, and how exclusions did."""
    scenarios, tenants = counted.fared(seat.reach)
    people = {code: number for code, number in seat.connected().items() if code in seat.reach}
    quality = cases.queries.quality(seat.reach)
    context = {
        "sums": {
            "governments": sum(1 for one in intake.tenants() if one in seat.reach),
            "people": sum(people.values()),
            "told": sum(one.told for one in scenarios),
            "settled": sum(one.settled for one in scenarios),
            "collected": amount(sum((one.collected for one in scenarios), Decimal(0)), _unit(seat)),
            "waiting": amount(sum((one.waiting for one in scenarios), Decimal(0)), _unit(seat)),
        },
        "sheets": [
            _over_time(seat), _by_money(scenarios, seat), _by_scenario(scenarios, seat),
            _summed("area", _("By area"), _("Area"), _by_area(scenarios, seat), seat),
            *([_by_tenant(tenants, people, seat)] if len(seat.reach) > 1 else ()),
            _exclusions(quality, seat),
        ],
    }  # fmt: skip
    return shown(request, seat, "figures", context)


def coverage(request: HttpRequest, seat: Seat) -> HttpResponse:
    """What no scenario looks at: sources, their columns, and desks."""
    found = counted.coverage(seat.book)
    seen = sum(one.columns - len(one.unseen) for one in found)
    title = _("Columns that no scenario looks at, by system")
    context = {
        "sources": [(source(one.source, seat), one) for one in found if one.unseen or not one.scenarios],
        "whole": [(source(one.source, seat), one) for one in found if one.scenarios and not one.unseen],
        "unseen": sum(1 for one in found if not one.scenarios),
        "columns": sum(one.columns for one in found),
        "seen": seen,
        "desks": [(desk(one.name, seat), one) for one in counted.desks(seat.book)],
        "chart": _safe(ranks(title, _by_system(found, seat), unit=" %") if found else ""),
    }
    return shown(request, seat, "coverage", context)


def worth(request: HttpRequest, seat: Seat) -> HttpResponse:
    """What each year brought and cost: the money of findings that the records settled, and the work of looking."""
    governments = sum(1 for one in intake.tenants() if one in seat.reach)
    rows = []
    for one in counted.worth(seat.reach):
        day = min(date(one.year, 12, 31), seat.today)
        look = counted.number(seat.book, "look_cost", day) or Decimal(0)
        running = (counted.number(seat.book, "running_cost", day) or Decimal(0)) * governments
        cost = look * one.looks + running
        rows.append(
            {"year": one, "collected": amount(one.collected, _unit(seat)),
             "work": amount(look * one.looks, _unit(seat)), "running": amount(running, _unit(seat)),
             "ratio": f"{one.collected / cost:.2f}" if cost else ""}
        )  # fmt: skip
    look = counted.number(seat.book, "look_cost", seat.today)
    running = counted.number(seat.book, "running_cost", seat.today)
    context = {
        "rows": rows, "look": amount(look, _unit(seat)), "running": amount(running, _unit(seat)),
        "governments": governments,
    }  # fmt: skip
    return shown(request, seat, "worth", context)


def _over_time(seat: Seat) -> Sheet:
    months = _last_months(seat.today)
    found = {month: (told, settled) for month, told, settled in counted.months(seat.reach, _first(months[0]))}
    series = [
        Series(words, [float(found.get(month, (0, 0))[place]) for month in months])
        for place, words in enumerate((_("Findings told"), _("Settled")))
    ]
    title = _("Findings told and settled, by month")
    rows = tuple((month, *(str(number) for number in found[month])) for month in months if month in found)
    columns = (_("Month"), _("Findings told"), _("Settled"))
    return Sheet("by-month", title, _safe(lines(title, [month[2:] for month in months], series)), columns, rows)


def _by_money(scenarios: Sequence[Fared], seat: Seat) -> Sheet:
    found = sorted((one for one in scenarios if one.waiting), key=lambda one: -one.expected)[:_MOST_RANKED]
    title = _("Money that waits, ranked by what is to be expected of it")
    rows = tuple(
        (_named(one.name, seat), str(one.open), amount(one.waiting), _share(one), amount(one.expected))
        for one in found
    )
    columns = (_("Scenario"), _("To be put right"), _("Money"), _("Settled of a hundred"), _("Expected"))
    chart = ranks(title, [(one.name, float(one.expected)) for one in found]) if found else ""
    return Sheet("by-money", title, _safe(chart), columns, rows)


def _by_scenario(scenarios: Sequence[Fared], seat: Seat) -> Sheet:
    steps = counted.steps(seat.reach)
    columns = (
        _("Scenario"), _("Findings told"),
        _("Settled"), _("To be put right"), _("Excepted"), _("Looked at"), _("Acted on"),
        _("Money settled"), _("Half settled within"), _("Nine of ten within"),
    )  # fmt: skip
    rows = tuple(
        (
            _named(one.name, seat), str(one.told), str(one.settled), str(one.open), str(one.excepted),
            *(str(steps.get((one.name, kind), 0)) for kind in ("checked", "acted")), amount(one.collected),
            _days(one.median), _days(one.ninetieth),
        )
        for one in scenarios
    )  # fmt: skip
    return Sheet("by-scenario", _("By scenario"), "", columns, rows)


def _by_area(scenarios: Sequence[Fared], seat: Seat) -> dict[str, list[Fared]]:
    areas: dict[str, list[Fared]] = {}
    for one in scenarios:
        card = card_of(one.name, seat)
        areas.setdefault(field(card.area) if card else one.name, []).append(one)
    return areas


def _summed(name: str, title: str, first: str, groups: dict[str, list[Fared]], seat: Seat) -> Sheet:
    columns = (
        first,
        _("Findings told"),
        _("Settled"),
        _("To be put right"),
        _("Excepted"),
        _("Money settled"),
        _("Money"),
    )
    rows = tuple(
        (
            group, *(str(sum(getattr(one, field) for one in some)) for field in _COUNTS),
            amount(sum((one.collected for one in some), Decimal(0))),
            amount(sum((one.waiting for one in some), Decimal(0))),
        )
        for group, some in sorted(groups.items())
    )  # fmt: skip
    chart = ranks(title, [(row[0], float(row[1])) for row in rows]) if rows else ""
    return Sheet(f"by-{name}", title, _safe(chart), columns, rows)


def _by_tenant(tenants: Sequence[Fared], people: dict[str, int], seat: Seat) -> Sheet:
    columns = (
        _("Government"), _("People"), _("Findings told"), _("Settled"), _("To be put right"), _("Excepted"),
        _("Money settled"), _("Half settled within"),
    )  # fmt: skip
    rows = tuple(
        (
            seat.title_of(one.name), str(people.get(one.name, 0)), str(one.told), str(one.settled), str(one.open),
            str(one.excepted), amount(one.collected), _days(one.median),
        )
        for one in sorted(tenants, key=lambda one: seat.title_of(one.name))
    )  # fmt: skip
    return Sheet("by-government", _("By government"), "", columns, rows)


def _exclusions(found: Iterable[cases.Quality], seat: Seat) -> Sheet:
    sums: dict[tuple[str, str], list[int]] = {}
    for one in found:
        numbers = sums.setdefault((one.scenario, one.reason), [0, 0, 0, 0])
        for place, value in enumerate((one.made, one.lapsed, one.reviewed, one.alike)):
            numbers[place] += value
    columns = (
        _("Scenario and reason"), _("Exceptions"), _("Ended by a changed record"), _("Looked at twice"),
        _("Decided alike"),
    )  # fmt: skip
    rows = tuple(
        (f"{_named(scenario, seat)}: {_(REASONS[reason]) if reason in REASONS else reason}", *map(str, numbers))
        for (scenario, reason), numbers in sorted(sums.items())
    )
    return Sheet("exceptions", _("Exceptions, and how they held"), "", columns, rows)


def _by_system(found: Sequence[counted.Covered], seat: Seat) -> list[tuple[str, float]]:
    systems: dict[str, list[int]] = {}
    for one in found:
        sums = systems.setdefault(one.system, [0, 0])
        sums[0] += len(one.unseen)
        sums[1] += one.columns
    shares = [(system(name, seat), round(100 * unseen / columns, 1)) for name, (unseen, columns) in systems.items()]
    return sorted(shares, key=lambda one: -one[1])


def _named(number: str, seat: Seat) -> str:
    card = card_of(number, seat)
    return f"{number} {in_words(card.title)}" if card else number


def _unit(seat: Seat) -> str:
    return next((one.card.money_unit for one in seat.book.scenarios if one.card.money_unit), "")


def _share(one: Fared) -> str:
    return f"{100 * one.share:.0f}" if one.share is not None else "-"


def _days(days: float | None) -> str:
    return f"{days:.1f}" if days is not None else "-"


def _last_months(today: date) -> list[str]:
    places = [today.year * 12 + today.month - 1 - back for back in range(_MONTHS - 1, -1, -1)]
    return [f"{place // 12:04d}-{place % 12 + 1:02d}" for place in places]


def _first(month: str) -> date:
    return date.fromisoformat(f"{month}-01")


def _safe(chart: str) -> SafeString:
    """A chart, whose every text was escaped when it was drawn."""
    return mark_safe(chart)
