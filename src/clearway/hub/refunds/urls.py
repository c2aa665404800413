"""The page of the refund finder."""

from collections.abc import Callable
from typing import Any, Final

from django.urls import URLPattern, path

from clearway.hub.citizen.showing import of_citizens
from clearway.hub.refunds import pages
from clearway.platform.theme.page import Page

PAGES: Final[tuple[Page, ...]] = (
    Page("me/refunds", "refunds", of_citizens(pages.refunds), "person", "own-account", ("GET", "POST")),
)


def urlpatterns(opened: Callable[[Page], Callable[..., Any]]) -> list[URLPattern]:
    """The addresses; ``opened`` asks what a row of the table says before the page is shown."""
    return [path(page.path, opened(page), name=page.name) for page in PAGES]
