"""A party's declarations: the day's list, and four questions about each one."""

from typing import Any

from django.core.paginator import Page as Sheet
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from clearway.clearance import stored
from clearway.clearance.explanation import Explanation, FindingSaid, explain
from clearway.clearance.trader import facts, figures, words
from clearway.clearance.trader.acting import Acting
from clearway.clearance.trader.fields import place
from clearway.clearance.trader.opening import shown
from clearway.clearance.trader.telling import told
from clearway.core.law.lawbook import Law
from clearway.platform.calendar import now
from clearway.platform.events import log
from clearway.registers.lawbook import public as lawbook
from clearway.stations.declarations import public as declarations
from clearway.stations.declarations.public import DeclarationFile, StoredVersion

ON_A_PAGE = 25
ITEMS_ON_A_PAGE = 10
#: No reference is longer; what is longer is not looked for.
LONGEST_NUMBER = 200


def home(request: HttpRequest, who: Acting) -> HttpResponse:
    """What needs the party today, and its declarations, newest first."""
    asked = request.GET.get("q", "").strip()[:LONGEST_NUMBER]
    if asked and (found := _find(who, asked)):
        return redirect("declaration", found.mrn)
    before = request.GET.get("before", "")
    older_than = int(before) if before.isascii() and before.isdigit() and len(before) < 19 else None
    files = declarations.recent(submitter=who.party, before=older_than, limit=ON_A_PAGE + 1) if who.party else []
    rows = [_row(file) for file in files[:ON_A_PAGE]]
    context = {
        "rows": rows,
        "needing": [row for row in rows if row["needs_trader"]],
        "asked": asked,
        "is_first": older_than is None,
        "older": files[ON_A_PAGE - 1].id if len(files) > ON_A_PAGE else None,
    }
    return shown(request, who, "home", context)


def file(request: HttpRequest, who: Acting, number: str) -> HttpResponse:
    """Where a declaration stands, what it waits for, and what was found."""
    one, said, law = _explained(who, number)
    context = {
        "stops": words.route(one, said.reached) if said else (),
        "waits_for": words.waits_for(one),
        "needs_trader": words.needs_trader(one),
        "findings": [finding(found, one.mrn) for found in said.findings] if said else [],
        "lane_means": _(words.LANES_MEAN[one.lane]) if one.lane else "",
        "reasons": said.lane_reasons if said else (),
        "totals": figures.totals(said, law) if said else (),
        "total": figures.money(said.total, said.currency) if said and said.total else "",
    }
    return _page(request, who, "file", one, context)


def amounts(request: HttpRequest, who: Acting, number: str) -> HttpResponse:
    """What is owed, and every step that led there."""
    one, said, law = _explained(who, number)
    declared_now = declarations.version_of(one.id, one.version).facts
    sheet = _sheet(request, len(declared_now.items))
    titles = {
        position: facts.item_title(item)
        for position, item in enumerate(declared_now.items, start=1)
        if position in sheet
    }
    context = {
        "sheet": sheet,
        "whole": figures.by_item(said, law, {}, [0]) if said and sheet.number == 1 else (),
        "items": figures.by_item(said, law, titles, sheet) if said else (),
        "total": figures.money(said.total, said.currency) if said and said.total else "",
    }
    return _page(request, who, "amounts", one, context)


def declared(request: HttpRequest, who: Acting, number: str) -> HttpResponse:
    """What a declaration says, now or in an earlier version."""
    one = _file(who, number)
    versions = declarations.versions_of(one.id)
    version = _version(request, versions)
    law = _law(one)
    sheet = _sheet(request, len(version.facts.items))
    context = {
        "version": version,
        "versions": versions,
        "sheet": sheet,
        "header": facts.header(version.facts, law) if sheet.number == 1 else (),
        "items": facts.items(version.facts, law, first=sheet.start_index(), last=sheet.end_index()),
    }
    return _page(request, who, "declared", one, context)


def history(request: HttpRequest, who: Acting, number: str) -> HttpResponse:
    """What happened to a declaration, first to last, and its versions."""
    one = _file(who, number)
    versions = [
        {"number": version.number, "purpose": _(words.PURPOSES.get(version.purpose, version.purpose)),
         "at": version.at, "facts_hash": version.facts_hash}
        for version in declarations.versions_of(one.id)
    ]  # fmt: skip
    return _page(
        request, who, "history", one, {"told": told(log.about(f"declaration/{one.mrn}")), "versions": versions}
    )


def finding(found: FindingSaid, mrn: str | None = None) -> dict[str, Any]:
    """A finding as it is shown: at its place, in words; with a way to that place where the file is stored."""
    return {
        "said": found,
        "severity": _(words.SEVERITIES[found.severity]),
        "place": place(found.at),
        "address": f"{reverse('declared', args=[mrn])}{_where(found.at)}" if mrn else "",
    }


def _where(path: str) -> str:
    """The page and the row of a path, as ``declared`` shows it."""
    parts = path.split("/")
    if parts[:2] == ["goods_shipment", "items"] and len(parts) > 2 and parts[2].isdigit():
        sheet = (int(parts[2]) - 1) // ITEMS_ON_A_PAGE + 1
        return f"?page={sheet}#{path}"
    return f"#{path}"


def _row(one: DeclarationFile) -> dict[str, Any]:
    return {
        "file": one,
        "state": _(words.STATES[one.state]),
        "lane": _(words.LANES[one.lane]) if one.lane else "",
        "waits_for": words.waits_for(one),
        "needs_trader": words.needs_trader(one),
    }


def _page(
    request: HttpRequest, who: Acting, template: str, one: DeclarationFile, context: dict[str, Any]
) -> HttpResponse:
    return shown(request, who, template, {**_row(one), "tab": template, **context})


def _find(who: Acting, number: str) -> DeclarationFile | None:
    """A declaration of the party, by either of its numbers; another party's is as unknown as one that never was."""
    return declarations.find(number, submitter=who.party) if who.party and number.isprintable() else None


def _file(who: Acting, number: str) -> DeclarationFile:
    one = _find(who, number) if len(number) <= LONGEST_NUMBER else None
    if one is None:
        raise Http404
    return one


def _explained(who: Acting, number: str) -> tuple[DeclarationFile, Explanation | None, Law]:
    one = _file(who, number)
    decision = stored.decision_of(one.mrn, one.version)
    return one, explain(decision) if decision else None, _law(one)


def _law(one: DeclarationFile) -> Law:
    """The law whose words are shown: titles of codes and taxes on the day of the declaration."""
    return lawbook.current(now()).on(one.day)


def _version(request: HttpRequest, versions: list[StoredVersion]) -> StoredVersion:
    asked = request.GET.get("version", "")
    found = next((one for one in versions if str(one.number) == asked), None if asked else versions[-1])
    if found is None:
        raise Http404
    return found


def _sheet(request: HttpRequest, items: int) -> "Sheet[int]":
    return Paginator(range(1, items + 1), ITEMS_ON_A_PAGE).get_page(request.GET.get("page"))
