"""How every page is opened: signed in or sent to do so, allowed or told no, in the country's own time.

What a row of a table of pages says is asked for here and nowhere else. A view gets the request and who acts.
"""

from collections.abc import Callable, Collection
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from clearway.clearance.acting import acting
from clearway.platform.calendar import now
from clearway.platform.identity import external
from clearway.platform.identity.permissions import SECOND_FACTOR, Audience, Permission
from clearway.platform.identity.sessions import has_second_factor
from clearway.platform.theme.page import Page, known_by
from clearway.registers.lawbook import public as lawbook

View = Callable[..., HttpResponse]

#: Where people start who come to the first page and are no traders.
START_PAGES: dict[Audience, str] = {
    "officer": "worklist",
    "agency": "permits",
    "operator": "cargo",
    "administrator": "administrator-parties",
    "bank": "account",
    "person": "account",
    "official": "account",
}
#: Where officials start, by what they may: the first that is theirs.
STARTS_OF_OFFICIALS: dict[Permission, str] = {
    "hub:privacy": "privacy",
    "hub:hold": "holding",
    "hub:oversee": "desk-overseen",
    "hub:ask": "desk",
    "watch:read": "watch",
}


def opened(page: Page) -> View:
    """The page as Django calls it."""
    methods = [*page.methods, "HEAD"] if "GET" in page.methods else [*page.methods]
    guarded = page.view if page.permission is None else _for_members(page)
    return never_cache(known_by(require_http_methods(methods)(guarded), page))


def _for_members(page: Page) -> View:
    def view(request: HttpRequest, **parameters: str) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
        who = acting(request)
        if page.permission is not None and not who.actor.may(page.permission):
            begins = start_of(who.audience, who.actor.permissions)
            if page.name == "home" and begins:
                return redirect(_start_page(request, who.audience, begins))
            raise PermissionDenied
        is_strict = page.audience in SECOND_FACTOR or (who.needs_second_factor and page.audience != "person")
        if is_strict and not has_second_factor(request):
            return redirect_to_login(request.get_full_path(), reverse("second-factor"))
        with timezone.override(ZoneInfo(lawbook.current(now()).country.time_zone)):
            return page.view(request, who, **parameters)

    return view


def start_of(audience: Audience, permissions: Collection[str]) -> str:
    """The page where people of an audience begin, by its name; empty where there is none."""
    found = (page for permission, page in STARTS_OF_OFFICIALS.items() if permission in permissions)
    return next(found, START_PAGES.get(audience, ""))


def _start_page(request: HttpRequest, audience: Audience, begins: str) -> str:
    """Where somebody begins; a citizen who acts for nobody, at what concerns themselves."""
    user: Any = request.user
    if audience == "person" and external.number_of(user.pk):
        return "accesses"
    return begins
