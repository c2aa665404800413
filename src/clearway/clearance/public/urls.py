"""Every page for everybody."""

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.urls import path
from django.utils import timezone

from clearway.clearance.opening import opened
from clearway.clearance.public import help as helping
from clearway.clearance.public import receipts, tariff, tracking
from clearway.platform.calendar import now
from clearway.platform.theme.page import Page
from clearway.registers.lawbook import public as lawbook

View = Callable[..., HttpResponse]


def _in_country(view: View) -> View:
    """Times are told as they are where the country is."""

    def shown(*given: Any, **named: Any) -> HttpResponse:
        with timezone.override(ZoneInfo(lawbook.current(now()).country.time_zone)):
            return view(*given, **named)

    return shown


PAGES: tuple[Page, ...] = (
    Page("help", "help", helping.help_page, "public", None),
    Page("track", "track", _in_country(tracking.track), "public", None),
    Page("receipt", "receipt", _in_country(receipts.receipt), "public", None, ("GET", "POST")),
    Page("tariff", "tariff", _in_country(tariff.search), "public", None),
    Page("tariff/<str:code>", "tariff-line", _in_country(tariff.line), "public", None),
    Page(".well-known/clearway-receipt-keys.json", "receipt-keys", receipts.key_list, "public", None),
)

urlpatterns = [path(page.path, opened(page), name=page.name) for page in PAGES]
