"""Every page of the desk: its audience, its permission, what may be sent to it."""

from collections.abc import Callable
from typing import Any, Final

from django.urls import URLPattern, path

from clearway.hub.desk import overseeing, pages, reviewing
from clearway.hub.desk.clerk import at_the_desk
from clearway.platform.theme.page import Page

_ASK: Final = "hub:ask"
_OVERSEE: Final = "hub:oversee"
_BOTH: Final = ("GET", "POST")
_POST: Final = ("POST",)

PAGES: Final[tuple[Page, ...]] = (
    Page("desk", "desk", at_the_desk(pages.start), "official", _ASK),
    Page("desk/ask", "desk-ask", at_the_desk(pages.ask), "official", _ASK, _BOTH),
    Page("desk/preview", "desk-preview", at_the_desk(pages.preview), "official", _ASK, _POST),
    Page("desk/consent", "desk-consent", at_the_desk(pages.consent), "official", _ASK, _POST),
    Page("desk/prove", "desk-prove", at_the_desk(pages.prove), "official", _ASK, _POST),
    Page("desk/again", "desk-again", at_the_desk(pages.again), "official", _ASK),
    Page("desk/look", "desk-look", at_the_desk(pages.look), "official", _ASK, _POST),
    Page("desk/mine", "desk-mine", at_the_desk(overseeing.mine), "official", _ASK),
    Page("desk/overseen", "desk-overseen", at_the_desk(overseeing.everybody), "official", _OVERSEE),
    Page("desk/reviews", "desk-reviews", at_the_desk(reviewing.waiting), "official", _OVERSEE),
    Page("desk/reviews/<uuid:review>", "desk-review", at_the_desk(reviewing.one), "official", _OVERSEE, _BOTH),
    Page("desk/flags/<uuid:flag>", "desk-flag", at_the_desk(reviewing.flag), "official", _OVERSEE, _BOTH),
)  # fmt: skip


def urlpatterns(opened: Callable[[Page], Callable[..., Any]]) -> list[URLPattern]:
    """The addresses; ``opened`` asks what a row of the table says before the page is shown."""
    return [path(page.path, opened(page), name=page.name) for page in PAGES]
