"""One declaration of a party: where it stands, what is owed, what was declared, what happened."""

from datetime import date
from typing import Any

from django.core.paginator import Page as Sheet
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from clearway.clearance import amend, reach, stored
from clearway.clearance.explanation import Explanation, FindingSaid, explain
from clearway.clearance.receipts import paper
from clearway.clearance.receipts.gathering import receipt_of
from clearway.clearance.showing import facts, figures
from clearway.clearance.showing.places import place
from clearway.clearance.trader import around, picture, waiting, words
from clearway.clearance.trader.acting import Acting
from clearway.clearance.trader.glance import Glance, glance
from clearway.clearance.trader.opening import shown
from clearway.clearance.trader.searching import LONGEST_NUMBER, row
from clearway.clearance.trader.telling import told
from clearway.core.journey import ROUTE
from clearway.core.law.lawbook import Law
from clearway.platform.calendar import day_in, now
from clearway.platform.events import log
from clearway.registers.lawbook import public as lawbook
from clearway.registers.traders.public import parties
from clearway.stations.controls import public as controls
from clearway.stations.declarations import public as declarations
from clearway.stations.declarations.public import DeclarationFile, Search, StoredVersion
from clearway.stations.payments import public as payments

ITEMS_ON_A_PAGE = 10
ON_THE_ROUTE = frozenset(stop.name for stop in ROUTE)
#: What the messages of each format are called on the way out.
MESSAGES = {
    "json": ("application/json", "json"),
    "wco": ("application/xml", "xml"),
    "edifact": ("application/edifact", "edi"),
}


def file(request: HttpRequest, who: Acting, number: str) -> HttpResponse:
    """Where a declaration stands, what it waits for and whose clock runs, and what was found."""
    one, said, law = _explained(who, number)
    seen, declared_now = glance(one.id), declarations.version_of(one.id, one.version).facts
    stands_with = around.permits_of(one, declared_now, law)
    is_by_officer = one.state == "refused" and seen.is_decided_against
    not_needed = around.not_needed(declared_now, law, owes=bool(seen.owed))
    stops = _stops(one, said, not_needed=not_needed, is_by_officer=is_by_officer) if said else ()
    following = around.following(one)
    context = {
        "stops": stops,
        "next_stop": words.awaited(stops),
        "across": picture.across(stops) if stops else "",
        "down": picture.down(stops) if stops else "",
        "seen": seen,
        "is_by_officer": is_by_officer,
        "clocks": waiting.running(controls.clocks_of(one.id, at=now())) if _has_clocks(one, seen) else (),
        "findings": [finding(found, one.mrn) for found in said.findings] if said else [],
        "reasons": said.lane_reasons if said else (),
        "totals": figures.totals(said, law) if said else (),
        "total": figures.money(said.total, said.currency) if said and said.total else "",
        "security": figures.security(said) if said else "",
        "left": figures.money(seen.left, seen.currency) if seen.left else "",
        "due_day": payments.due_day(seen.issued_at) if seen.left and seen.issued_at else None,
        "before": around.before_presentation(one, declared_now, law),
        "can_change": who.may_lodge and one.state in amend.CHANGEABLE and reach.may_act(one, who.party),
        "can_copy": who.may_lodge,
        "permits": stands_with,
        "permits_lack": [finding(found, one.mrn) for found in stands_with.missing] if stands_with else (),
        "cargo": around.cargo_of(one, declared_now, law),
        "following": following,
        "follow_link": request.build_absolute_uri(following.address),
    }
    asks = {"waits_for": waiting.says(one, asks=seen.asks), "needs_trader": waiting.needs_trader(one, asks=seen.asks)}
    return _page(request, who, "file", one, {**context, **asks})


def _stops(
    one: DeclarationFile, said: Explanation, *, not_needed: frozenset[str], is_by_officer: bool
) -> tuple[words.Stop, ...]:
    """The route; where an officer refused, it ended at the officer's check and not at the stop after it."""
    reached = one.state if one.state in ON_THE_ROUTE else said.reached
    if is_by_officer and reached == "targeted":
        reached = "assessed"
    return words.route(one, reached, not_needed=not_needed)


def _has_clocks(one: DeclarationFile, seen: Glance) -> bool:
    """Whether somebody's time may run: an officer looks, asks, or keeps the goods."""
    return bool(one.waits_for in ("control", "officer") or seen.asks or seen.has_notices) and seen.released_at is None


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
        "security": figures.security(said) if said else "",
        "standing": _standing(one) if sheet.number == 1 else None,
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
    """What happened to a declaration, first to last, its versions, and the messages that made them."""
    one = _file(who, number)
    versions = [
        {"number": version.number, "purpose": _(words.PURPOSES.get(version.purpose, version.purpose)),
         "at": version.at, "facts_hash": version.facts_hash}
        for version in declarations.versions_of(one.id)
    ]  # fmt: skip
    return _page(
        request, who, "history", one, {"told": told(log.about(f"declaration/{one.mrn}")), "versions": versions}
    )


def message(request: HttpRequest, who: Acting, number: str, version: str) -> HttpResponse:
    """The message that made a version, byte by byte as it came."""
    one = _file(who, number)
    found = declarations.message_of(one.id, int(version)) if version.isascii() and version.isdigit() else None
    if found is None:
        raise Http404
    kind, ending = MESSAGES.get(found[0], ("application/octet-stream", "txt"))
    answer = HttpResponse(found[1], content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{one.mrn}-{version}.{ending}"'
    return answer


def receipt(request: HttpRequest, who: Acting, number: str, form: str) -> HttpResponse:
    """The signed receipt of a release: to be printed, or to be checked by software."""
    one = _file(who, number)
    found = receipt_of(one.mrn, at=now())
    if found is None or form not in ("pdf", "json"):
        raise Http404
    if form == "json":
        answer = HttpResponse(found.file, content_type="application/json")
    else:
        country = lawbook.current(now()).country
        answer = HttpResponse(paper.pdf(found, country, get_language() or "en"), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{found.number}.{form}"'
    return answer


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


def _standing(one: DeclarationFile) -> dict[str, Any] | None:
    """How the debt stands, in words."""
    found = payments.standing(one.mrn)
    if found is None:
        return None
    amounts = {name: getattr(found, name) for name in ("owed", "paid", "left", "drawn", "returning")}
    said = {name: figures.money(one.amount, one.currency) for name, one in amounts.items()}
    moves = [
        (
            move.at,
            _(waiting.MOVEMENTS.get(move.kind, move.kind)),
            figures.money(move.amount.amount, move.amount.currency),
        )
        for move in found.history
    ]
    day = day_in(lawbook.current(now()).country.time_zone, now())
    return {
        **said,
        "known": found,
        "payer": _named(found.payer),
        "payee": _payee(day),
        "account": _account(found.payer),
        "is_open": found.left.amount > 0 and not found.is_cancelled,
        "is_returning": found.returning.amount > 0,
        "moves": moves,
    }


def _named(number: str) -> str:
    """A party's name; nothing where the register does not know it."""
    found = parties.search(number, limit=1) if number else ()
    return found[0].name if found else ""


def _payee(day: date) -> dict[str, str] | None:
    """To whom is paid today, in the reader's words."""
    found = lawbook.current(now()).country.payee(day)
    return {"name": figures.in_words(found.titles), "account": found.account, "bank": found.bank} if found else None


def _account(payer: str) -> dict[str, str] | None:
    """The deferment account of whoever owes, and the room on it."""
    found = payments.account_of(payer)
    return {"number": found.number, "room": figures.money(found.room.amount, found.room.currency)} if found else None


def _page(
    request: HttpRequest, who: Acting, template: str, one: DeclarationFile, context: dict[str, Any]
) -> HttpResponse:
    return shown(request, who, template, {**row(one), "tab": template, **context})


def _find(who: Acting, number: str) -> DeclarationFile | None:
    """A declaration of the party, by either of its numbers; another party's is as unknown as one that never was."""
    found = (
        declarations.search(Search(submitter=who.party, number=number), limit=1) if _is_number(who, number) else []
    )
    if found or not _is_number(who, number):
        return found[0] if found else None
    return reach.readable(number, who.party)


def _is_number(who: Acting, number: str) -> bool:
    return bool(who.party) and number.isprintable()


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
