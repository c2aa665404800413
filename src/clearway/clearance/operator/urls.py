"""Every page of the operator: its audience, its permission, what may be sent to it."""

from typing import Final

from django.urls import URLPattern, path

from clearway.clearance.opening import opened
from clearway.clearance.operator import pages
from clearway.platform.theme.page import Page

_READ: Final = "cargo:read"
_WRITE: Final = "cargo:write"
_ONE: Final = "cargo/records/<str:number>"

PAGES: Final = (
    Page("cargo", "cargo", pages.released, "operator", _READ),
    Page("cargo/records", "cargo-records", pages.records, "operator", _READ),
    Page("cargo/announce", "cargo-announce", pages.announce, "operator", _WRITE, ("GET", "POST")),
    Page(_ONE, "cargo-record", pages.record, "operator", _READ),
    Page(f"{_ONE}/arrive", "cargo-arrive", pages.arrive, "operator", _WRITE, ("GET", "POST")),
    Page(f"{_ONE}/leave", "cargo-leave", pages.leave, "operator", _WRITE, ("GET", "POST")),
)

urlpatterns: list[URLPattern] = [path(page.path, opened(page), name=page.name) for page in PAGES]
