"""Every page of the agency: its audience, its permission, what may be sent to it."""

from typing import Final

from django.urls import URLPattern, path

from clearway.clearance.agency import pages
from clearway.clearance.opening import opened
from clearway.platform.theme.page import Page

_READ: Final = "permits:read"
_WRITE: Final = "permits:write"
_ONE: Final = "agency/permits/<str:number>"

PAGES: Final = (
    Page("agency", "permits", pages.register, "agency", _READ),
    Page("agency/waiting", "permits-waiting", pages.waiting, "agency", _READ),
    Page("agency/issue", "permit-issue", pages.issue, "agency", _WRITE, ("GET", "POST")),
    Page(_ONE, "permit", pages.permit, "agency", _READ),
    Page(f"{_ONE}/change", "permit-change", pages.change, "agency", _WRITE, ("GET", "POST")),
    *(
        Page(f"{_ONE}/{way.name}", f"permit-{way.name}", pages.stopping(way), "agency", _WRITE, ("GET", "POST"))
        for way in pages.STOPPINGS
    ),
)

urlpatterns: list[URLPattern] = [path(page.path, opened(page), name=page.name) for page in PAGES]
