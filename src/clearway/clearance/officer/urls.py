"""Every page of the office: its audience, its permission, what may be sent to it."""

from typing import Final

from django.urls import URLPattern, path

from clearway.clearance.officer import acts, file, overview, photographs, worklist
from clearway.clearance.officer.forms import ACTS
from clearway.clearance.opening import opened
from clearway.platform.theme.page import Page

_READ: Final = "files:read"
_ONE: Final = "office/files/<str:number>"

PAGES: Final = (
    Page("office", "worklist", worklist.worklist, "officer", _READ),
    Page("office/overview", "office-overview", overview.overview, "officer", "office:read"),
    Page(_ONE, "office-file", file.file, "officer", _READ),
    Page(f"{_ONE}/declared", "office-declared", file.declared, "officer", _READ),
    Page(f"{_ONE}/amounts", "office-amounts", file.amounts, "officer", _READ),
    Page(f"{_ONE}/history", "office-history", file.history, "officer", _READ),
    Page(f"{_ONE}/photographs/<str:picture>", "office-photograph", photographs.photograph, "officer", _READ),
    *(
        Page(f"{_ONE}/{act.name}", f"office-{act.name}", acts.page(act), "officer", act.permission, ("GET", "POST"))
        for act in ACTS
    ),
)


def urlpatterns() -> list[URLPattern]:
    """The pages at their addresses."""
    return [path(page.path, opened(page), name=page.name) for page in PAGES]
