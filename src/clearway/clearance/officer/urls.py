"""Every page of the office: its audience, its permission, what may be sent to it."""

from typing import Final

from django.urls import URLPattern, path

from clearway.clearance.officer import acts, file, money, overview, photographs, revoking, worklist
from clearway.clearance.officer.foreseen import Foresee, unasked
from clearway.clearance.officer.forms import ACTS, Act
from clearway.clearance.opening import opened
from clearway.platform.theme.page import Page

_READ: Final = "files:read"
_BOTH: Final = ("GET", "POST")
_ONE: Final = "office/files/<str:number>"


def pages(foresee: Foresee) -> tuple[Page, ...]:
    """The pages of files, given who is asked what the watch would find."""
    return (
        Page("office", "worklist", worklist.worklist, "officer", _READ),
        Page("office/overview", "office-overview", overview.overview, "officer", "office:read"),
        Page(_ONE, "office-file", file.file, "officer", _READ),
        Page(f"{_ONE}/declared", "office-declared", file.declared, "officer", _READ),
        Page(f"{_ONE}/amounts", "office-amounts", file.amounts, "officer", _READ),
        Page(f"{_ONE}/history", "office-history", file.history, "officer", _READ),
        Page(f"{_ONE}/photographs/<str:picture>", "office-photograph", photographs.photograph, "officer", _READ),
        Page(f"{_ONE}/receipt", "office-receipt", revoking.revoking, "officer", "receipts:revoke", _BOTH),
        *(_of_act(act, foresee) for act in ACTS),
    )


def _of_act(act: Act, foresee: Foresee) -> Page:
    view = acts.page(act, foresee)
    return Page(f"{_ONE}/{act.name}", f"office-{act.name}", view, "officer", act.permission, _BOTH)


#: What each page is for, whoever is asked.
PAGES: Final = pages(unasked)

_MONEY: Final = "money:assign"
_PAYMENT: Final = "office/money/<int:number>"
#: Money is nobody's office's: whoever looks after it looks after all of it.
OF_MONEY: Final = (
    Page("office/money", "office-money", money.listed, "officer", _MONEY),
    Page(_PAYMENT, "office-money-one", money.one, "officer", _MONEY),
    Page(f"{_PAYMENT}/assign", "office-money-assign", money.assigning, "officer", _MONEY, ("POST",)),
    Page(f"{_PAYMENT}/return", "office-money-return", money.giving_back, "officer", _MONEY, ("POST",)),
)


def urlpatterns(foresee: Foresee) -> list[URLPattern]:
    """The pages at their addresses."""
    return [path(page.path, opened(page), name=page.name) for page in (*pages(foresee), *OF_MONEY)]
