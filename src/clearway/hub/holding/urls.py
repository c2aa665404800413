"""Every page of the holder: its audience, its permission, what may be sent to it."""

from collections.abc import Callable
from typing import Any, Final

from django.urls import URLPattern, path

from clearway.hub.holding import pages, system
from clearway.platform.theme.page import Page

_HOLD: Final = "hub:hold"
_BOTH: Final = ("GET", "POST")

PAGES: Final[tuple[Page, ...]] = (
    Page("holding", "holding", pages.listed, "official", _HOLD),
    Page("holding/usage", "holding-usage", pages.usage, "official", _HOLD),
    Page("holding/system", "holding-system", system.system, "official", _HOLD, _BOTH),
    Page("holding/agreements/<str:number>/<int:version>", "holding-agreement", pages.one, "official", _HOLD, _BOTH),
)


def urlpatterns(opened: Callable[[Page], Callable[..., Any]]) -> list[URLPattern]:
    """The addresses; ``opened`` asks what a row of the table says before the page is shown."""
    return [path(page.path, opened(page), name=page.name) for page in PAGES]
