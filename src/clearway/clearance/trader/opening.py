"""How a page of the trader's portal is opened and shown."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from clearway.clearance.acting import Acting
from clearway.clearance.opening import View, opened

__all__ = ["View", "opened", "shown"]


def shown(
    request: HttpRequest, who: Acting, template: str, context: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """A page in the trader's frame."""
    return render(request, f"clearance/trader/{template}.html", {"who": who, **(context or {})}, status=status)
