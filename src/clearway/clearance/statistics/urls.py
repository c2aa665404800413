"""Every page of the statistics: its audience and its permission."""

from functools import partial
from typing import Final

from django.urls import URLPattern, path

from clearway.clearance.opening import opened
from clearway.clearance.statistics import open_data, pages
from clearway.platform.theme.page import Page

_PERMISSION: Final = "office:read"

PAGES: Final = (
    Page("statistics", "statistics-declarations", pages.declarations, "officer", _PERMISSION),
    Page("statistics/controls", "statistics-controls", pages.controls, "officer", _PERMISSION),
    Page("statistics/revenue", "statistics-revenue", pages.revenue, "officer", _PERMISSION),
    Page("statistics/release-times", "statistics-release-times", pages.release_times, "officer", _PERMISSION),
    *(
        Page(
            f"statistics/{what}.csv",
            f"statistics-{what}-file",
            partial(pages.download, what=what),
            "officer",
            _PERMISSION,
        )
        for what in pages.FILES
    ),
    Page("open-data", "open-data", open_data.page, "public", None),
    Page("open-data/<slug:name>.<str:kind>", "open-data-file", open_data.file, "public", None),
)

urlpatterns: list[URLPattern] = [path(page.path, opened(page), name=page.name) for page in PAGES]
