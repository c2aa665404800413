"""How a page is opened: signed in or sent to do so, allowed or told no, in the country's own time."""

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from clearway.clearance.trader.acting import Acting, acting
from clearway.platform.calendar import now
from clearway.platform.theme.page import Page
from clearway.registers.lawbook import public as lawbook

View = Callable[..., HttpResponse]


def opened(page: Page) -> View:
    """The page as Django calls it; what the table says about it is asked for here and nowhere else."""
    methods = [*page.methods, "HEAD"] if "GET" in page.methods else [*page.methods]
    guarded = page.view if page.permission is None else _for_members(page)
    return never_cache(require_http_methods(methods)(guarded))


def shown(
    request: HttpRequest, who: Acting, template: str, context: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """A page in the trader's frame."""
    return render(request, f"clearance/trader/{template}.html", {"who": who, **(context or {})}, status=status)


def _for_members(page: Page) -> View:
    def view(request: HttpRequest, **parameters: str) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
        who = acting(request)
        if page.permission is not None and not who.actor.may(page.permission):
            raise PermissionDenied
        with timezone.override(ZoneInfo(lawbook.current(now()).country.time_zone)):
            return page.view(request, who, **parameters)

    return view
