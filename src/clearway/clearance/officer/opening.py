"""How a page of the office is shown, and which files it can be opened for."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from clearway.clearance.acting import Acting
from clearway.stations.declarations import public as declarations
from clearway.stations.declarations.public import DeclarationFile

#: A movement reference number has 18 characters; what is longer is not looked for.
LONGEST_NUMBER = 18


def shown(
    request: HttpRequest, who: Acting, template: str, context: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """A page in the officer's frame."""
    every = {"who": who, "may_oversee": who.actor.may("office:read"), **(context or {})}
    return render(request, f"clearance/officer/{template}.html", every, status=status)


def file_of(who: Acting, number: str) -> DeclarationFile:
    """A file of the officer's office; another office's is as unknown as one that never was."""
    found = declarations.find(number) if len(number) <= LONGEST_NUMBER and number.isprintable() else None
    if found is None or not who.office or found.office != who.office:
        raise Http404
    return found
