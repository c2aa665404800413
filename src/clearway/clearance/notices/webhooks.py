"""A party's endpoints: made, tried, changed and removed by whoever looks after the party; and their delivery log."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from clearway.clearance.acting import Acting
from clearway.clearance.notices import kinds
from clearway.clearance.notices.showing import OUTCOMES, failure, kind_title, row, said, shown
from clearway.platform.calendar import now
from clearway.platform.notifications import endpoints, errors, people
from clearway.platform.notifications.endpoints import Endpoint
from clearway.platform.notifications.guard import AddressRefused


def listed(request: HttpRequest, who: Acting) -> HttpResponse:
    """The party's endpoints, and a form for another one."""
    made: tuple[int, str] | None = None
    problem = None
    if request.method == "POST":
        try:
            made = endpoints.add(
                who.party, request.POST.get("url", ""), **_wished(request), by=who.actor.name, at=now()
            )
        except (errors.NoticeRefused, AddressRefused) as refusal:
            problem = said(refusal)
    context = {
        "rows": [(one, failure(one.last_error)) for one in endpoints.of_party(who.party)],
        "secret": made[1] if made else "",
        **_form(request if problem else None, None),
        **(problem or {}),
    }
    return shown(request, who, "webhooks", context, status=400 if problem else 200)


def one(request: HttpRequest, who: Acting, number: int) -> HttpResponse:
    """One endpoint: how it stands, what it is told, what was sent to it."""
    problem = None
    if request.method == "POST":
        _own(who, number)
        try:
            endpoints.change(
                who.party, number, request.POST.get("url", ""), **_wished(request), is_on="is_on" in request.POST
            )
        except (errors.NoticeRefused, AddressRefused) as refusal:
            problem = said(refusal)
        else:
            messages.success(request, _("The endpoint is changed."))
            return redirect("webhook", number)
    return _page(request, who, number, problem=problem)


def rotate(request: HttpRequest, who: Acting, number: int) -> HttpResponse:
    """A new secret, shown now and never again."""
    secret = endpoints.rotate(who.party, number, at=now())
    if secret is None:
        raise Http404
    return _page(request, who, number, secret=secret)


def remove(request: HttpRequest, who: Acting, number: int) -> HttpResponse:
    """The endpoint is told nothing any more."""
    if not endpoints.remove(who.party, number, at=now()):
        raise Http404
    messages.success(request, _("The endpoint is removed."))
    return redirect("webhooks")


def ping(request: HttpRequest, who: Acting, number: int) -> HttpResponse:
    """Something without meaning is sent to the endpoint."""
    _own(who, number)
    if endpoints.ping(who.party, number, at=now(), source=f"trial/{uuid4().hex}"):
        messages.success(request, _("A trial is on its way; look again in a moment."))
    return redirect("webhook", number)


def again_since(request: HttpRequest, who: Acting, number: int) -> HttpResponse:
    """Everything since a moment is sent again, under the numbers it had."""
    _own(who, number)
    since = _moment(request.POST.get("since", ""))
    if since is None:
        return _page(request, who, number, problem=said(errors.NotAMoment()))
    try:
        count = endpoints.send_again_since(who.party, number, since, at=now())
    except errors.NoticeRefused as refusal:
        return _page(request, who, number, problem=said(refusal))
    messages.success(request, _("{count} notices are sent again.").format(count=count))
    return redirect("webhook", number)


def one_sent(request: HttpRequest, who: Acting, number: int, delivery: UUID) -> HttpResponse:
    """One delivery, attempt by attempt; it can be sent again under its number."""
    endpoint = _own(who, number)
    found = people.delivery(str(delivery), recipient=f"endpoint/{endpoint.id}")
    if found is None:
        raise Http404
    if request.method == "POST":
        if endpoints.send_again(who.party, str(delivery), at=now()):
            messages.success(request, _("It is sent again."))
        return redirect("webhook-sent", number, delivery)
    sent, tried = found
    context = {
        **row(sent),
        "endpoint": endpoint,
        # While an endpoint rests, nothing is tried there.
        "due_at": max(filter(None, (sent.due_at, endpoint.rests_until))) if sent.due_at else None,
        "tried": [(attempt, _(OUTCOMES[attempt.outcome])) for attempt in tried],
    }
    return shown(request, who, "one_sent", context)


def _page(
    request: HttpRequest, who: Acting, number: int, *, secret: str = "", problem: dict[str, str] | None = None
) -> HttpResponse:
    endpoint = _own(who, number)
    context = {
        "endpoint": endpoint,
        "failure": failure(endpoint.last_error),
        "secret": secret,
        "sent": [row(sent) for sent in people.deliveries(f"endpoint/{number}")],
        **_form(request if problem else None, endpoint),
        **(problem or {}),
    }
    return shown(request, who, "webhook", context, status=400 if problem else 200)


def _own(who: Acting, number: int) -> Endpoint:
    """An endpoint of the party; another party's is as unknown as one that never was."""
    found = endpoints.one_of(who.party, number) if who.party and number < 2**63 else None
    if found is None:
        raise Http404
    return found


def _wished(request: HttpRequest) -> dict[str, Any]:
    return {
        "kinds": request.POST.getlist("kinds"),
        "known": kinds.FOR_SOFTWARE,
        "description": request.POST.get("description", ""),
    }


def _form(request: HttpRequest | None, endpoint: Endpoint | None) -> dict[str, Any]:
    """What the form holds: what was sent and refused, or what stands."""
    chosen: Callable[[str], bool] = (endpoint.kinds if endpoint else ()).__contains__
    if request is not None:
        chosen = request.POST.getlist("kinds").__contains__
    return {
        "url": request.POST.get("url", "") if request else (endpoint.url if endpoint else ""),
        "description": request.POST.get("description", "") if request else (endpoint.description if endpoint else ""),
        "kinds": [(kind, kind_title(kind), chosen(kind)) for kind in kinds.FOR_SOFTWARE],
    }


def _moment(text: str) -> datetime | None:
    """A moment as a browser's field gives it, in the country's own time."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return timezone.make_aware(moment) if moment.tzinfo is None else moment
