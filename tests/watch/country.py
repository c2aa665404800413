"""A small country for the watch: two scenarios of the tests' own, and a government nobody else uses."""

import itertools
import os
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import connection

from clearway.watch.findings import public as findings
from clearway.watch.intake.public import Batch, Change, Taken
from clearway.watch.rulebook import public as rulebook
from clearway.watch.rulebook.public import Book

PACK = Path(__file__).parent / "pack"
DEMOLAND = Path(__file__).parents[2] / "packs" / "demoland"
#: The scenarios that are off; read together with the country's.
PLAUSIBLE = DEMOLAND.parent / "plausible"
_NUMBERS = itertools.count(1)
FIRST_DAY = date(2026, 3, 1)


def instant(day: date = FIRST_DAY, minute: int = 0) -> datetime:
    """An instant of a day."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(minutes=minute)


def _sweep() -> None:
    """A town has the clock to itself, and nobody else's cases to look at."""
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(_TABLES)}")


_TABLES = (
    "watch_findings_clock", "watch_findings_dirty", "watch_findings_timer", "watch_findings_finding",
    "watch_intake_mark", "watch_intake_delivery", "watch_intake_gone",
)  # fmt: skip


class Town:
    """A government of its own, whose sources count their deliveries and changes."""

    def __init__(self, name: str, pack: Path = PACK, *, day: date = FIRST_DAY) -> None:
        self.code = f"{name}-{os.getpid()}-{next(_NUMBERS)}"
        _sweep()
        self.book: Book = rulebook.load(pack, by="tests", at=instant(day))
        self.day, self.pack = day, pack
        self.numbers: dict[str, int] = {}
        self.changed = 0
        findings.adopt(self.book, day, at=instant(day))

    def change(self, row: Mapping[str, Any], *, op: str = "upsert", changed: int | None = None) -> Change:
        """A change of a row; the next in order, unless told otherwise."""
        self.changed += 1
        return Change(op, self.changed if changed is None else changed, row)  # type: ignore[arg-type] - poison is wanted.

    def batch(self, source: str, *changes: Change, minute: int = 1, number: int | None = None) -> Batch:
        """A batch; the next of its source, unless told otherwise."""
        self.numbers[source] = self.numbers.get(source, 0) + 1 if number is None else number
        return Batch(self.code, source, self.numbers[source], instant(self.day, minute), changes)

    def deliver(self, source: str, *changes: Change, minute: int = 1, number: int | None = None) -> Taken:
        """Deliver a batch."""
        batch = self.batch(source, *changes, minute=minute, number=number)
        return findings.deliver(batch, self.book, at=instant(self.day, minute))

    def look(self) -> None:
        """Look until nothing waits."""
        while findings.look(self.book, at=instant(self.day)) is not None:
            pass

    def tick(self, day: date) -> None:
        """The day comes."""
        self.day = day
        findings.tick(self.book, day, at=instant(day))
        self.look()

    def told(self, audiences: findings.Audiences = lambda _: {}) -> int:
        """Tell what is sure."""
        return findings.tell(self.book, audiences, at=instant(self.day, 600))

    def states(self) -> dict[tuple[str, str], str]:
        """Findings by scenario and case."""
        states = ("seen", "open", "settled")
        rows = findings.findings(tenants=[self.code], states=states, limit=10_000)
        return {(one.scenario, one.case_key): one.state for one in sorted(rows, key=lambda one: one.number)}

    def all_deliver(self, sources: Iterable[str], *, minute: int = 300) -> None:
        """Sources say that they have told everything, with nothing new."""
        for source in sources:
            self.deliver(source, minute=minute)
