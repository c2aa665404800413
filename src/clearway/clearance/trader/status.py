"""What works now, for everybody; it needs neither a sign-in nor, to say so, the store."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from clearway.clearance.trader.standing import components
from clearway.platform.calendar import now


def status(request: HttpRequest) -> HttpResponse:
    """The state of each part; 503 while one does not work."""
    at = now()
    parts = components(at)
    is_up = all(part.state != "away" for part in parts)
    context = {"parts": parts, "at": f"{at:%Y-%m-%d %H:%M} UTC", "is_up": is_up}
    return render(request, "clearance/trader/status.html", context, status=200 if is_up else 503)
