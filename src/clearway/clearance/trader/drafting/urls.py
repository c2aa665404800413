"""Every page of the guided form, and of what is done to a lodged declaration by it."""

from typing import Final

from clearway.clearance.trader.drafting import changes, drafts, goods, sending, sheets, tariffs
from clearway.clearance.trader.drafting import pages as questions
from clearway.clearance.trader.uploads import Read
from clearway.platform.theme.page import Page

_WRITE: Final = "declarations:write"
_BOTH: Final = ("GET", "POST")


def pages(read: Read) -> tuple[Page, ...]:
    """The pages, given who reads messages."""
    one = "drafts/<str:draft>"
    item = f"{one}/items/<str:number>"
    lodged = "declarations/<str:number>"
    return (
        Page("declare", "declare", drafts.begin, "trader", _WRITE, _BOTH),
        Page("drafts", "drafts", drafts.listed, "trader", _WRITE),
        Page(one, "draft", drafts.resumed, "trader", _WRITE),
        Page(f"{one}/remove", "draft-remove", drafts.removed, "trader", _WRITE, _BOTH),
        Page(f"{one}/check", "draft-check", sending.page(read), "trader", _WRITE, _BOTH),
        Page(f"{one}/items", "draft-items", goods.table, "trader", _WRITE, _BOTH),
        Page(f"{one}/items/sheet", "draft-sheet", sheets.page, "trader", _WRITE, _BOTH),
        Page(f"{one}/items/sheet.<str:form>", "draft-template", sheets.template, "trader", _WRITE),
        Page(item, "draft-item", goods.item, "trader", _WRITE, _BOTH),
        Page(f"{item}/find", "draft-commodity", tariffs.find, "trader", _WRITE, _BOTH),
        Page(f"{one}/<str:question>", "draft-question", questions.question, "trader", _WRITE, _BOTH),
        Page(f"{lodged}/change", "change", changes.begun, "trader", _WRITE, ("POST",)),
        Page(f"{lodged}/withdraw", "withdraw", changes.withdrawn(read), "trader", _WRITE, _BOTH),
    )
