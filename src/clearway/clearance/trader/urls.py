"""Every page of the trader's portal: its audience, its permission, what may be sent to it.

Addresses, the permission test and the catalogue are all made from this table.
"""

from typing import Final

from django.urls import URLPattern, path

from clearway.clearance.trader import appealing, asking, declarations, lodging, party, searching, starting, status
from clearway.clearance.trader.drafting import urls as drafting
from clearway.clearance.trader.opening import opened
from clearway.clearance.trader.uploads import Read
from clearway.platform.theme.page import Page

_READ: Final = "declarations:read"
_WRITE: Final = "declarations:write"


def pages(read: Read) -> tuple[Page, ...]:
    """The pages, given who reads the files that are sent to them."""
    one = "declarations/<str:number>"
    return (
        Page("", "home", starting.home, "trader", _READ),
        Page("declarations", "declarations", searching.listed, "trader", _READ),
        Page("declarations.csv", "declarations-csv", searching.exported, "trader", _READ),
        Page(one, "declaration", declarations.file, "trader", _READ),
        Page(f"{one}/amounts", "amounts", declarations.amounts, "trader", _READ),
        Page(f"{one}/declared", "declared", declarations.declared, "trader", _READ),
        Page(f"{one}/history", "history", declarations.history, "trader", _READ),
        Page(f"{one}/messages/<str:version>", "message", declarations.message, "trader", _READ),
        Page(f"{one}/receipt.<str:form>", "receipt-of", declarations.receipt, "trader", _READ),
        *drafting.pages(read),
        Page("lodge", "lodge", lodging.page(read), "trader", _WRITE, ("GET", "POST")),
        *asking.PAGES,
        *appealing.PAGES,
        *party.PAGES,
        Page("status", "status", status.status, "public", None),
    )


def urlpatterns(read: Read) -> list[URLPattern]:
    """The pages at their addresses."""
    return [path(page.path, opened(page), name=page.name) for page in pages(read)]
