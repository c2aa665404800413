"""Numbers of law that figures rest on."""

from datetime import date
from decimal import Decimal

from clearway.watch.rulebook.public import Book


def number(book: Book, code: str, day: date) -> Decimal | None:
    """A number as the law has it on a day; nothing where it names none."""
    held = (amount for name, since, until, amount in book.law if name == code and since <= day <= (until or day))
    return next(held, None)
