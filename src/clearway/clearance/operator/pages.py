"""The operator's pages: what may leave, all cargo, one record with its history; and the forms that report."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from clearway.clearance.acting import Acting
from clearway.clearance.operator import acts, words
from clearway.clearance.operator.forms import AnnounceForm, ArriveForm, Asked, LeaveForm
from clearway.clearance.showing import naming
from clearway.clearance.showing.figures import grouped
from clearway.platform.calendar import day_in, now
from clearway.platform.events import log
from clearway.platform.wording import say
from clearway.registers.lawbook import public as lawbook
from clearway.stations.cargo import public as cargo
from clearway.stations.cargo.public import CargoError, CargoFile

#: No number is longer; what is longer is not looked for.
LONGEST_NUMBER = 70
LAST_PAGE = 400
#: What cannot be reported because of what was reported before.
_CONFLICT = frozenset({"CGO-002", "CGO-004", "CGO-005", "CGO-006"})


def released(request: HttpRequest, who: Acting) -> HttpResponse:
    """What may leave one's own premises now."""
    rows = [(file, one) for file in cargo.may_leave(operator=who.party) for one in file.may_leave]
    return shown(request, who, "released", {"rows": rows})


def records(request: HttpRequest, who: Acting) -> HttpResponse:
    """All cargo that was announced by or for a party, newest first."""
    asked = request.GET.get("q", "").strip()[:LONGEST_NUMBER].replace("\0", "")
    state = request.GET.get("state", "")
    state = state if state in words.STATES else ""
    page = _page(request)
    found = cargo.search(party=who.party, words=asked, state=state, page=page)
    context = {
        "rows": [_row(one) for one in found.records],
        "asked": asked,
        "state": state,
        "states": [(one, _(said)) for one, said in words.STATES.items()],
        "page": page,
        "older": page + 1 if found.has_more else None,
    }
    return shown(request, who, "records", context)


def record(request: HttpRequest, who: Acting, number: str) -> HttpResponse:
    """One cargo record: what it is, where it stands, what may leave, what happened to it."""
    file, at = _file(who, number), now()
    day = day_in(lawbook.current(at).country.time_zone, at)
    names = naming.parties([file.operator, file.announcer], day)
    history = [
        (told.at, naming.by_whom(told.actor), words.happened(told.type, told.facts, names))
        for told in log.about(f"cargo/{file.number}")
    ]
    context = {
        **_row(file),
        "history": history,
        "is_ours": file.operator == who.party,
        "operator": names.get(file.operator, ""),
    }
    return shown(request, who, "record", context)


def announce(request: HttpRequest, who: Acting) -> HttpResponse:
    """Cargo is on its way."""
    form, at = AnnounceForm(request.POST or None), now()
    context = {"title": _("Announce cargo"), "button": _("Announce"), "form": form}
    return _reported(
        request,
        who,
        context,
        lambda: acts.announce(form.announced(), by=who.actor, at=at),
        _("The cargo is announced."),
    )


def arrive(request: HttpRequest, who: Acting, number: str) -> HttpResponse:
    """Cargo is here, or was counted again."""
    file, at = _own(who, number), now()
    counted = file.packages if file.counted is None else file.counted
    form = ArriveForm(request.POST or None, initial={"packages": counted, "place": file.place})
    title = _("Correct the count") if file.arrived_at else _("Report the arrival")
    context = {"title": title, "button": _("Report"), "form": form, "file": file}

    def act() -> CargoFile:
        said = form.cleaned_data
        return acts.arrive(number, packages=said["packages"], place=said["place"], by=who.actor, at=at)

    return _reported(request, who, context, act, _("The arrival is reported."))


def leave(request: HttpRequest, who: Acting, number: str) -> HttpResponse:
    """Released goods went through the gate."""
    file, at = _own(who, number), now()
    form = LeaveForm(request.POST if request.method == "POST" else None, file=file)
    is_idle = not file.may_leave or file.arrived_at is None
    context = {
        "title": _("Report what left"), "button": _("Report"), "form": form, "file": file, "is_idle": is_idle,
    }  # fmt: skip
    return _reported(
        request,
        who,
        context,
        lambda: acts.gate_out(number, mrn=form.cleaned_data["mrn"], by=who.actor, at=at),
        _("The departure is reported."),
    )


def shown(
    request: HttpRequest, who: Acting, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """A page in the operator's frame."""
    every = {"who": who, "may_write": who.actor.may("cargo:write"), **context}
    return render(request, f"clearance/operator/{template}.html", every, status=status)


def _reported(
    request: HttpRequest, who: Acting, context: dict[str, Any], act: Callable[[], CargoFile], said: str
) -> HttpResponse:
    """The page of a form: shown, shown again with what is wrong, or carried out."""
    form: Asked = context["form"]
    if request.method != "POST":
        return shown(request, who, "report", context)
    if not form.is_valid():
        return shown(request, who, "report", context, status=400)
    try:
        file = act()
    except CargoError as error:
        problem = {
            "problem": say(error.sentence, error.facts),
            "remedy": say(error.remedy, error.facts),
            "code": error.code,
        }
        status = 409 if error.code in _CONFLICT else 422
        return shown(request, who, "report", {**context, **problem}, status=status)
    messages.success(request, said)
    return redirect("cargo-record", file.number)


def _row(file: CargoFile) -> dict[str, Any]:
    mass = "" if file.mass is None else f"{grouped(f'{file.mass.normalize():f}')}"
    return {"file": file, "state_said": _(words.STATES[file.state]), "mass": mass}


def _file(who: Acting, number: str) -> CargoFile:
    is_number = len(number) <= LONGEST_NUMBER and number.isprintable()
    found = cargo.find(number, party=who.party) if is_number and who.party else None
    if found is None:
        raise Http404
    return found


def _own(who: Acting, number: str) -> CargoFile:
    """A record on one's own premises; who only announced it reports nothing more."""
    file = _file(who, number)
    if file.operator != who.party:
        raise Http404
    return file


def _page(request: HttpRequest) -> int:
    asked = request.GET.get("page", "")
    return min(max(int(asked), 1), LAST_PAGE) if asked.isascii() and asked.isdigit() and len(asked) < 5 else 1
