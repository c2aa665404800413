"""Offices and agencies: who works there, in which role, and who is present."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from clearway.clearance.acting import Acting
from clearway.clearance.administrator.opening import done, said, shown
from clearway.clearance.trader import words
from clearway.platform.calendar import now
from clearway.platform.identity import invitations
from clearway.platform.identity.errors import PeopleError
from clearway.platform.identity.permissions import ROLES_OF_OFFICES
from clearway.registers.offices import public as register
from clearway.registers.offices.public import OfficeEntry, officers

KINDS = {"customs": noop("Customs"), "agency": noop("Agency"), "ministry": noop("Ministry"),
         "government": noop("Government")}  # fmt: skip


def offices(request: HttpRequest, who: Acting) -> HttpResponse:
    """Every office and agency; governments, of which there are hundreds, by themselves."""
    language = get_language() or "en"
    of_governments = request.GET.get("kind") == "government"
    rows = [
        (one, one.title(language), _(KINDS.get(one.kind, one.kind)))
        for one in register.every_office()
        if (one.kind == "government") is of_governments
    ]
    return shown(request, who, "offices", {"offices": rows, "of_governments": of_governments})


def office(request: HttpRequest, who: Acting, code: str) -> HttpResponse:
    """One office, and the people who work there."""
    entry = _entry(code)
    context = {
        "entry": entry,
        "title": entry.title(get_language() or "en"),
        "kind": _(KINDS.get(entry.kind, entry.kind)),
        "officers": officers.officers_of(code),
        "roles": [(role, _(words.ROLES[role])) for role in ROLES_OF_OFFICES.get(entry.kind, ())],
        "open": [(one, _(words.ROLES[one.role])) for one in invitations.open_for(f"office/{code}", at=now())],
    }
    return shown(request, who, "office", context)


def invite(request: HttpRequest, who: Acting, code: str) -> HttpResponse:
    """Make a link that lets one person work for the office."""
    _entry(code)
    try:
        token = officers.invite(code, request.POST.get("role", "")[:40], by=who.actor.name, at=now())
    except PeopleError as error:
        messages.error(request, said(error))
        return redirect("administrator-office", code)
    return shown(request, who, "invited", {"token": token, "to": code, "back": "administrator-office"})


def withdraw(request: HttpRequest, who: Acting, code: str, handle: str) -> HttpResponse:
    """Let an invitation be worth nothing."""
    return done(
        request,
        lambda: invitations.withdraw(f"office/{code}", handle, by=who.actor.name, at=now()),
        _("The invitation is withdrawn."),
        "administrator-office",
        _entry(code).code,
    )


def change(request: HttpRequest, who: Acting, code: str, officer: int) -> HttpResponse:
    """Give a person another role in the office."""
    role = request.POST.get("role", "")[:40]
    return done(
        request,
        lambda: officers.change_role(code, officer, role, by=who.actor.name, at=now()),
        _("The role is changed."),
        "administrator-office",
        _entry(code).code,
    )


def presence(request: HttpRequest, who: Acting, code: str, officer: int) -> HttpResponse:
    """Say whether a person can be given work."""
    is_present = request.POST.get("is_present") == "yes"
    return done(
        request,
        lambda: officers.set_presence(code, officer, is_present=is_present, by=who.actor.name, at=now()),
        _("It is kept."),
        "administrator-office",
        _entry(code).code,
    )


def remove(request: HttpRequest, who: Acting, code: str, officer: int) -> HttpResponse:
    """Let a person work for the office no longer."""
    return done(
        request,
        lambda: officers.remove(code, officer, by=who.actor.name, at=now()),
        _("The person is removed, and can do nothing more for the office."),
        "administrator-office",
        _entry(code).code,
    )


def _entry(code: str) -> OfficeEntry:
    found = register.office(code) if code.isprintable() else None
    if found is None:
        raise Http404
    return found
