"""What the manager and the auditor see of the whole, and the scenarios; of persons nothing is counted."""

from collections import defaultdict
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from clearway.platform.wording import say
from clearway.watch.cases import public as cases
from clearway.watch.cases.public import CaseError, Tally
from clearway.watch.desks.seat import Seat, in_words, shown, spoken
from clearway.watch.desks.words import (
    SEVERITIES,
    STATUSES,
    amount,
    blank,
    card_of,
    desk,
    field,
    row,
    scenario_of,
    source,
)

_MOST_LATE = 25


def overview(request: HttpRequest, seat: Seat) -> HttpResponse:
    """How findings stand by scenario and by government, what is late, and desks that nobody looks after."""
    problem: CaseError | None = None
    if request.method == "POST":
        problem = _name(request, seat)
        if problem is None:
            return redirect("watch-overview")
    tallies = cases.tallies(seat.reach, seat.today)
    late = [one for one in cases.listed(seat.reach) if one.is_late(seat.today)][:_MOST_LATE]
    context = {
        "scenarios": [_by_scenario(number, some, seat) for number, some in _grouped(tallies, "scenario")],
        "tenants": [_summed(seat.title_of(code), some) for code, some in _grouped(tallies, "tenant")],
        "all": _summed("", list(tallies)),
        "late": [row(one, seat) for one in late],
        "posts": sorted(
            ((desk(one.owner, seat), one) for one in cases.posts(seat.tenant)), key=lambda one: one[0].text
        ),
        "officials": seat.officials(seat.tenant),
        "may_name": seat.actor.may("watch:act"),
        "problem": say(problem.sentence, problem.facts) if problem else "",
        "with_tenant": len(seat.reach) > 1,
    }
    return shown(request, seat, "overview", context, status=422 if problem else 200)


def scenarios(request: HttpRequest, seat: Seat) -> HttpResponse:
    """What is looked for, by area."""
    areas: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for one in seat.book.scenarios:
        card = one.card
        areas[card.area].append(
            {"card": card, "title": in_words(card.title, card.id), "severity": _(SEVERITIES[card.severity]),
             "status": _(STATUSES[card.status])}
        )  # fmt: skip
    named = sorted(((code, field(code), rows) for code, rows in areas.items()), key=lambda one: one[1])
    return shown(request, seat, "scenarios", {"areas": named})


def scenario(request: HttpRequest, seat: Seat, number: str) -> HttpResponse:
    """One scenario: its card, its law, and the very text that is asked of the records."""
    found = scenario_of(number, seat)
    if found is None:
        raise Http404
    card = found.card
    context = {
        "card": card,
        "title": in_words(card.title, card.id),
        "explanation": blank(card.explanation, found, seat).text,
        "clears": blank(card.clears, found, seat).text,
        "desk": desk(card.owner, seat),
        "purpose": spoken(card.purpose),
        "formula": blank(card.money_says, found, seat),
        "innocent": [spoken(one) for one in card.innocent_explanations],
        "severity": _(SEVERITIES[card.severity]),
        "status": _(STATUSES[card.status]),
        "version": found.version,
        "text": found.query.text.strip(),
        "deadline": card.deadline,
        "sources": [(name, source(name, seat)) for name in sorted(found.sources)],
    }
    return shown(request, seat, "scenario", context)


def _name(request: HttpRequest, seat: Seat) -> CaseError | None:
    if not seat.actor.may("watch:act"):
        raise Http404
    owner, official = request.POST.get("owner", ""), request.POST.get("official", "")
    if owner not in {one.owner for one in cases.posts(seat.tenant)}:
        raise Http404
    try:
        cases.name_official(
            owner, official, tenant=seat.tenant, among=seat.officials(seat.tenant), by=seat.actor.name, at=seat.at
        )
    except CaseError as error:
        return error
    messages.success(request, _("It is on record who looks after this desk's findings."))
    return None


def _grouped(tallies: tuple[Tally, ...], name: str) -> list[tuple[str, list[Tally]]]:
    found: dict[str, list[Tally]] = defaultdict(list)
    for one in tallies:
        found[getattr(one, name)].append(one)
    return sorted(found.items())


def _by_scenario(number: str, some: list[Tally], seat: Seat) -> dict[str, Any]:
    card = card_of(number, seat)
    unit = card.money_unit if card else ""
    return {**_summed(in_words(card.title, number) if card else number, some, unit), "number": number}


def _summed(title: str, some: list[Tally], unit: str = "") -> dict[str, Any]:
    counts = {
        name: sum(getattr(one, name) for one in some) for name in ("open", "late", "excluded", "settled", "lapsed")
    }
    return {"title": title, "money": amount(sum((Decimal(one.money) for one in some), Decimal(0)), unit), **counts}
