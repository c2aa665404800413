"""A person's own page: for which party they act, and in which language they read."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from clearway.clearance.trader import words
from clearway.clearance.trader.acting import CHOSEN, Acting
from clearway.clearance.trader.opening import shown


def account(request: HttpRequest, who: Acting) -> HttpResponse:
    """Who I am here; and, for somebody with several parties, for which of them I act."""
    if request.method == "POST":
        if request.POST.get("party") in dict(who.parties):
            request.session[CHOSEN] = request.POST["party"]
            messages.success(request, _("You now act for {party}.").format(party=request.POST["party"]))
        return redirect("account")
    parties = [(party, _(words.ROLES[role])) for party, role in who.parties]
    return shown(request, who, "account", {"parties": parties, "tab": "account"})
