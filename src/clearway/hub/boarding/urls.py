"""Every page of coming aboard: its audience, its permission, what may be sent to it."""

from collections.abc import Callable
from typing import Any, Final

from django.urls import URLPattern, path

from clearway.hub.boarding import pages, proposals
from clearway.platform.theme.page import Page

_JOIN: Final = "hub:join"
_BOTH: Final = ("GET", "POST")

PAGES: Final[tuple[Page, ...]] = (
    Page("joining", "joining", pages.steps, "official", _JOIN),
    Page("joining/keys", "joining-keys", pages.keys, "official", _JOIN, _BOTH),
    Page("joining/certificates", "joining-certificates", pages.certificates, "official", _JOIN, _BOTH),
    Page("joining/agreements", "joining-agreements", proposals.agreements, "official", _JOIN),
    Page(
        "joining/agreements/<str:number>/<int:version>", "joining-agreement", proposals.agreement, "official", _JOIN
    ),
    Page("joining/propose", "joining-kinds", proposals.kinds, "official", _JOIN),
    Page("joining/propose/<str:kind>", "joining-propose", proposals.propose, "official", _JOIN, _BOTH),
)


def urlpatterns(opened: Callable[[Page], Callable[..., Any]]) -> list[URLPattern]:
    """The addresses; ``opened`` asks what a row of the table says before the page is shown."""
    return [path(page.path, opened(page), name=page.name) for page in PAGES]
