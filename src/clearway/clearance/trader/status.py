"""What works now, for everybody; it needs neither a sign-in nor, to say so, the store."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from clearway.clearance.trader.standing import components
from clearway.platform.calendar import now
from clearway.registers.lawbook import public as lawbook
from clearway.registers.lawbook.public import LawbookError


def status(request: HttpRequest) -> HttpResponse:
    """The state of each part; 503 while one does not work."""
    at = now()
    with timezone.override(_zone(at)):
        parts = components(at)
        is_up = all(part.state != "away" for part in parts)
        context = {"parts": parts, "at": at, "is_up": is_up}
        return render(request, "clearance/trader/status.html", context, status=200 if is_up else 503)


def _zone(at: datetime) -> ZoneInfo:
    """The country's own zone, as on every other page; while no law can be read, Greenwich."""
    try:
        return ZoneInfo(lawbook.current(at).country.time_zone)
    except (LawbookError, DatabaseError):
        return ZoneInfo("UTC")
