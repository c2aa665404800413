"""Every page of the desks of the watch: its audience, its permission, what may be sent to it."""

from collections.abc import Callable
from typing import Any, Final

from django.urls import URLPattern, path

from clearway.platform.theme.page import Page
from clearway.watch.desks import figures, forum, linked, looks, open_data, overview, pages, trying, writing
from clearway.watch.desks.seat import Connected, Officials, seated

_READ: Final = "watch:read"
_OVERSEE: Final = "watch:oversee"
_ACT: Final = "watch:act"
_AUDIT: Final = "watch:audit"
_AUTHOR: Final = "watch:author"
_BOTH: Final = ("GET", "POST")

PAGES: Final[tuple[Page, ...]] = (
    Page("watch", "watch", pages.mine, "official", _READ),
    Page("watch/findings/<int:number>", "watch-finding", pages.finding, "official", _READ, _BOTH),
    Page("watch/overview", "watch-overview", overview.overview, "official", _OVERSEE, _BOTH),
    Page("watch/scenarios", "watch-scenarios", overview.scenarios, "official", _READ),
    Page("watch/scenarios/<slug:number>", "watch-scenario", overview.scenario, "official", _READ),
    Page("watch/own", "watch-own", looks.own, "official", _ACT),
    Page("watch/several", "watch-several", looks.several, "official", _ACT, _BOTH),
    Page("watch/reviews", "watch-reviews", looks.reviews, "official", _AUDIT),
    Page("watch/reviews/<int:number>", "watch-review", looks.review, "official", _AUDIT, _BOTH),
    Page("watch/local", "watch-local", looks.local, "official", _OVERSEE, _BOTH),
    Page("watch/figures", "watch-figures", figures.figures, "official", _OVERSEE),
    Page("watch/figures/coverage", "watch-coverage", figures.coverage, "official", _OVERSEE),
    Page("watch/figures/linkage", "watch-linkage", linked.linkage, "official", _AUDIT),
    Page("watch/figures/worth", "watch-worth", figures.worth, "official", _OVERSEE),
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

#: What everybody may read.
OPEN: Final[tuple[Page, ...]] = (Page("watch/open-data.csv", "watch-open-data", open_data.table, "public", None),)


def urlpatterns(
    opened: Callable[[Page], Callable[..., Any]], officials: Officials, connected: Connected
) -> list[URLPattern]:
    """The addresses; ``opened`` asks what a row of the table says before the page is shown."""
    seats = (page._replace(view=seated(page.view, officials, connected)) for page in PAGES)
    return [path(page.path, opened(page), name=page.name) for page in (*seats, *OPEN)]
