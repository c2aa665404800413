"""Text as people type it, read as numbers and days; what cannot be read is told, never guessed."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext_noop as noop

NOT_A_NUMBER = noop("This is not a number. Use digits, with a point before decimals, for example 2500.50.")
WHICH_COMMA = noop(
    "A comma may mean thousands or decimals. Use a point before decimals and no comma, for example 2500.50."
)
NOT_A_DAY = noop("This is not a date. Write it as year, month and day, for example 2026-05-31.")
TOO_LONG = noop("This is too long: at most {most} characters.")
#: Spaces that people and spreadsheets put between thousands.
_SPACES = dict.fromkeys(map(ord, " \u00a0\u202f\u2009_'"))
LONGEST_NUMBER = 24
#: Thousands in threes and decimals after another sign, or several groups of three: these can be read one way only.
_GROUPED = (
    (re.compile(r"\d{1,3}(,\d{3})+\.\d+|\d{1,3}(,\d{3}){2,}"), ","),
    (re.compile(r"\d{1,3}(\.\d{3})+,\d+|\d{1,3}(\.\d{3}){2,}"), "."),
)


class Unreadable(ValueError):
    """What was typed is not what the field holds; the message is an English sentence of the catalogue."""


def number(text: str) -> Decimal | None:
    """A number; nothing where nothing was typed."""
    plain = _without_groups(text.strip().translate(_SPACES))
    if not plain:
        return None
    if "," in plain:
        raise Unreadable(WHICH_COMMA)
    try:
        value = Decimal(plain) if len(plain) <= LONGEST_NUMBER and plain.isascii() else Decimal("NaN")
    except InvalidOperation:
        raise Unreadable(NOT_A_NUMBER) from None
    if not value.is_finite() or "e" in plain.casefold():
        raise Unreadable(NOT_A_NUMBER)
    return value


def as_digits(text: str) -> str:
    """A number without what stands between its thousands; what cannot be read stands as it was typed."""
    try:
        value = number(text)
    except Unreadable:
        return text
    return "" if value is None else _without_groups(text.strip().translate(_SPACES))


def _without_groups(plain: str) -> str:
    for pattern, between in _GROUPED:
        if plain.isascii() and pattern.fullmatch(plain):
            return plain.replace(between, "").replace(",", ".")
    return plain


def day(text: str) -> datetime | None:
    """The first moment of a day, in UTC as messages have it; nothing where nothing was typed."""
    plain = text.strip()
    if not plain:
        return None
    try:
        found = date.fromisoformat(plain)
    except ValueError:
        raise Unreadable(NOT_A_DAY) from None
    return datetime(found.year, found.month, found.day, tzinfo=UTC)


def entries(text: str) -> list[str]:
    """Several numbers in one field, told apart by commas."""
    return [one.strip() for one in text.split(",") if one.strip()]
