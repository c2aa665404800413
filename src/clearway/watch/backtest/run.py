"""Every scenario over the records of a folder: what is found, with its money and evidence."""

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

import msgspec

from clearway.core.watch import LOOKING, Found, Scenario
from clearway.watch.backtest.duck import Duck, open_folder
from clearway.watch.rulebook.public import Book

COLUMNS = ("scenario", "case_key", "money", "evidence")


class Outcome(msgspec.Struct, frozen=True):
    """What a scenario has found in a folder, or the source that it lacks."""

    scenario: Scenario
    found: tuple[Found, ...] = ()
    lacks: str = ""


def run(folder: Path, book: Book, today: date, *, only: Sequence[str] = (), threads: int = 2) -> Iterator[Outcome]:
    """Ask the scenarios that look, or those named, about a folder of ``<source>.parquet`` or ``<source>.csv``."""
    chosen = [one for one in book.scenarios if (one.card.id in only if only else one.card.status in LOOKING)]
    wanted = {source for one in chosen for source in one.sources}
    with Duck(book.law, threads=threads) as duck:
        refused = open_folder(duck, folder, book.sources, wanted)
        for one in chosen:
            lacking = sorted(refused.keys() & one.sources)
            if lacking:
                yield Outcome(one, lacks=str(refused[lacking[0]]))
            else:
                found = duck.found(one, today)
                yield Outcome(one, tuple(found[key] for key in sorted(found)))


def write(outcomes: Iterable[Outcome], path: Path) -> int:
    """The findings as one CSV, the same bytes for the same findings; how many there are."""
    rows = [
        (one.scenario.card.id, found.case_key, "" if found.money is None else str(found.money),
         json.dumps(dict(found.evidence), ensure_ascii=False))
        for one in outcomes
        for found in one.found
    ]  # fmt: skip
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(COLUMNS)
        lines.writerows(sorted(rows))
    return len(rows)
