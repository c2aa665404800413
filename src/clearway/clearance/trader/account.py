"""A person's own page: for which party or office they act, how they sign in, and in which language they read."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import select_template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from clearway.clearance.acting import CHOSEN, Acting
from clearway.clearance.trader import words
from clearway.platform.identity import external
from clearway.platform.identity.errors import PeopleError
from clearway.platform.identity.sessions import has_second_factor, renew
from clearway.platform.notifications import addresses
from clearway.platform.wording import say
from clearway.registers.offices import public as offices


def account(request: HttpRequest, who: Acting) -> HttpResponse:
    """Who I am here; and, for somebody with several parties or offices, for which of them I act."""
    if request.method == "POST":
        if request.POST.get("party") in dict(who.capacities):
            request.session[CHOSEN] = request.POST["party"]
            renew(request)
            messages.success(request, _("You now act for {party}.").format(party=request.POST["party"]))
        return redirect("account")
    named = {one.party: one.name for one in who.memberships}
    named |= {code: offices.title(code, get_language() or "en") for code, _role in who.offices}
    capacities = [(code, named[code], _(words.ROLES[role])) for code, role in who.capacities]
    context = {
        "capacities": capacities,
        "is_strong": has_second_factor(request),
        "openid": settings.CLEARWAY_OPENID["name"],
        "is_linked": external.is_linked(request.user.pk, settings.CLEARWAY_OPENID["issuer"]),
        "unconfirmed": len(addresses.unconfirmed(request.user.pk)),
        "tab": "account",
    }
    return shown_to_anybody(request, who, "account", context)


def shown_to_anybody(
    request: HttpRequest, who: Acting, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """A page that people of every audience have, in the frame of theirs."""
    frame = select_template([f"clearance/{who.audience}/frame.html", "theme/person.html"])
    return render(
        request, f"clearance/trader/{template}.html", {"who": who, "frame": frame, **context}, status=status
    )


def said(error: PeopleError) -> str:
    """Why something cannot be done, and what would help, in the reader's language."""
    return f"{say(error.sentence, error.facts)} {say(error.remedy, error.facts)}"
