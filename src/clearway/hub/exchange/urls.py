"""The pages of the exchange."""

from collections.abc import Callable
from typing import Any, Final

from django.urls import URLPattern, path

from clearway.hub.exchange import pages
from clearway.platform.theme.page import Page

PAGES: Final[tuple[Page, ...]] = (
    Page(".well-known/clearway-log-keys.json", "public-keys", pages.public_keys, "public", None),
)


def urlpatterns(opened: Callable[[Page], Callable[..., Any]]) -> list[URLPattern]:
    """The addresses; ``opened`` asks what a row of the table says before the page is shown."""
    return [path(page.path, opened(page), name=page.name) for page in PAGES]
