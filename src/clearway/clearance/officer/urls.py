"""Every page of the office: its audience, its permission, what may be sent to it."""

from typing import Final

from django.urls import URLPattern, path

from clearway.clearance.officer import acts, file, money, overview, photographs, revoking, worklist
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
    Page(f"{_ONE}/receipt", "office-receipt", revoking.revoking, "officer", "receipts:revoke", ("GET", "POST")),
    *(
        Page(f"{_ONE}/{act.name}", f"office-{act.name}", acts.page(act), "officer", act.permission, ("GET", "POST"))
        for act in ACTS
    ),
)

_MONEY: Final = "money:assign"
_PAYMENT: Final = "office/money/<int:number>"
#: Money is nobody's office's: whoever looks after it looks after all of it.
OF_MONEY: Final = (
    Page("office/money", "office-money", money.listed, "officer", _MONEY),
    Page(_PAYMENT, "office-money-one", money.one, "officer", _MONEY),
    Page(f"{_PAYMENT}/assign", "office-money-assign", money.assigning, "officer", _MONEY, ("POST",)),
    Page(f"{_PAYMENT}/return", "office-money-return", money.giving_back, "officer", _MONEY, ("POST",)),
)


def urlpatterns() -> list[URLPattern]:
    """The pages at their addresses."""
    return [path(page.path, opened(page), name=page.name) for page in (*PAGES, *OF_MONEY)]
