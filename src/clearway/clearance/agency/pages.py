"""The agency's pages: its register, one permit with its history, who waits; and the forms that write."""

from collections.abc import Callable
from typing import Any, Final, NamedTuple

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from clearway.clearance.acting import Acting
from clearway.clearance.agency import acts, words
from clearway.clearance.agency.forms import ChangeForm, IssueForm, ReasonForm, written
from clearway.clearance.naming.meaning import title
from clearway.clearance.showing import naming
from clearway.core.law.lawbook import Law
from clearway.platform.calendar import now
from clearway.platform.events import log
from clearway.platform.wording import say
from clearway.registers.offices import public as offices
from clearway.stations.permits import public as permits
from clearway.stations.permits.public import GrantUnsound, PermitError, PermitFile

#: No number of a permit is longer; what is longer is not looked for.
LONGEST_NUMBER = 35
#: No list goes further.
LAST_PAGE = 400


class Stopping(NamedTuple):
    """A way a permit is stopped or given back: its address, the state it leads to, and what the page says."""

    name: str
    status: str
    title: str
    button: str
    before: tuple[str, ...]
    is_grave: bool = False


STOPPINGS: Final = (
    Stopping("suspend", "suspended", noop("Suspend the permit"), noop("Suspend"), ("issued",)),
    Stopping("reinstate", "issued", noop("Make the permit valid again"), noop("Make valid"), ("suspended",)),
    Stopping("revoke", "revoked", noop("Revoke the permit for good"), noop("Revoke"), ("issued", "suspended"), True),
)


def register(request: HttpRequest, who: Acting) -> HttpResponse:
    """The agency's permits, newest first, found by number, holder, kind or state."""
    asked, status = request.GET.get("q", "").strip()[:LONGEST_NUMBER], request.GET.get("status", "")
    status = status if status in words.STATUSES else ""
    page = _page(request)
    found, has_more = permits.search(agency=who.office, words=asked.replace("\0", ""), status=status, page=page)
    law = acts.law(now())
    holders = naming.parties((one.holder for one in found), law.day)
    context = {
        "rows": [_row(one, law, holders) for one in found],
        "asked": asked,
        "status": status,
        "statuses": [(one, _(said)) for one, said in words.STATUSES.items()],
        "page": page,
        "older": page + 1 if has_more else None,
        "waiting": len(permits.waiting_at(who.office, limit=100)),
    }
    return shown(request, who, "register", context)


def waiting(request: HttpRequest, who: Acting) -> HttpResponse:
    """The declarations that wait for the agency, longest waiting first."""
    law = acts.law(now())
    rows = [(one, say(one.sentence, _in_words(one.facts, law))) for one in permits.waiting_at(who.office, limit=100)]
    return shown(request, who, "waiting", {"rows": rows})


def permit(request: HttpRequest, who: Acting, number: str) -> HttpResponse:
    """One permit: what it covers, what is left, who used it, and what happened to it."""
    file, law = _file(who, number), acts.law(now())
    history = [
        (told.at, naming.by_whom(told.actor), words.happened(told.type, told.facts))
        for told in log.about(f"permit/{file.number}")
    ]
    context = {
        **_row(file, law, naming.parties([file.holder], law.day)),
        "goods": [_goods(code, law) for code in file.goods],
        "countries": [naming.country(code, law) for code in file.countries],
        "uses": [
            (use, naming.measured(use.quantity, use.unit, law))
            for use in permits.uses_of(file.number, agency=who.office)
        ],
        "history": history,
        "stoppings": [
            (f"permit-{one.name}", _(one.button), one.is_grave) for one in STOPPINGS if file.status in one.before
        ],
    }
    return shown(request, who, "permit", context)


def issue(request: HttpRequest, who: Acting) -> HttpResponse:
    """A new permit is written into the register."""
    at = now()
    law = acts.law(at)
    language = get_language() or "en"
    kinds = [
        (kind.document, words.document(kind.document, law, language) + _counted_in(kind.unit, law))
        for kind in law.permits_of(who.office)
    ]
    form = IssueForm(request.POST or None, kinds=kinds, initial={"since": law.day, **_named(request)})
    context = {"title": _("Issue a permit"), "button": _("Issue"), "form": form}
    return _written(
        request, who, context, lambda: acts.issue(form.issued(), by=who.actor, at=at), _("The permit is on file.")
    )


def change(request: HttpRequest, who: Acting, number: str) -> HttpResponse:
    """What a permit covers, or how much of it there is, is written anew."""
    file, at = _file(who, number), now()
    form = ChangeForm(request.POST or None, initial=written(file))
    context = {"title": _("Change the permit"), "button": _("Save"), "form": form, "file": file}
    return _written(
        request,
        who,
        context,
        lambda: acts.change(form.grant(number), by=who.actor, at=at),
        _("The permit is changed."),
    )


def stopping(way: Stopping) -> Callable[..., HttpResponse]:
    """The page on which a permit is stopped in one way, or given back."""

    def view(request: HttpRequest, who: Acting, number: str) -> HttpResponse:
        file, at = _file(who, number), now()
        form = ReasonForm(request.POST or None)
        context = {
            "title": _(way.title), "button": _(way.button), "form": form, "file": file, "is_grave": way.is_grave,
        }  # fmt: skip

        def act() -> PermitFile:
            return acts.move(number, way.status, reason=form.cleaned_data["reason"], by=who.actor, at=at)

        return _written(request, who, context, act, _("Done."))

    return view


def shown(
    request: HttpRequest, who: Acting, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """A page in the agency's frame."""
    every = {
        "who": who,
        "agency": offices.title(who.office, get_language() or "en"),
        "may_write": who.actor.may("permits:write"),
        **context,
    }
    return render(request, f"clearance/agency/{template}.html", every, status=status)


def _written(
    request: HttpRequest, who: Acting, context: dict[str, Any], act: Callable[[], PermitFile], said: str
) -> HttpResponse:
    """The page of a form: shown, shown again with what is wrong, or carried out."""
    form = context["form"]
    if request.method != "POST":
        return shown(request, who, "write", context)
    if not form.is_valid():
        return shown(request, who, "write", context, status=400)
    try:
        file = act()
    except GrantUnsound as error:
        _tell(form, error)
        return shown(request, who, "write", context, status=422)
    except PermitError as error:
        problem = {
            "problem": say(error.sentence, error.facts),
            "remedy": say(error.remedy, error.facts),
            "code": error.code,
        }
        return shown(request, who, "write", {**context, **problem}, status=409)
    messages.success(request, said)
    return redirect("permit", file.number)


def _tell(form: django_forms.Form, error: GrantUnsound) -> None:
    for fault in error.faults:
        words_of = [say(fault.sentence, fault.facts), fault.found or "", say(fault.remedy, fault.facts)]
        form.add_error(fault.at if fault.at in form.fields else None, " · ".join(word for word in words_of if word))


def _named(request: HttpRequest) -> dict[str, str]:
    """What the link from a waiting declaration has filled in already."""
    return {
        name: request.GET[name][:LONGEST_NUMBER] for name in ("number", "document", "holder") if name in request.GET
    }


def _row(file: PermitFile, law: Law, holders: dict[str, str]) -> dict[str, Any]:
    return {
        "file": file,
        "kind": words.document(file.document, law, get_language() or "en"),
        "holder": holders.get(file.holder, ""),
        "state": _(words.STATUSES[file.status]),
        "balances": [
            (naming.measured(one.quantity, one.unit, law), naming.measured(one.left, one.unit, law))
            for one in file.balances
        ],
    }


def _counted_in(unit: str | None, law: Law) -> str:
    return f" ({unit}: {naming.unit(unit, law)})" if unit else ""


def _goods(code: str, law: Law) -> str:
    called = title(law, code, get_language() or "en")
    return f"{code} · {called}" if called and called != code else code


def _in_words(facts: dict[str, str], law: Law) -> dict[str, str]:
    return {**facts, "unit": naming.unit(facts["unit"], law)} if "unit" in facts else facts


def _file(who: Acting, number: str) -> PermitFile:
    is_number = len(number) <= LONGEST_NUMBER and number.isprintable()
    found = permits.find(number, agency=who.office) if is_number and who.office else None
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest) -> int:
    asked = request.GET.get("page", "")
    return min(max(int(asked), 1), LAST_PAGE) if asked.isascii() and asked.isdigit() and len(asked) < 5 else 1
