"""The goods of a draft: the table of all, and a page for each."""

from collections.abc import Mapping

import msgspec
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from clearway.clearance.showing.figures import in_words
from clearway.clearance.trader.acting import Acting
from clearway.clearance.trader.drafting import pages, showing, steps, summary, taking
from clearway.clearance.trader.drafting.asked_of_goods import GOODS
from clearway.clearance.trader.drafting.checking import Remark
from clearway.clearance.trader.drafting.choices import choices, first_of
from clearway.clearance.trader.drafting.drafts import found, law_now
from clearway.clearance.trader.drafting.making import remarks_on
from clearway.clearance.trader.drafting.pages import Turn
from clearway.clearance.trader.drafting.showing import Shown
from clearway.clearance.trader.drafting.tariffs import title_of
from clearway.clearance.trader.opening import shown
from clearway.core.law.lawbook import Law
from clearway.stations.drafts.public import Draft, Row

#: As many as a message may hold.
MOST_ITEMS = 999
SUPPLEMENTARY = "supplementary"


class Line(msgspec.Struct, frozen=True):
    """One line of the table of goods."""

    number: int
    row: Row
    said: dict[str, str]
    remarks: tuple[Remark, ...]


def table(request: HttpRequest, who: Acting, draft: str) -> HttpResponse:
    """All goods of a draft; a line can be copied and deleted here."""
    turn = _turn(who, draft)
    if isinstance(turn, HttpResponse):
        return turn
    if request.method == "POST":
        return _acted(request, turn)
    if not turn.draft.rows.get("items") and "look" not in request.GET:
        return redirect("draft-item", turn.draft.id, 1)
    seen = remarks_on(turn.draft, turn.law, by=who.actor) if "look" in request.GET else ()
    return _table(request, turn, pages.of_page(seen, GOODS.name))


def item(request: HttpRequest, who: Acting, draft: str, number: str) -> HttpResponse:
    """One of the goods; the number after the last begins another."""
    turn = _turn(who, draft)
    if isinstance(turn, HttpResponse):
        return turn
    rows = turn.draft.rows.get("items", [])
    if not number.isascii() or not number.isdigit() or not 0 < int(number) <= min(len(rows) + 1, MOST_ITEMS):
        raise Http404
    n = int(number)
    if request.method == "POST":
        return _saved(request, turn, n)
    row = rows[n - 1] if n <= len(rows) else _blank(turn)
    seen = remarks_on(turn.draft, turn.law, by=who.actor) if "look" in request.GET else ()
    return _item(request, turn, n, row, _of_row(seen, n))


def _turn(who: Acting, draft: str) -> Turn | HttpResponse:
    one = found(who, draft)
    return redirect("declaration", one.lodged_as) if one.lodged_as else Turn(who, one, GOODS, law_now())


def _acted(request: HttpRequest, turn: Turn) -> HttpResponse:
    """What the buttons below the table do."""
    rows = turn.draft.rows.get("items", [])
    act, _between, number = request.POST.get("act", "").partition("-")
    n = int(number) if number.isascii() and number.isdigit() and 0 < int(number) <= len(rows) else 0
    if act == "copy" and n and len(rows) < MOST_ITEMS:
        copy = {name: value for name, value in rows[n - 1].items() if name != "sequence"}
        return _kept(request, turn, {"items": [*rows, _numbered(turn.draft, copy)]})
    if act == "remove" and n:
        return _kept(request, turn, without(turn.draft, n))
    if act == "later":
        return pages.put_aside(request, turn.draft)
    wrong = pages.of_page(remarks_on(turn.draft, turn.law, by=turn.who.actor), GOODS.name)
    if any(one.must_be_corrected for one in wrong):
        return _table(request, turn, wrong, status=422)
    return redirect(pages.address(turn.draft, steps.after(GOODS, turn.draft, turn.law)))


def _kept(request: HttpRequest, turn: Turn, rows: Mapping[str, list[Row]]) -> HttpResponse:
    kept = pages.save(request, turn.draft, rows=rows, step=GOODS.name)
    return kept if isinstance(kept, HttpResponse) else redirect("draft-items", turn.draft.id)


def without(draft: Draft, n: int) -> dict[str, list[Row]]:
    """The rows without one of the goods; documents that were for it go with it, and the others' numbers move up."""
    rows = list(draft.rows.get("items", []))
    gone = rows.pop(n - 1)
    number = gone.get("sequence") or str(n)
    moves = not gone.get("sequence")
    documents = []
    for row in draft.rows.get("documents", []):
        of = row.get("item", "")
        if of == number:
            continue
        later = moves and of.isdigit() and int(of) > n
        documents.append({**row, "item": str(int(of) - 1)} if later else row)
    return {"items": rows, "documents": documents}


def _saved(request: HttpRequest, turn: Turn, n: int) -> HttpResponse:
    rows = list(turn.draft.rows.get("items", []))
    old = rows[n - 1] if n <= len(rows) else _numbered(turn.draft, {})
    row = {**old, **taking.answers(request.POST, GOODS.row_fields, turn.given)}
    rows[n - 1 :] = [row, *rows[n:]]
    kept = pages.save(request, turn.draft, rows={"items": rows}, step=GOODS.name)
    if isinstance(kept, HttpResponse):
        return kept
    turn = msgspec.structs.replace(turn, draft=kept)
    if request.headers.get(pages.SAVED_BY_SCRIPT):
        return HttpResponse(status=204)
    return _gone_on(request, turn, n, row)


def _gone_on(request: HttpRequest, turn: Turn, n: int, row: Row) -> HttpResponse:
    go = request.POST.get("go")
    if go == "later":
        return pages.put_aside(request, turn.draft)
    if go == "find":
        return redirect("draft-commodity", turn.draft.id, n)
    wrong = _of_row(remarks_on(turn.draft, turn.law, by=turn.who.actor), n)
    if pages.holds(wrong, told=request.POST.getlist("warned")):
        return _item(request, turn, n, row, wrong, status=422)
    messages.success(request, _("Item {number} is saved.").format(number=n))
    if go == "another" and n < MOST_ITEMS:
        return redirect("draft-item", turn.draft.id, len(turn.draft.rows["items"]) + 1)
    return redirect("draft-items", turn.draft.id)


def _numbered(draft: Draft, row: Row) -> Row:
    """In an amendment items keep their numbers, and a new one is given the next."""
    if not draft.is_amendment:
        return row
    taken = [int(one["sequence"]) for one in draft.rows.get("items", []) if one.get("sequence", "").isdigit()]
    return {**row, "sequence": str(max(taken, default=0) + 1)}


def _blank(turn: Turn) -> Row:
    """A new line begins with what is usual."""
    amount = turn.draft.answers.get("amount", "")
    usual = {"price": amount} if amount and not turn.draft.rows.get("items") else {}
    if turn.draft.regime != "import":
        return usual
    methods = choices("valuation_methods", turn.given)
    none_claimed = first_of("preferences", turn.law, "kind", "third_country")
    return {**usual, "valuation": methods[0].code if methods else "", "preference": none_claimed}


def _of_row(remarks: tuple[Remark, ...], n: int) -> tuple[Remark, ...]:
    return tuple(one for one in pages.of_page(remarks, GOODS.name) if one.spot and one.spot.row == n)


def _table(request: HttpRequest, turn: Turn, remarks: tuple[Remark, ...], *, status: int = 200) -> HttpResponse:
    rows = turn.draft.rows.get("items", [])
    lines = [
        Line(n, row, _in_words(row, turn), tuple(r for r in remarks if r.spot and r.spot.row == n))
        for n, row in enumerate(rows, start=1)
    ]
    context = {
        **pages.around(turn),
        "lines": lines,
        "next": len(rows) + 1,
        "has_room": len(rows) < MOST_ITEMS,
        "wrong": [one for one in remarks if one.must_be_corrected],
        "loose": [one for one in remarks if one.spot and not one.spot.row],
        "skip": pages.address(turn.draft, steps.after(GOODS, turn.draft, turn.law)),
    }
    return shown(request, turn.who, "drafting/items", context, status=status)


def _item(
    request: HttpRequest, turn: Turn, n: int, row: Row, remarks: tuple[Remark, ...], *, status: int = 200
) -> HttpResponse:
    fields = showing.fields(GOODS.row_fields, row, turn.given, remarks)
    line = turn.law.declared(row.get("commodity", "").replace(" ", ""))
    rows, unit = turn.draft.rows.get("items", []), line.unit if line else ""
    around = pages.around(turn)
    if rows:
        around["back"] = pages.address(turn.draft, GOODS.name)
    context = {
        **around,
        "item": n,
        "is_first": not rows,
        "plain": [
            _counted(one, turn.law, unit)
            for one in fields
            if not one.is_seldom and not (line and _is_idle(one, unit))
        ],
        "seldom": [one for one in fields if one.is_seldom],
        "goods": title_of(turn.law, line.code) if line else "",
        "wrong": [one for one in remarks if one.must_be_corrected],
        "warned": [one for one in remarks if one.severity == "warn"],
        "loose": [one for one in remarks if one.spot and not one.spot.field],
    }
    return shown(request, turn.who, "drafting/item", context, status=status)


def _is_idle(field: Shown, unit: str) -> bool:
    """A quantity that the tariff does not count these goods in is not asked for."""
    return field.id == SUPPLEMENTARY and not unit and not field.value and not field.remarks


def _counted(field: Shown, law: Law, unit: str) -> Shown:
    """Where the tariff counts the goods in a unit, the field says in which, and that it must be filled."""
    if field.id != SUPPLEMENTARY or not unit:
        return field
    said = _("The tariff counts these goods: give the number in this unit. {unit}.").format(unit=_unit(law, unit))
    return msgspec.structs.replace(field, help=said)


def _in_words(row: Row, turn: Turn) -> dict[str, str]:
    """The figures of a line with their units."""
    wanted = tuple(one for one in GOODS.row_fields if one.name in ("gross", "net", "price"))
    shown_of = {one.id: one for one in showing.fields(wanted, row, turn.given, ())}
    figures = {name: summary.value(one, turn.draft.answers.get("currency", "")) for name, one in shown_of.items()}
    country = turn.law.code("countries", row.get("origin"))
    kind = turn.law.code("package_types", row.get("packages_kind"))
    packages = (
        f"{row.get('packages_number', '')} \u00d7 {in_words(kind.titles)}" if kind else row.get("packages_number", "")
    )
    return {**figures, "origin": in_words(country.titles) if country else row.get("origin", ""), "packages": packages}


def _unit(law: Law, code: str) -> str:
    entry = law.code("units", code)
    return f"{in_words(entry.titles)} ({code})" if entry else code
