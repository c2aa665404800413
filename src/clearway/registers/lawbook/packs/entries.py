"""One mapping or row of a pack, read key by key: every key is asked for, or it is a fault."""

import re
from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from clearway.core.kernel.period import Period
from clearway.registers.lawbook.packs.faults import FaultList

_NUMBER = re.compile(r"-?(0|[1-9]\d{0,17})(\.\d{1,18})?")
_MISSING = object()


class Entry:
    """Values with a place: what is missing, of the wrong kind or not asked for is noted as a fault."""

    def __init__(
        self,
        values: Mapping[Any, Any],
        *,
        file: str,
        line: int,
        faults: FaultList,
        lines: dict[str, int] | None = None,
    ) -> None:
        self.values = values
        self.file = file
        self.line = line
        self.faults = faults
        self.lines = lines or {}
        self.asked: set[Any] = set()

    def fault(self, code: str, found: object, would_pass: str, *, key: str = "") -> None:
        """Note a fault of this entry, at the line of a key where it is known."""
        self.faults.add(self.file, self.lines.get(key, self.line), code, found, would_pass)

    def raw(self, key: str, *, required: bool = True) -> Any:
        """The value as it stands; nothing where it is missing or empty."""
        self.asked.add(key)
        value = self.values.get(key, _MISSING)
        if value is _MISSING or value is None or value == "":
            if required:
                self.fault("LAW-006", f"no {key}", f"a value for {key}", key=key)
            return None
        return value

    def text(self, key: str, *, required: bool = True) -> str:
        """A piece of text; empty where there is none."""
        value = self.raw(key, required=required)
        if value is None:
            return ""
        if not isinstance(value, str):
            self.fault("LAW-007", f"{key}: {value}", "text; quote it if it looks like a number or a day", key=key)
            return ""
        return value

    def code(self, key: str, pattern: str, *, required: bool = True) -> str:
        """A code of a given form."""
        value = self.text(key, required=required)
        if value and not re.fullmatch(pattern, value):
            self.fault("LAW-007", f"{key}: {value}", f"a code of the form {pattern}", key=key)
            return ""
        return value

    def choice(self, key: str, choices: Collection[str], *, required: bool = True) -> str:
        """One of some words."""
        value = self.text(key, required=required)
        if value and value not in choices:
            self.fault("LAW-008", f"{key}: {value}", f"one of {', '.join(sorted(choices))}", key=key)
            return ""
        return value

    def law(self, key: str = "law") -> str:
        """The legal reference; without one nothing is law."""
        value = self.raw(key, required=False)
        if not isinstance(value, str):
            self.fault("LAW-011", f"no {key}", "the act and its section, in words", key=key)
            return ""
        return value

    def day(self, key: str, *, required: bool = True) -> date | None:
        """A day of the calendar."""
        value = self.raw(key, required=required)
        if isinstance(value, str):
            try:
                return date.fromisoformat(value)
            except ValueError:
                value = f"{key}: {value}"
        if value is None or isinstance(value, date):
            return value
        self.fault("LAW-007", value, "a day of the calendar, as 2026-01-31", key=key)
        return None

    def period(self, since: str = "since", until: str = "until") -> Period:
        """A first day, and a last day or none; both belong to the period."""
        first, last = self.day(since), self.day(until, required=False)
        if first and last and last < first:
            self.fault("LAW-010", f"{first} to {last}", "a last day that is not before the first", key=until)
            last = None
        return Period(first or date.max, last)

    def number(self, key: str, *, required: bool = True) -> Decimal | None:
        """An exact number."""
        value = self.raw(key, required=required)
        if value is None or isinstance(value, Decimal):
            return value
        text = str(value)
        if isinstance(value, bool) or not _NUMBER.fullmatch(text):
            self.fault("LAW-007", f"{key}: {text}", "a plain decimal number", key=key)
            return None
        return Decimal(text)

    def words(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """Several words: a list, or in a table separated by blanks."""
        value = self.raw(key, required=required)
        if value is None:
            return ()
        if isinstance(value, str):
            return tuple(value.split())
        if isinstance(value, list) and all(isinstance(word, str) for word in value):
            return tuple(value)
        self.fault("LAW-007", f"{key}: {value}", "a list of words, each in quotes if it looks like a number", key=key)
        return ()

    def titles(self, languages: Collection[str], prefix: str = "title_", *, required: bool = True) -> dict[str, str]:
        """The titles in every language of the country."""
        found = {}
        for language in languages:
            self.asked.add(prefix + language)
            title = self.values.get(prefix + language)
            if isinstance(title, str) and title:
                found[language] = title
            elif required:
                self.fault("LAW-009", f"no {prefix}{language}", "a title in every language of the country")
        return found

    def table(self, key: str, *, required: bool = True) -> "Entry":
        """A mapping inside this one."""
        value = self.raw(key, required=required)
        if value is not None and not isinstance(value, dict):
            self.fault("LAW-007", f"{key}: {value}", "a mapping of keys to values", key=key)
            value = None
        line = self.lines.get(key, self.line)
        return Entry(value or {}, file=self.file, line=line, faults=self.faults)

    def rest(self) -> dict[Any, Any]:
        """Whatever was not asked for; now it was."""
        left = {key: value for key, value in self.values.items() if key not in self.asked}
        self.asked.update(left)
        return left

    def close(self) -> None:
        """Every key must have been asked for."""
        for key in self.values:
            if key not in self.asked:
                known = ", ".join(sorted(str(one) for one in self.asked)) or "nothing"
                self.fault("LAW-005", key, f"one of {known}", key=str(key))


def as_number(text: str) -> Decimal | None:
    """A plain decimal number, or nothing."""
    if not _NUMBER.fullmatch(text):
        return None
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
