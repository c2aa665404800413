"""Coming aboard, step by step: keys to try with, certificates, and what has been done already."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from clearway.core.law.information import Catalogue
from clearway.hub.agreements.public import files
from clearway.hub.boarding import certificates as certifying
from clearway.hub.boarding.errors import BoardingError
from clearway.hub.boarding.sample import KEY
from clearway.hub.boarding.showing import Member, shown
from clearway.hub.citizen.public import Names
from clearway.platform.calendar import now
from clearway.platform.identity.errors import PeopleError
from clearway.platform.wording import say
from clearway.registers.lawbook import public as lawbook
from clearway.registers.traders.public import clients as register
from clearway.registers.traders.public.clients import MadeClient

#: What software asks the hub with.
SCOPE: Final = "hub:ask"
STEPS: Final = (
    ("keys", noop("Make keys to try with"), "joining-keys"),
    ("try", noop("Try a look-up of the sandbox record"), "joining-keys"),
    ("propose", noop("Ask for an agreement"), "joining-kinds"),
    ("approved", noop("The holder approves it"), "joining-agreements"),
    ("live", noop("Make keys for real look-ups"), "joining-keys"),
    ("certificate", noop("Put your certificate on file"), "joining-certificates"),
)


def steps(request: HttpRequest, who: Member) -> HttpResponse:
    """The road aboard, and how far the organisation has come."""
    own = [one for one in register.clients_of(**_of(who)) if one.revoked_at is None and SCOPE in one.scopes]
    counted = files.counted(organisation=who.chosen or "-")
    has = {
        "keys": bool(own),
        "propose": bool(counted),
        "approved": bool(counted.get("approved")),
        "live": any(not one.is_sandbox for one in own),
        "certificate": bool(certifying.certificates_of(who.chosen, now())),
    }
    rows = [(_(title), page, has.get(name)) for name, title, page in STEPS]
    context = {"steps": rows, "title": Names([who.chosen]).organisation(who.chosen), "is_holder": _holds(who)}
    return shown(request, who, "hub/boarding/steps.html", context)


def keys(request: HttpRequest, who: Member) -> HttpResponse:
    """The organisation's keys of the hub; POST makes one, gives it another secret, or takes it away."""
    made, problem = None, {}
    if request.method == "POST":
        try:
            made = _changed(request, who)
        except PeopleError as error:
            problem = {"problem": say(error.sentence, error.facts), "remedy": say(error.remedy), "code": error.code}
        else:
            if made is None:
                return redirect("joining-keys")
    catalogue = lawbook.current(now()).sharing
    context: dict[str, Any] = {
        "keys": [one for one in register.clients_of(**_of(who)) if SCOPE in one.scopes],
        "made": made,
        "sandbox_key": KEY,
        "example": _example(catalogue),
        "origin": f"{request.scheme}://{request.get_host()}",
        **problem,
    }
    return shown(request, who, "hub/boarding/keys.html", context, status=422 if problem else 200)


def certificates(request: HttpRequest, who: Member) -> HttpResponse:
    """The organisation's certificates and when they end; POST puts one on file or takes one off."""
    at, problem = now(), None
    if request.method == "POST":
        problem = _filed(request, who)
        if problem is None:
            return redirect("joining-certificates")
    context = {
        "certificates": certifying.certificates_of(who.chosen, at),
        "announced": lawbook.current(at).sharing.announced,
        "pem": request.POST.get("pem", "") if problem else "",
        **(
            {"problem": say(problem.sentence, problem.facts), "remedy": say(problem.remedy), "code": problem.code}
            if problem
            else {}
        ),
    }
    return shown(request, who, "hub/boarding/certificates.html", context, status=422 if problem else 200)


def _changed(request: HttpRequest, who: Member) -> MadeClient | None:
    """A new secret to show, or nothing where keys were taken away."""
    at, by, of = now(), who.actor.name, _of(who)
    client = request.POST.get("client", "")
    number = int(client) if client.isascii() and client.isdigit() and len(client) < 10 else 0
    if request.POST.get("act") == "revoke":
        register.revoke(number, **of, by=by, at=at)
        messages.success(request, _("These keys are worth nothing from now on."))
        return None
    if request.POST.get("act") == "rotate":
        return register.rotate(number, **of, by=by, at=at)
    name = request.POST.get("name", "").replace("\0", "").strip()[:60] or _("Software")
    is_sandbox = request.POST.get("is_sandbox") != "no"
    return register.make(name, (SCOPE,), **of, is_sandbox=is_sandbox, by=by, at=at)


def _filed(request: HttpRequest, who: Member) -> BoardingError | None:
    try:
        if request.POST.get("act") == "withdraw":
            fingerprint = request.POST.get("certificate", "")[:64]
            certifying.withdraw_certificate(who.chosen, fingerprint, by=who.actor.name, at=now())
            messages.success(request, _("The certificate is off file."))
        else:
            pem = request.POST.get("pem", "")
            certifying.add_certificate(who.chosen, pem, by=who.actor.name, at=now())
            messages.success(request, _("The certificate is on file; you are told before it ends."))
    except BoardingError as error:
        return error
    return None


def _of(who: Member) -> dict[str, str]:
    """Whose keys: a party's or an office's."""
    return {"party": who.actor.party} if who.actor.party else {"office": who.actor.office or "-"}


def _example(catalogue: Catalogue) -> dict[str, str]:
    """The kind and the name that the example looks up."""
    kind = next(iter(catalogue.kinds.values()), None)
    if kind is None:
        return {}
    names = [*kind.predicates, *kind.fields]
    return {"kind": kind.code, "names": ",".join(names[:2])}


def _holds(who: Member) -> bool:
    return who.chosen in lawbook.current(now()).sharing.holders
