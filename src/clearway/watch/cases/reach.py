"""How far a person of the watch sees, and how many days the law gives."""

from datetime import date
from typing import Protocol

from clearway.watch.rulebook.public import Book, local


class Seeing(Protocol):
    """Whoever looks: for which government, and what they may."""

    @property
    def office(self) -> str | None:
        """The code of the government."""
        ...

    def may(self, permission: str) -> bool:
        """Whether the permission was granted."""
        ...


def reach(book: Book, who: Seeing) -> frozenset[str]:
    """The governments whose findings somebody sees: their own, and for an auditor all that lie within it."""
    own = who.office or ""
    if own not in {one.code for one in book.tenants}:
        return frozenset()
    if not who.may("watch:audit"):
        return frozenset({own})
    seen, edge = {own}, {own}
    while edge:
        edge = {one.code for one in book.tenants if one.within in edge} - seen
        seen |= edge
    return frozenset(seen)


def days_in(book: Book, tenant: str, code: str, day: date) -> int | None:
    """A number of days in a government: its own where it has set one, else the law's; nothing where there is none."""
    found = local.amount_on(book, tenant, code, day)
    return None if found is None else int(found)
