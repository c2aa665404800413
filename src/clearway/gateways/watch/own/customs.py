"""The government of the watch that customs is."""

from typing import Final

from clearway.watch.rulebook.public import Book

#: What the pack calls customs among the governments.
_KIND: Final = "customs"


def tenant_of(book: Book) -> str:
    """For which government the platform's own records are; nothing where the pack names none."""
    return next((one.code for one in book.tenants if one.kind == _KIND), "")
