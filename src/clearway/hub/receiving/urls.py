"""Every page of the receiver: its audience, its permission."""

from collections.abc import Callable
from typing import Any, Final

from django.urls import URLPattern, path

from clearway.hub.receiving import pages
from clearway.platform.theme.page import Page

_RECEIVE: Final = "hub:receive"

PAGES: Final[tuple[Page, ...]] = (
    Page("receiving", "receiving", pages.listed, "official", _RECEIVE),
    Page("receiving/<uuid:number>", "receiving-one", pages.one, "official", _RECEIVE),
)


def urlpatterns(opened: Callable[[Page], Callable[..., Any]]) -> list[URLPattern]:
    """The addresses; ``opened`` asks what a row of the table says before the page is shown."""
    return [path(page.path, opened(page), name=page.name) for page in PAGES]
