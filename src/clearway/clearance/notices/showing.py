"""How a page of notices is shown, and the words it shares with others."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from clearway.clearance.acting import Acting
from clearway.clearance.notices import kinds
from clearway.platform.notifications import errors
from clearway.platform.notifications.guard import AddressRefused
from clearway.platform.notifications.people import Delivered
from clearway.platform.wording import say

CHANNELS = {"portal": noop("In the portal"), "email": noop("By e-mail"), "sms": noop("By text message")}

STATES = {
    "waiting": noop("Waits to be sent"),
    "sending": noop("Is being sent"),
    "delivered": noop("Delivered"),
    "failed": noop("Not delivered"),
    "doubtful": noop("In doubt: it may have come"),
}

OUTCOMES = {
    "delivered": noop("Taken"),
    "later": noop("Not taken for now"),
    "never": noop("Not taken"),
    "gone": noop("Nobody there any more"),
    "unknown": noop("No answer came"),
}

#: Why nothing could be handed over, by how the network says it.
FAILURES = {
    "gaierror": noop("the name in the address is not known"),
    "ConnectError": noop("nobody answers at the address"),
    "ConnectionRefusedError": noop("nobody answers at the address"),
    "TimeoutError": noop("the answer took too long"),
    "ConnectTimeout": noop("the answer took too long"),
    "ReadTimeout": noop("the answer took too long"),
}

#: What a notice is about, by the word in front of its number.
SUBJECTS = {
    "declaration": noop("Declaration"),
    "cargo": noop("Cargo"),
    "permit": noop("Permit"),
}


def shown(
    request: HttpRequest, who: Acting, template: str, context: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """A page of notices in its frame."""
    return render(request, f"clearance/notices/{template}.html", {"who": who, **(context or {})}, status=status)


def person(request: HttpRequest) -> int:
    """The number of the person who looks."""
    user: Any = request.user
    return int(user.pk)


def audiences(who: Acting) -> frozenset[str]:
    """Whose kinds of notice concern somebody: their own account's, and those of the party or office they act for."""
    of_role = {"trader"} if who.party else set()
    of_office = {"officer"} if who.office else set()
    return frozenset({"person"} | of_role | of_office | ({"official"} if who.audience == "official" else set()))


def kind_title(kind: str) -> str:
    """What a kind is called; a trial is no kind of its own."""
    if kind == "ping":
        return _("A trial")
    return _(kinds.BY_NAME[kind].title) if kind in kinds.BY_NAME else kind


def said(refusal: errors.NoticeRefused | AddressRefused) -> dict[str, str]:
    """Why a wish cannot be fulfilled, and what would pass, in the reader's language."""
    return {"problem": say(str(refusal)), "remedy": say(refusal.remedy), "code": refusal.code}


def failure(error: str) -> str:
    """Why nothing came through, in words; nothing where only the other side's own answer says it."""
    kind = error.partition(":")[0]
    return _(FAILURES[kind]) if kind in FAILURES else ""


def about(subject: str) -> str:
    """What a notice is about, in words and by its number."""
    what, _slash, number = subject.partition("/")
    if what == "endpoint":
        # A trial is about nothing but the endpoint itself.
        return "\u2013"
    return f"{_(SUBJECTS[what])} {number}" if what in SUBJECTS else number or subject


def row(one: Delivered) -> dict[str, Any]:
    """A delivery as a row of a log."""
    return {
        "delivery": one,
        "about": about(one.subject),
        "due_at": one.due_at,
        "kind": kind_title(one.kind),
        "state": _(STATES[one.state]),
        "channel": _(CHANNELS[one.channel]) if one.channel in CHANNELS else one.channel,
        "may_send_again": one.state in ("failed", "doubtful", "delivered"),
    }
