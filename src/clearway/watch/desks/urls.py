"""Every page of the desks of the watch: its audience, its permission, what may be sent to it."""

from collections.abc import Callable
from typing import Any, Final

from django.urls import URLPattern, path

from clearway.platform.theme.page import Page
from clearway.watch.desks import forum, overview, pages, trying, writing
from clearway.watch.desks.seat import Officials, seated

_READ: Final = "watch:read"
_OVERSEE: Final = "watch:oversee"
_AUDIT: Final = "watch:audit"
_AUTHOR: Final = "watch:author"
_BOTH: Final = ("GET", "POST")

PAGES: Final[tuple[Page, ...]] = (
    Page("watch", "watch", pages.mine, "official", _READ),
    Page("watch/findings/<int:number>", "watch-finding", pages.finding, "official", _READ, _BOTH),
    Page("watch/overview", "watch-overview", overview.overview, "official", _OVERSEE, _BOTH),
    Page("watch/scenarios", "watch-scenarios", overview.scenarios, "official", _READ),
    Page("watch/scenarios/<slug:number>", "watch-scenario", overview.scenario, "official", _READ),
    Page("watch/trials", "watch-trials", forum.trials, "official", _AUDIT),
    Page("watch/proposals", "watch-proposals", forum.proposals, "official", _READ, _BOTH),
    Page("watch/proposals/<int:number>", "watch-proposal", forum.proposal, "official", _READ, _BOTH),
    Page("watch/authoring", "watch-authoring", writing.every, "official", _AUTHOR, _BOTH),
    Page("watch/authoring/shapes/<slug:shape>", "watch-authoring-shape", writing.shape, "official", _AUTHOR, _BOTH),
    Page("watch/authoring/<int:number>", "watch-writing", writing.one, "official", _AUTHOR, _BOTH),
    Page("watch/authoring/<int:number>/text", "watch-writing-text", writing.text, "official", _AUTHOR, _BOTH),
    Page("watch/authoring/<int:number>/card", "watch-writing-card", writing.card, "official", _AUTHOR, _BOTH),
    Page(
        "watch/authoring/<int:number>/fixtures", "watch-writing-fixtures", trying.fixtures, "official", _AUTHOR, _BOTH
    ),
    Page(
        "watch/authoring/<int:number>/fixtures/<int:place>",
        "watch-writing-fixture",
        trying.fixture,
        "official",
        _AUTHOR,
        _BOTH,
    ),
    Page(
        "watch/authoring/<int:number>/backtest", "watch-writing-backtest", trying.backtest, "official", _AUTHOR, _BOTH
    ),
)


def urlpatterns(opened: Callable[[Page], Callable[..., Any]], officials: Officials) -> list[URLPattern]:
    """The addresses; ``opened`` asks what a row of the table says before the page is shown."""
    seats = (page._replace(view=seated(page.view, officials)) for page in PAGES)
    return [path(page.path, opened(page), name=page.name) for page in seats]
