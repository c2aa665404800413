"""Questions of officers, and the trader's answers, inside the file."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from clearway.clearance import reach
from clearway.clearance.acting import Acting
from clearway.clearance.carry_out import carry_out
from clearway.clearance.trader.opening import shown
from clearway.clearance.trader.searching import row
from clearway.platform.calendar import now
from clearway.platform.theme.page import Page
from clearway.platform.wording import say
from clearway.stations.controls import public as controls
from clearway.stations.declarations.public import DeclarationFile

#: No number of a declaration or of an entry in its file is longer.
LONGEST = 200


def of_the_party(who: Acting, number: str, *, acts: bool = False) -> DeclarationFile:
    """A declaration that the party may read, or act on; any other is as unknown as one that never was."""
    is_number = bool(who.party) and len(number) <= LONGEST and number.isprintable()
    within = reach.actable if acts else reach.readable
    found = within(number, who.party) if is_number else None
    if found is None:
        raise Http404
    return found


def may_act(who: Acting, file: DeclarationFile) -> bool:
    """Whether they may answer and appeal, and do not only read."""
    return who.may_lodge and reach.may_act(file, who.party)


def entry(sent: str | None) -> int:
    """The number of an entry in a file, as a form sent it; what is no number is no entry."""
    text = sent or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < len("9223372036854775807") else 0


def questions(request: HttpRequest, who: Acting, number: str) -> HttpResponse:
    """What officers have asked about a declaration, and what was answered."""
    return _page(request, who, of_the_party(who, number))


def answering(request: HttpRequest, who: Acting, number: str) -> HttpResponse:
    """An answer is sent; from then on the office's clock runs again."""
    file = of_the_party(who, number, acts=True)
    query, words = entry(request.POST.get("question")), request.POST.get("answer", "")
    try:
        carry_out(file.id, controls.Answer(query, words), by=who.actor, at=now())
    except controls.ControlError as error:
        wrong = {"problem": say(error.sentence, error.facts), "remedy": say(error.remedy, error.facts)}
        return _page(request, who, file, {**wrong, "about": query, "words": words}, status=422)
    messages.success(request, _("Your answer was sent to the office."))
    return redirect("questions", file.mrn)


def _page(
    request: HttpRequest,
    who: Acting,
    file: DeclarationFile,
    context: dict[str, Any] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    at = now()
    clocks = {clock.since: clock for clock in controls.clocks_of(file.id, at=at) if clock.step == "answer"}
    rows = [
        {"question": one, "due_at": clocks[one.asked_at].due_at if one.asked_at in clocks else None}
        for one in controls.told(file.id, at=at).questions
    ]
    shown_with = {**row(file), "tab": "asking", "rows": rows, "may_act": may_act(who, file), **(context or {})}
    return shown(request, who, "asking", shown_with, status=status)


_ONE = "declarations/<str:number>/questions"
PAGES = (
    Page(_ONE, "questions", questions, "trader", "declarations:read"),
    Page(f"{_ONE}/answer", "answering", answering, "trader", "declarations:write", ("POST",)),
)
