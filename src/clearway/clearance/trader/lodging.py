"""Checking a file without legal effect, and lodging it."""

from itertools import islice
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from clearway.clearance import conductor, errors
from clearway.clearance.explanation import explain, said
from clearway.clearance.showing import facts, figures
from clearway.clearance.trader import carried
from clearway.clearance.trader.acting import Acting
from clearway.clearance.trader.declarations import finding
from clearway.clearance.trader.opening import View, shown
from clearway.clearance.trader.uploads import Fault, NotRead, Read, Upload
from clearway.platform.calendar import now
from clearway.platform.wording import say
from clearway.registers.lawbook import public as lawbook

_STATUS: dict[type[errors.ClearanceError], int] = {errors.ReferenceReused: 409, errors.StoreAway: 503}
#: So many items are named on the page of a check.
ITEMS_NAMED = 10
NO_FILE = noop("Choose a file. It may be up to 20 megabytes large.")
SEVERAL = noop("The file holds several declarations. Lodge them one by one here, or all at once by the interface.")


def page(read: Read) -> View:
    """The page for files, given who reads them."""

    def lodging(request: HttpRequest, who: Acting) -> HttpResponse:
        """Choose a file, check it, lodge it."""
        if request.method != "POST":
            return shown(request, who, "lodge")
        content = _content(request)
        if not content:
            return shown(request, who, "lodge", {"problem": _(NO_FILE)}, status=400)
        upload = _one(read, content)
        if not isinstance(upload, Upload):
            return shown(request, who, "lodge", upload, status=400)
        try:
            if request.POST.get("act") == "lodge":
                return _lodge(request, who, upload)
            return _check(request, who, upload)
        except errors.ClearanceError as error:
            problem = say(error.sentence, error.facts)
            context = {"problem": problem, "code": error.code, "remedy": say(error.remedy, error.facts)}
            return shown(request, who, "lodge", context, status=_STATUS.get(type(error), 422))

    return lodging


def _content(request: HttpRequest) -> bytes | None:
    """The bytes of the chosen file, or of the one that the page carried."""
    chosen = request.FILES.get("file")
    if chosen is not None:
        return bytes(chosen.read())
    text = request.POST.get("carried")
    return carried.unpacked(text) if text else None


def _one(read: Read, content: bytes) -> Upload | dict[str, Any]:
    """The file's one declaration, or what the page says instead."""
    found = list(islice(read(content), 2))
    if len(found) == 1 and isinstance(found[0], Upload):
        return found[0]
    faults = [_fault(fault) for part in found if isinstance(part, NotRead) for fault in part.faults]
    return {"faults": faults} if faults else {"problem": _(SEVERAL) if found else _(NO_FILE)}


def _check(request: HttpRequest, who: Acting, upload: Upload) -> HttpResponse:
    declaration = upload.submitted.declaration
    if declaration.purpose != "original":
        raise errors.PurposeMisplaced(expected="original", found=declaration.purpose)
    checked = conductor.check(declaration, by=who.actor)
    explanation = explain(checked.decision)
    law = lawbook.current(now()).on(checked.circumstances.day)
    context = {
        "declaration": declaration,
        "items": [facts.item_title(item) for item in declaration.items[:ITEMS_NAMED]],
        "more_items": max(0, len(declaration.items) - ITEMS_NAMED),
        "is_refused": checked.decision.outcome == "refused",
        "findings": [finding(said(one, pointer=upload.pointer(one.at))) for one in checked.decision.findings],
        "totals": figures.totals(explanation, law),
        "total": figures.money(explanation.total, explanation.currency) if explanation.total else "",
        "carried": carried.packed(upload.submitted.content),
    }
    return shown(request, who, "checked", context)


def _lodge(request: HttpRequest, who: Acting, upload: Upload) -> HttpResponse:
    answer = conductor.lodge(upload.submitted, by=who.actor)
    if answer.outcome == "refused":
        messages.error(request, _("The declaration was refused. It is kept under {mrn}.").format(mrn=answer.mrn))
    else:
        messages.success(request, _("The declaration is lodged under {mrn}.").format(mrn=answer.mrn))
    return redirect("declaration", answer.mrn)


def _fault(fault: Fault) -> dict[str, str]:
    return {
        "code": fault.code,
        "at": fault.at,
        "says": say(fault.sentence, fault.facts),
        "found": fault.found,
        "passes": say(fault.passes, fault.facts),
    }
