"""The page of an act: one form, one question; what cannot be done is told with its reason."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from clearway.clearance.acting import Acting
from clearway.clearance.carry_out import carry_out
from clearway.clearance.officer import foreseen, forms
from clearway.clearance.officer.about import about
from clearway.clearance.officer.facts import titles_of_grounds
from clearway.clearance.officer.foreseen import Foresee, Saving
from clearway.clearance.officer.opening import file_of, shown
from clearway.clearance.opening import View
from clearway.platform.calendar import now
from clearway.platform.wording import say
from clearway.stations.controls import public as controls
from clearway.stations.controls.public import ControlError

#: Somebody else was first, or has the file: the page is told so, and nothing was changed.
_CONFLICT = frozenset({"CTL-002", "CTL-003", "CTL-004"})
_LARGEST_NUMBER = 18


def page(act: forms.Act, foresee: Foresee) -> View:
    """The page of one act."""

    def view(request: HttpRequest, who: Acting, number: str) -> HttpResponse:
        file = file_of(who, number)
        of = _entry(request)
        at = now()
        offered = forms.grounds(act.grounds, titles_of_grounds(act.grounds, at)) if act.grounds else ()
        sent = (request.POST, request.FILES) if request.method == "POST" else ()
        form = act.form(*sent, grounds=offered)
        case = controls.case_of(file.id, at=at)
        saving = Saving(act.name, file, case, who.actor, at)
        context = {
            "file": file, "act": act, "title": _(act.title), "button": _(act.button), "form": form, "of": of,
            "about": about(act.name, case, of, at),
        }  # fmt: skip
        if request.method != "POST":
            return shown(request, who, "act", {**context, **foreseen.at_opening(foresee, saving, form, of)})
        if not form.is_valid():
            return shown(request, who, "act", context, status=400)
        order = act.order(form.cleaned_data, of)
        if ahead := foreseen.not_shown_yet(foresee, saving, order, request.POST.get("shown", "")):
            return shown(request, who, "act", {**context, **ahead})
        try:
            carry_out(file.id, order, by=who.actor, at=at)
        except ControlError as error:
            return shown(request, who, "act", {**context, **told(error)}, status=status_of(error))
        messages.success(request, _("Done: {what}.").format(what=_(act.title)))
        return redirect("office-file", file.mrn)

    return view


def told(error: ControlError) -> dict[str, Any]:
    """An error in the reader's language: what, and what now."""
    return {"problem": say(error.sentence, error.facts), "remedy": say(error.remedy, error.facts), "code": error.code}


def status_of(error: ControlError) -> int:
    """Conflicts with what others did are told apart from what was filled in wrongly."""
    return 409 if error.code in _CONFLICT else 422


def _entry(request: HttpRequest) -> int:
    """The entry of the file that the act is about."""
    asked = request.POST.get("of") if request.method == "POST" else request.GET.get("of")
    if not asked:
        return 0
    if not (asked.isascii() and asked.isdigit() and len(asked) <= _LARGEST_NUMBER):
        raise Http404
    return int(asked)
