"""Decisions of officers against the goods, as the trader is given notice of them, and appeals against them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from clearway.clearance.acting import Acting
from clearway.clearance.carry_out import carry_out
from clearway.clearance.showing.figures import in_words
from clearway.clearance.trader.asking import entry, may_act, of_the_party
from clearway.clearance.trader.opening import shown
from clearway.clearance.trader.searching import row
from clearway.core.law.lawbook import Law
from clearway.platform.calendar import day_in, now
from clearway.platform.theme.page import Page
from clearway.platform.wording import say
from clearway.registers.lawbook import public as lawbook
from clearway.stations.controls import public as controls
from clearway.stations.declarations.public import DeclarationFile

KINDS = {"detention": noop("The goods are detained"), "refusal": noop("The declaration is refused")}
OUTCOMES = {"": noop("Not decided yet"), "upheld": noop("Upheld"), "rejected": noop("Rejected")}


def notices(request: HttpRequest, who: Acting, number: str) -> HttpResponse:
    """What officers have decided against the goods, on which ground of law, and what can be done about it."""
    return _page(request, who, of_the_party(who, number))


def appealing(request: HttpRequest, who: Acting, number: str) -> HttpResponse:
    """An appeal is lodged; an officer of another desk decides it."""
    file = of_the_party(who, number, acts=True)
    notice, words = entry(request.POST.get("notice")), request.POST.get("grounds", "")
    try:
        carry_out(file.id, controls.LodgeAppeal(notice, words), by=who.actor, at=now())
    except controls.ControlError as error:
        wrong = {"problem": say(error.sentence, error.facts), "remedy": say(error.remedy, error.facts)}
        return _page(request, who, file, {**wrong, "about": notice, "words": words}, status=422)
    messages.success(request, _("Your appeal is lodged. An officer who had no part in the decision decides it."))
    return redirect("notices", file.mrn)


def _page(
    request: HttpRequest,
    who: Acting,
    file: DeclarationFile,
    context: dict[str, Any] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    at = now()
    book = lawbook.current(at)
    law = book.on(day_in(book.country.time_zone, at))
    rows = [
        {
            "notice": one,
            "kind": _(KINDS[one.kind]),
            "ground": _ground(one.ground, law),
            "outcome": _(OUTCOMES[one.appeal_outcome]),
        }
        for one in reversed(controls.told(file.id, at=at).notices)
    ]
    shown_with = {**row(file), "tab": "appealing", "rows": rows, "may_act": may_act(who, file), **(context or {})}
    return shown(request, who, "appealing", shown_with, status=status)


def _ground(code: str, law: Law) -> str:
    entry = law.code("control_grounds", code) if "control_grounds" in law.book.codelists else None
    return in_words(entry.titles) if entry else code


_ONE = "declarations/<str:number>/notices"
PAGES = (
    Page(_ONE, "notices", notices, "trader", "declarations:read"),
    Page(f"{_ONE}/appeal", "appealing", appealing, "trader", "declarations:write", ("POST",)),
)
