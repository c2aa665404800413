"""Every scenario over the records of a folder: what is found, with its money and evidence."""

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import Final, Literal

import msgspec

from clearway.core.watch import LOOKING, Found, Scenario
from clearway.watch.backtest import engine as engines
from clearway.watch.backtest.cluster import cluster
from clearway.watch.backtest.duck import Duck
from clearway.watch.backtest.engine import Engine
from clearway.watch.backtest.spark import Spark, sail
from clearway.watch.rulebook.public import Book

EngineName = Literal["duckdb", "sail", "spark"]
ENGINES: Final[tuple[EngineName, ...]] = ("duckdb", "sail", "spark")
COLUMNS = ("scenario", "case_key", "money", "evidence")


class Outcome(msgspec.Struct, frozen=True):
    """What a scenario has found in a folder, or the source that it lacks."""

    scenario: Scenario
    found: tuple[Found, ...] = ()
    lacks: str = ""


@contextmanager
def opened(name: EngineName, book: Book, *, threads: int = 2, address: str = "") -> Iterator[Engine]:
    """An engine that holds the numbers of law; a cluster of its own where no address of one is given."""
    with ExitStack() as open_now:
        if name == "duckdb":
            yield open_now.enter_context(Duck(book.law, threads=threads))
        else:
            own = sail if name == "sail" else cluster
            yield open_now.enter_context(Spark(book.law, address or open_now.enter_context(own())))


def run(
    folder: Path, book: Book, today: date, *, only: Sequence[str] = (), threads: int = 2,
    engine: EngineName = "duckdb", address: str = "",
) -> Iterator[Outcome]:  # fmt: skip
    """Ask the scenarios that look, or those named, about a folder of ``<source>.parquet`` or ``<source>.csv``."""
    chosen = [one for one in book.scenarios if (one.card.id in only if only else one.card.status in LOOKING)]
    wanted = {source for one in chosen for source in one.sources}
    with opened(engine, book, threads=threads, address=address) as asked:
        refused = asked.lay(folder, book.sources, wanted)
        for one in chosen:
            lacking = sorted(refused.keys() & one.sources)
            if lacking:
                yield Outcome(one, lacks=str(refused[lacking[0]]))
            else:
                found = engines.cases(asked, one.query, today)
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
