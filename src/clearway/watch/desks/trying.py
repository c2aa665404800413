"""The pages on which a scenario in writing is tried: its fixtures, and what was delivered."""

from datetime import date
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from clearway.watch.authoring import public as authoring
from clearway.watch.authoring.public import AuthoringError, Backtest, Draft, Written
from clearway.watch.desks.seat import Seat, shown
from clearway.watch.desks.words import amount, source
from clearway.watch.desks.writing import faults, held, line, said, save
from clearway.watch.intake import public as intake
from clearway.watch.rulebook.public import LEAST_FIRES, LEAST_SILENT


def fixtures(request: HttpRequest, seat: Seat, number: int) -> HttpResponse:
    """The fixtures of a scenario, and what came out of each."""
    found = held(seat, number)
    problem: AuthoringError | None = None
    if request.method == "POST":
        cases = _added(found, request.POST.get("act", ""))
        problem = save(seat, found, Written(cases=cases))
        if problem is None:
            kind = request.POST.get("act", "")
            place = len(cases["fires"]) - 1 if kind == "fires" else len(cases["fires"]) + len(cases["silent"]) - 1
            return redirect("watch-writing-fixture", number, place)
    lint = authoring.queries.read(found, seat.book)
    outcomes = authoring.testing.outcomes(lint, seat.book)
    both = [*(found.cases.get("fires") or ()), *(found.cases.get("silent") or ())]
    fires = len(found.cases.get("fires") or ())
    context = {
        **line(found, seat),
        "rows": [
            {"place": place, "case": case, "fires": place < fires, "money": amount(case.get("money")),
             "outcome": outcomes[place] if len(outcomes) == len(both) else None}
            for place, case in enumerate(both)
        ],
        "wrong": sum(1 for one in outcomes if not one.holds),
        "left": authoring.testing.survivors(lint, seat.book) if outcomes else (),
        "faults": faults(lint.faults),
        "least": {"fires": LEAST_FIRES, "silent": LEAST_SILENT},
        **said(problem),
    }  # fmt: skip
    return shown(request, seat, "writing_fixtures", context, status=422 if problem else 200)


def fixture(request: HttpRequest, seat: Seat, number: int, place: int) -> HttpResponse:
    """One fixture: its day, its rows as they are typed, and what must come out."""
    found = held(seat, number)
    fires, silent = list(found.cases.get("fires") or ()), list(found.cases.get("silent") or ())
    if place >= len(fires) + len(silent):
        raise Http404
    problem: AuthoringError | None = None
    if request.method == "POST":
        problem = _kept(request, seat, found, place)
        if problem is None:
            return redirect("watch-writing-fixtures", number)
    lint = authoring.queries.read(found, seat.book)
    case = [*fires, *silent][place]
    named = sorted({*lint.sources, *(case.get("rows") or {})} & seat.book.sources.tables.keys())
    context = {
        **line(found, seat),
        "place_number": place + 1,
        "fires": place < len(fires),
        "case": {**case, **{name: request.POST[name] for name in _TYPED if name in request.POST}},
        "tables": [_table(name, case, request, seat) for name in named],
        **said(problem),
    }  # fmt: skip
    return shown(request, seat, "writing_fixture", context, status=422 if problem else 200)


_TYPED: Final = ("says", "today", "key", "money")


def backtest(request: HttpRequest, seat: Seat, number: int) -> HttpResponse:
    """What a scenario in writing would have found in what was delivered, beside the version in force."""
    found = held(seat, number)
    problem: AuthoringError | None = None
    if request.method == "POST":
        try:
            _asked(request, seat, found)
            messages.success(
                request, _("The back-test was asked for. It is done in its turn; look again in a moment.")
            )
            return redirect("watch-writing-backtest", number)
        except AuthoringError as error:
            problem = error
    lint = authoring.queries.read(found, seat.book)
    context = {
        **line(found, seat),
        "can_run": lint.scenario is not None,
        "tenants": [(code, seat.title_of(code)) for code in intake.tenants() if code in seat.reach],
        "tests": [_test(one, found, seat) for one in authoring.queries.tests(number)],
        "years": range(authoring.testing.MOST_YEARS + 1),
        **said(problem),
    }
    return shown(request, seat, "writing_backtest", context, status=422 if problem else 200)


def _added(found: Draft, kind: str) -> dict[str, Any]:
    cases = {name: list(found.cases.get(name) or ()) for name in ("fires", "silent")}
    if kind not in cases:
        raise Http404
    before = (cases[kind] or cases["fires"] or cases["silent"] or [{}])[-1]
    new = {"says": _("Say what this fixture shows"), "today": before.get("today", "2026-01-01"),
           "rows": before.get("rows") or {}}  # fmt: skip
    expected = {"key": before.get("key", "A"), "money": before.get("money", "0.00")} if kind == "fires" else {}
    cases[kind] = [*cases[kind], {**new, **expected}]
    return cases


def _kept(request: HttpRequest, seat: Seat, found: Draft, place: int) -> AuthoringError | None:
    cases = {name: list(found.cases.get(name) or ()) for name in ("fires", "silent")}
    kind = "fires" if place < len(cases["fires"]) else "silent"
    at = place if kind == "fires" else place - len(cases["fires"])
    if request.POST.get("act") == "remove":
        del cases[kind][at]
        return save(seat, found, Written(cases=cases))
    try:
        cases[kind][at] = _case(request, seat, kind)
    except AuthoringError as error:
        return error
    return save(seat, found, Written(cases=cases))


def _case(request: HttpRequest, seat: Seat, kind: str) -> dict[str, Any]:
    given = request.POST
    rows = {}
    for name, typed in given.items():
        table = seat.book.sources.tables.get(name.removeprefix("rows-")) if name.startswith("rows-") else None
        if table is not None and (read := authoring.rows.read(typed, table)):
            rows[table.name] = read
    day = given.get("today", "").strip()
    try:
        date.fromisoformat(day)
    except ValueError:
        raise authoring.RowsUnfit(found=day[:20] or "-", place="today") from None
    case: dict[str, Any] = {"says": given.get("says", "").strip()[:300], "today": day, "rows": rows}
    if kind == "fires":
        case |= {"key": given.get("key", "").strip()[:200], "money": given.get("money", "").strip()[:30] or None}
    return case


def _table(name: str, case: dict[str, Any], request: HttpRequest, seat: Seat) -> dict[str, Any]:
    table = seat.book.sources.table(name)
    kept = authoring.rows.written((case.get("rows") or {}).get(name) or [], table)
    typed = request.POST.get(f"rows-{name}", kept)
    return {"table": table, "about": source(name, seat), "typed": typed, "lines": max(4, typed.count("\n") + 2)}


def _asked(request: HttpRequest, seat: Seat, found: Draft) -> None:
    tenant, years = request.POST.get("tenant", ""), request.POST.get("years", "0")
    authoring.testing.ask(
        found.number, (tenant,) if tenant else (), int(years) if years.isdecimal() else 0, office=seat.tenant,
        reach=seat.reach, today=seat.today, by=seat.actor.name, at=seat.at,
    )  # fmt: skip


def _test(one: Backtest, found: Draft, seat: Seat) -> dict[str, Any]:
    result = one.result or {}
    unit = (found.card.get("money") or {}).get("unit", "")

    def told(case: dict[str, str]) -> dict[str, str]:
        return {**case, "tenant": seat.title_of(case["tenant"]), "money": amount(case["money"] or None, unit),
                "was": amount(case["was"] or None, unit)}  # fmt: skip

    return {
        "test": one,
        "is_current": one.edit == found.edit,
        "by": one.asked_by.removeprefix("user:"),
        "days": [
            {**day, "money": amount(day["money"], unit), "was_money": amount(day["was_money"], unit)}
            for day in result.get("days", ())
        ],
        "had_live": result.get("had_live", False),
        "kinds": [
            (kind, words, [told(case) for case in result.get(kind, ())])
            for kind, words in (("new", _("New")), ("gone", _("No longer found")), ("changed", _("Changed")))
        ],
        "tenants": [seat.title_of(code) for code in one.tenants],
    }
