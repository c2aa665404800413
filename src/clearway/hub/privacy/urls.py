"""Every page of the privacy officer: its audience, its permission, what may be sent to it."""

from collections.abc import Callable
from typing import Any, Final

from django.urls import URLPattern, path

from clearway.hub.privacy import brake, pages
from clearway.platform.theme.page import Page

_WATCH: Final = "hub:privacy"
_BOTH: Final = ("GET", "POST")

PAGES: Final[tuple[Page, ...]] = (
    Page("privacy", "privacy", pages.desk, "official", _WATCH),
    Page("privacy/objections/<uuid:number>", "privacy-objection", pages.objection, "official", _WATCH, _BOTH),
    Page("privacy/flags/<uuid:number>", "privacy-flag", pages.flag, "official", _WATCH, _BOTH),
    Page("privacy/reviews/<uuid:number>", "privacy-review", pages.review, "official", _WATCH),
    Page("privacy/accesses", "privacy-accesses", pages.accesses, "official", _WATCH, _BOTH),
    Page("privacy/agreements", "privacy-agreements", brake.listed, "official", _WATCH),
    Page("privacy/agreements/<str:number>/<int:version>", "privacy-agreement", brake.one, "official", _WATCH, _BOTH),
)


def urlpatterns(opened: Callable[[Page], Callable[..., Any]]) -> list[URLPattern]:
    """The addresses; ``opened`` asks what a row of the table says before the page is shown."""
    return [path(page.path, opened(page), name=page.name) for page in PAGES]
