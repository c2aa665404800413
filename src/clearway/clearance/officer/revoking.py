"""Revoking the receipt of a release: why, looked at once more, then told to everybody who checks it."""

from datetime import datetime
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from clearway.clearance.acting import Acting
from clearway.clearance.officer.forms import Asked
from clearway.clearance.officer.opening import file_of, shown
from clearway.clearance.public.receipts import REASONS
from clearway.clearance.receipts.gathering import receipt_of as issued
from clearway.core.release.keylist import Reason
from clearway.platform.calendar import now
from clearway.platform.wording import say
from clearway.stations.declarations.public import DeclarationFile
from clearway.stations.release import public as release
from clearway.stations.release.public import ReleaseError

#: A receipt is revoked for the key's sake with all that the key has signed, and not one by one.
_OF_KEYS: Final = "key compromised"
#: States behind the release; elsewhere a file has no receipt.
_RELEASED: Final = frozenset({"released", "reviewed"})


class RevokeForm(Asked):
    """Why a receipt is no longer good."""

    reason = forms.ChoiceField(
        label=lazy("Why"),
        choices=[(code, lazy(words)) for code, words in REASONS.items() if code != _OF_KEYS],
        widget=forms.RadioSelect,
    )


def receipt_of(file: DeclarationFile, who: Acting) -> dict[str, Any]:
    """The receipt of a released file in words, if it was asked for yet, and whether one may revoke it."""
    if file.state not in _RELEASED:
        return {"is_released": False}
    made = release.receipt(file.id)
    revoked = made.revoked if made else None
    return {
        "is_released": True,
        "receipt": made,
        "revoked_because": _(REASONS[revoked.reason]) if revoked else "",
        "may_revoke": revoked is None and who.actor.may("receipts:revoke"),
    }


@transaction.atomic
def _revoke(file: DeclarationFile, reason: Reason, who: Acting, *, at: datetime) -> None:
    """One that nobody has asked for yet is made first, so that nobody is given a good one later."""
    made = issued(file.mrn, at=at)
    if made is not None:
        release.revoke(made.number, reason=reason, by=who.actor, at=at)


def revoking(request: HttpRequest, who: Acting, number: str) -> HttpResponse:
    """The receipt, why it is to be revoked, a second look; then it is."""
    file = file_of(who, number)
    form = RevokeForm(request.POST if request.method == "POST" else None)
    context = {"file": file, "form": form, **receipt_of(file, who)}
    if request.method != "POST":
        return shown(request, who, "receipt", context)
    if not context["is_released"]:
        return shown(request, who, "receipt", context, status=409)
    if not form.is_valid():
        return shown(request, who, "receipt", context, status=400)
    reason = form.cleaned_data["reason"]
    if "sure" not in request.POST:
        return shown(request, who, "receipt", {**context, "is_sure_asked": True, "because": _(REASONS[reason])})
    try:
        _revoke(file, reason, who, at=now())
    except ReleaseError as error:
        problem = {"problem": say(error.sentence, error.facts), "remedy": say(error.remedy, error.facts)}
        return shown(request, who, "receipt", {**context, **problem, "code": error.code}, status=409)
    messages.success(request, _("The receipt is revoked."))
    return redirect("office-file", file.mrn)
