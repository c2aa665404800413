"""What was sent to a person outside the portal, and how that ended."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from clearway.clearance.acting import Acting
from clearway.clearance.notices.showing import OUTCOMES, person, row, shown
from clearway.platform.calendar import now
from clearway.platform.notifications import people


def sent(request: HttpRequest, who: Acting) -> HttpResponse:
    """My mails and text messages, newest first."""
    rows = [row(one) for one in people.deliveries(f"user/{person(request)}")]
    return shown(request, who, "sent", {"rows": rows})


def one_sent(request: HttpRequest, who: Acting, delivery: UUID) -> HttpResponse:
    """One of them, attempt by attempt; one in doubt can be sent again."""
    user = person(request)
    if request.method == "POST":
        if people.send_again(user, str(delivery), at=now()):
            messages.success(request, _("It is sent again."))
        return redirect("notice-sent", delivery)
    found = people.delivery(str(delivery), recipient=f"user/{user}")
    if found is None:
        raise Http404
    one, tried = found
    context = {
        **row(one),
        "tried": [(attempt, _(OUTCOMES[attempt.outcome])) for attempt in tried],
        "may_send_again": one.state in ("failed", "doubtful"),
    }
    return shown(request, who, "one_sent", context)
