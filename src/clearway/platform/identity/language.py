"""In which language somebody reads: as their browser asks, as they chose here, or as their account remembers."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.views.i18n import set_language


def choose(request: HttpRequest) -> HttpResponse:
    """A language is chosen, for this browser and, by somebody who signed in, for their account."""
    answer = set_language(request)
    chosen = request.POST.get("language", "")
    if request.method == "POST" and chosen in dict(settings.LANGUAGES) and request.user.is_authenticated:
        get_user_model().objects.filter(pk=request.user.pk).update(language=chosen)
    return answer


class AccountLanguage:
    """A browser in which none was chosen reads in the language that the account has chosen, or in its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep what comes after."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """What is done waits until the page is known."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., HttpResponse], *_: object) -> None:
        """Look at the account only where a session may have one, and no choice stands in a cookie.

        A page for everybody asks nothing about who looks: it must answer while the store is away.
        """
        page = getattr(view, "page", None)
        if page is not None and page.permission is None:
            return
        cookies = request.COOKIES
        if settings.SESSION_COOKIE_NAME in cookies and settings.LANGUAGE_COOKIE_NAME not in cookies:
            remembered = _remembered(request.user)
            if remembered:
                translation.activate(remembered)
                request.LANGUAGE_CODE = remembered  # type: ignore[attr-defined] # set by Django itself.


def _remembered(user: Any) -> str:
    """The account's language; pages that work without the store go on without it."""
    try:
        found = getattr(user, "language", "") if user.is_authenticated else ""
    except DatabaseError:
        return ""
    return found if found in dict(settings.LANGUAGES) else ""
