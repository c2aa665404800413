"""The pages of the survey: for each citizen, and its results for everybody."""

from collections.abc import Callable
from typing import Any, Final

from django.urls import URLPattern, path

from clearway.hub.citizen.showing import of_citizens
from clearway.hub.survey import pages
from clearway.platform.theme.page import Page

_OWN: Final = "own-account"

PAGES: Final[tuple[Page, ...]] = (
    Page("me/survey", "surveys", of_citizens(pages.listed), "person", _OWN),
    Page("me/survey/<uuid:access>", "survey", of_citizens(pages.one), "person", _OWN, ("GET", "POST")),
    Page("satisfaction", "satisfaction", pages.everybody, "public", None),
)


def urlpatterns(opened: Callable[[Page], Callable[..., Any]]) -> list[URLPattern]:
    """The addresses; ``opened`` asks what a row of the table says before the page is shown."""
    return [path(page.path, opened(page), name=page.name) for page in PAGES]
