"""How an administrator's page is shown, and how an act on it ends."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from clearway.clearance.acting import Acting
from clearway.platform.identity.errors import PeopleError
from clearway.platform.wording import say


def shown(
    request: HttpRequest, who: Acting, template: str, context: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """A page in the administrator's frame."""
    return render(request, f"clearance/administrator/{template}.html", {"who": who, **(context or {})}, status=status)


def done(request: HttpRequest, act: Callable[[], object], sentence: str, name: str, *where: str) -> HttpResponse:
    """Act, say what became of it, and go back to the page."""
    try:
        act()
    except PeopleError as error:
        messages.error(request, said(error))
    else:
        messages.success(request, sentence)
    return redirect(name, *where)


def said(error: PeopleError) -> str:
    """Why something cannot be done, and what would help, in the reader's language."""
    return f"{say(error.sentence, error.facts)} {say(error.remedy, error.facts)}"
