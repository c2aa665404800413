"""The answers of a draft, read one by one; those that cannot be read are noted and left out."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import TypeVar

import msgspec

from clearway.clearance.trader.drafting import written
from clearway.stations.drafts.public import Draft, Row

_T = TypeVar("_T")


class Misread(msgspec.Struct, frozen=True):
    """An answer that is not what its field holds: the page, the row (0 where there is none), the field, and why."""

    question: str
    row: int
    field: str
    found: str
    sentence: str
    facts: dict[str, str] = {}


class Answers:
    """What a draft says, read piece by piece."""

    def __init__(self, draft: Draft) -> None:
        """Look at a draft."""
        self.regime = draft.regime
        self.party = draft.party
        self.misread: list[Misread] = []
        self._answers = draft.answers
        self._rows = draft.rows

    def text(self, name: str) -> str | None:
        """An answer without the space around it; nothing where it is empty."""
        return self._answers.get(name, "").strip() or None

    def number(self, question: str, name: str) -> Decimal | None:
        """An answer that is a number."""
        return self._read(written.number, self._answers.get(name, ""), question, 0, name)

    def day(self, question: str, name: str) -> datetime | None:
        """An answer that is a date."""
        return self._read(written.day, self._answers.get(name, ""), question, 0, name)

    def rows(self, name: str) -> list[Row]:
        """The rows of a list."""
        return self._rows.get(name, [])

    def number_in(self, question: str, name: str, row: Row, n: int) -> Decimal | None:
        """A number in a row, counted from 1."""
        return self._read(written.number, row.get(name, ""), question, n, name)

    def whole(self, question: str, name: str, row: Row, n: int) -> int | None:
        """A whole number in a row, counted from 1."""
        found = self.number_in(question, name, row, n)
        if found is not None and found != found.to_integral_value():
            self.misread.append(Misread(question, n, name, row.get(name, ""), written.NOT_A_NUMBER))
            return None
        return None if found is None else int(found)

    def _read(self, read: Callable[[str], _T | None], text: str, question: str, row: int, name: str) -> _T | None:
        try:
            return read(text)
        except written.Unreadable as error:
            self.misread.append(Misread(question, row, name, text, str(error)))
            return None
