"""Code lists: which codes exist, since when, and what they are called in each language."""

from datetime import date

import msgspec

from clearway.core.kernel.period import Period


class CodeEntry(msgspec.Struct, frozen=True):
    """A code through one period of validity, with its titles by language and whatever the list says besides."""

    code: str
    period: Period
    titles: dict[str, str] = {}
    attributes: dict[str, str] = {}


class CodeList(msgspec.Struct, frozen=True):
    """A named list and the law that keeps it; a code may have several periods."""

    name: str
    title: str
    law: str
    entries: dict[str, tuple[CodeEntry, ...]]

    def entry(self, code: str | None, day: date) -> CodeEntry | None:
        """The entry of a code that is in force on the day, if there is one."""
        for entry in self.entries.get(code or "", ()):
            if entry.period.covers(day):
                return entry
        return None
