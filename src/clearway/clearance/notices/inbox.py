"""A person's inbox, and their choice of what they are told and how."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from clearway.clearance.acting import Acting
from clearway.clearance.notices import kinds
from clearway.clearance.notices.showing import CHANNELS, audiences, kind_title, person, said, shown
from clearway.platform.calendar import now
from clearway.platform.notifications import errors, people, ways
from clearway.platform.notifications.people import Noticed

ON_A_PAGE = 25
#: The longest number of a notice.
_LONGEST = 18


def inbox(request: HttpRequest, who: Acting) -> HttpResponse:
    """What I was told, newest first."""
    user = person(request)
    if request.method == "POST":
        upto = request.POST.get("upto", "")
        if _is_number(upto):
            people.mark_read(user, upto=int(upto), at=now(), only="only" in request.POST)
        return redirect("inbox")
    before = request.GET.get("before", "")
    found = people.inbox(user, before=int(before) if _is_number(before) else None, limit=ON_A_PAGE + 1)
    context = {
        "rows": [(one, kind_title(one.kind), _address(one, who)) for one in found[:ON_A_PAGE]],
        "unread": people.unread(user),
        "latest": found[0].id if found and not before else people.latest(user),
        "older": found[ON_A_PAGE - 1].id if len(found) > ON_A_PAGE else None,
        "is_first": not before,
    }
    return shown(request, who, "inbox", context)


def choices(request: HttpRequest, who: Acting) -> HttpResponse:
    """What I want to be told, how, and where I am reached."""
    user = person(request)
    offered = ways.offered()
    listed = kinds.for_audiences(audiences(who))
    problem = None
    if request.method == "POST":
        problem = _chosen(request, user, listed, offered)
        if problem is None:
            messages.success(request, _("Your choice is kept."))
            return redirect("notice-choices")
    made = people.choices(user)
    email, phone = people.reach(user)
    named = [(way, _(CHANNELS[way])) for way in offered]
    context = {
        "channels": named,
        "rows": [
            (
                one.name,
                _(one.title),
                [(way, _(CHANNELS[way]), made.get((one.name, way), way in one.by)) for way in offered],
            )
            for one in listed
        ],
        "email": request.POST.get("email", email),
        "phone": request.POST.get("phone", phone),
        "asks_email": "email" in offered,
        "asks_phone": "sms" in offered,
        **(said(problem) if problem else {}),
    }
    return shown(request, who, "choices", context, status=400 if problem else 200)


def _chosen(
    request: HttpRequest, user: int, listed: tuple[kinds.Kind, ...], offered: tuple[str, ...]
) -> errors.NoticeRefused | None:
    """Keep what was chosen; why not, where it cannot be."""
    wanted = {(one.name, way): f"{one.name}/{way}" in request.POST for one in listed for way in offered}
    email, phone = people.reach(user)
    try:
        people.be_reached_at(
            user,
            email=request.POST.get("email", "") if "email" in offered else email,
            phone=request.POST.get("phone", "") if "sms" in offered else phone,
        )
        people.choose(user, wanted, known=kinds.BY_NAME)
    except errors.NoticeRefused as refusal:
        return refusal
    return None


def _address(one: Noticed, who: Acting) -> str:
    """Where what a notice is about is read; nothing where the one who looks has no such page."""
    kind = kinds.BY_NAME.get(one.kind)
    if kind is not None and kind.page:
        return reverse(kind.page)
    what, _separator, number = one.subject.partition("/")
    if what == "declaration" and who.may_read:
        return reverse("declaration", args=[number])
    if what == "declaration" and who.office and who.actor.may("files:read"):
        return reverse("office-file", args=[number])
    if what == "finding" and who.actor.may("watch:read"):
        return reverse("watch-finding", args=[number])
    return ""


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _LONGEST
