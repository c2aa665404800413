"""Where a person is reached outside the portal: what they gave, what is confirmed, and the question that waits."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from clearway.clearance.acting import Acting
from clearway.clearance.trader.account import shown_to_anybody
from clearway.platform.calendar import now
from clearway.platform.notifications import addresses, errors, people, ways
from clearway.platform.notifications.addresses import Asked
from clearway.platform.wording import say

#: The longest link that is looked at.
LONGEST = 300


def reached(request: HttpRequest, who: Acting) -> HttpResponse:
    """My addresses: given, asked for again, confirmed by a code."""
    user: Any = request.user
    problem: errors.NoticeRefused | None = None
    if request.method == "POST":
        try:
            messages.success(request, _ACTS.get(request.POST.get("act", ""), _given)(request, int(user.pk)))
            return redirect("reached")
        except errors.NoticeRefused as refusal:
            problem = refusal
    offered = ways.offered()
    asked = {one.way: one for one in addresses.unconfirmed(user.pk)}
    given = dict(zip(("email", "sms"), people.reach(user.pk), strict=True))
    context = {
        "asks_email": "email" in offered,
        "asks_sms": "sms" in offered,
        "email": request.POST.get("email", given["email"]),
        "phone": request.POST.get("phone", given["sms"]),
        "confirmed": [address for way, address in given.items() if address and way in offered and way not in asked],
        "asked": [(one, now() >= one.until) for one in asked.values() if one.way in offered],
        **_said(problem),
    }
    return shown_to_anybody(request, who, "reached", context, status=422 if problem else 200)


def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Whoever reads the mail confirms the address; programs that only open links confirm nothing."""
    at = now()
    asked = addresses.asked_by(token, at=at) if len(token) <= LONGEST else None
    if request.method == "POST" and asked is not None and addresses.confirm_by_link(token, at=at):
        return _page(request, asked, is_done=True)
    return _page(request, asked, status=200 if asked else 404)


def _page(request: HttpRequest, asked: Asked | None, *, is_done: bool = False, status: int = 200) -> HttpResponse:
    context = {"asked": asked, "is_done": is_done}
    return render(request, "clearance/trader/address_confirm.html", context, status=status)


def _given(request: HttpRequest, user: int) -> str:
    offered, (email, phone) = ways.offered(), people.reach(user)
    people.be_reached_at(
        user,
        email=request.POST.get("email", "") if "email" in offered else email,
        phone=request.POST.get("phone", "") if "sms" in offered else phone,
    )
    if addresses.unconfirmed(user):
        return _("It is kept. A message is on its way that asks whether the address is yours.")
    return _("It is kept.")


def _asked_again(request: HttpRequest, user: int) -> str:
    addresses.ask_again(user, request.POST.get("way", ""), at=now())
    return _("Another message is on its way. Only the latest one counts.")


def _confirmed(request: HttpRequest, user: int) -> str:
    addresses.confirm_by_code(user, request.POST.get("way", ""), request.POST.get("code", ""), at=now())
    return _("The address is confirmed: from now on you are told there.")


_ACTS = {"again": _asked_again, "code": _confirmed}


def _said(problem: errors.NoticeRefused | None) -> dict[str, str]:
    if problem is None:
        return {}
    return {"problem": say(str(problem)), "remedy": say(problem.remedy), "code": problem.code}
