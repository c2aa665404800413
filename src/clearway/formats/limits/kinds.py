"""What a single value may look like in any format: how long, how many digits, which characters, which years."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from decimal import Decimal

import msgspec

#: The first and the last year a message may speak of; the WCO schema writes every year as 20xx.
FIRST_YEAR, LAST_YEAR = 2000, 2099

#: No number is written with more digits after the point, zeros at the end included.
MOST_FRACTION = 6

LETTERS = re.compile(r"[A-Za-z]*\Z")
CAPITALS = re.compile(r"[A-Z]*\Z")
DIGITS = re.compile(r"[0-9]*\Z")
CHARACTERS = {LETTERS: "letters", CAPITALS: "capital letters", DIGITS: "digits"}

#: Control characters, halves of characters, and what XML cannot carry.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


class Wrong(msgspec.Struct, frozen=True):
    """Why a value is refused: a code, a sentence, what would pass, and the facts both sentences name."""

    code: str
    sentence: str
    passes: str
    facts: dict[str, str] = {}


NOT_BLANK = Wrong("FMT-011", "Text is empty, or begins or ends with blanks.", "text without blanks around it")
PRINTABLE = Wrong("FMT-012", "Text holds a control character.", "printable characters")
FINITE = Wrong("FMT-021", "This is not a number.", "digits with at most one decimal point")
POSITIVE = Wrong("FMT-023", "A number below zero.", "a number from 0")
ZONED = Wrong("FMT-031", "A time without a zone.", "a time with Z or an offset from UTC")
WHOLE_SECOND = Wrong("FMT-032", "A time finer than a second.", "whole seconds")
IN_RANGE = Wrong(
    "FMT-033",
    "A day outside the years {first} to {last}.",
    "a year from {first} to {last}",
    {"first": str(FIRST_YEAR), "last": str(LAST_YEAR)},
)


class Text(msgspec.Struct, frozen=True):
    """A text of at most so many characters; codes may be of one exact length, of one alphabet, or of a short list."""

    most: int
    only: re.Pattern[str] | None = None
    exactly: bool = False
    one_of: tuple[str, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Whether only its length is limited."""
        return self.only is None and not self.one_of

    @property
    def fits(self) -> Callable[[str], object]:
        """What is true of a text that is such a code, and of no other; plain texts all fit, however long."""
        if self.one_of:
            return frozenset(self.one_of).__contains__
        if self.only is None:
            return bool
        least = self.most if self.exactly else 0
        return re.compile(rf"(?=.{{{least},{self.most}}}\Z){self.only.pattern}").match

    @property
    def alphabet(self) -> str:
        """What the text may be made of, in words."""
        return CHARACTERS[self.only] if self.only is not None else "printable characters"

    def wrong(self, value: str) -> Wrong | None:
        """Why this text is refused, or nothing."""
        if not value or value != value.strip():
            return NOT_BLANK
        if not value.isprintable() and _UNPRINTABLE.search(value):
            return PRINTABLE
        if len(value) > self.most:
            return Wrong(
                "FMT-013",
                "Text is longer than {most} characters.",
                "at most {most} characters",
                {"most": str(self.most), "length": str(len(value))},
            )
        return None if self.is_plain else self._wrong_code(value)

    def _wrong_code(self, value: str) -> Wrong | None:
        if self.one_of:
            choice = {"choice": ", ".join(self.one_of)}
            return None if value in self.one_of else Wrong("FMT-015", "No such code here.", "one of {choice}", choice)
        assert self.only is not None
        if self.only.match(value) and not (self.exactly and len(value) != self.most):
            return None
        facts = {"most": str(self.most), "characters": self.alphabet}
        passes = "exactly {most} {characters}" if self.exactly else "at most {most} {characters}"
        return Wrong("FMT-014", "A code of another form is expected here.", passes, facts)


class Number(msgspec.Struct, frozen=True):
    """A number from zero up, of so many digits in all and so many after the point; zeros at the end do not count."""

    digits: int
    fraction: int = 0

    @property
    def plain(self) -> re.Pattern[str]:
        """Numbers as almost all are written; every one of them is within the size, others may be as well."""
        after = rf"(?:\.[0-9]{{1,{self.fraction}}})?" if self.fraction else ""
        return re.compile(rf"\A[0-9]{{1,{self.digits - self.fraction}}}{after}\Z")

    def wrong(self, value: Decimal | int) -> Wrong | None:
        """Why this number is refused, or nothing."""
        number = Decimal(value)
        sign, digits, exponent = number.as_tuple()
        if not isinstance(exponent, int):
            return FINITE
        if sign and any(digits):
            return POSITIVE
        if -self.fraction <= exponent <= 0 and len(digits) <= self.digits:
            return None
        return self._wrong_size(digits, exponent)

    def _wrong_size(self, digits: tuple[int, ...], exponent: int) -> Wrong | None:
        shown = "".join(map(str, digits)).lstrip("0")
        significant = shown.rstrip("0")
        after = max(0, -exponent - len(shown) + len(significant))
        whole = max(0, len(shown) + exponent)
        if -MOST_FRACTION <= exponent <= 0 and after <= self.fraction and whole + after <= self.digits:
            return None
        facts = {"digits": str(self.digits), "fraction": str(self.fraction)}
        passes = "at most {digits} digits, {fraction} of them after the point"
        return Wrong("FMT-022", "A number of too many digits.", passes, facts)


class Moment(msgspec.Struct, frozen=True):
    """An instant with its zone, to the second, in a year a message may speak of."""

    def wrong(self, value: datetime) -> Wrong | None:
        """Why this instant is refused, or nothing."""
        if value.tzinfo is None:
            return ZONED
        if value.microsecond:
            return WHOLE_SECOND
        if all(FIRST_YEAR <= year <= LAST_YEAR for year in _years(value)):
            return None
        return IN_RANGE


def _years(value: datetime) -> Iterator[int]:
    """The year where it was written, and the year in UTC; an instant at the end of time has none there."""
    yield value.year
    if FIRST_YEAR <= value.year <= LAST_YEAR:
        yield value.astimezone(UTC).year


Limit = Text | Number | Moment
