"""A town hall whose offices' systems deliver to the watch what they write: ``clearway simulate townhall``.

The town has lived its years, and some more, before the first delivery; of these the systems tell day by day, as the
days come.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any, Final

import typer
import yaml

from clearway.core.watch import KEY_CHANGES
from clearway.gateways.simulators.line import Line, keep_at, load_or_create
from clearway.gateways.simulators.registers.shapes import PACK
from clearway.platform.calendar import now

CLIENT = "simulated-townhall"
SCOPE = "watch:deliver"
#: Customs deliver for themselves.
ELSEWHERE: Final = "customs"
#: A delivery brings so many rows at most, so that it stays within what the interface takes at once.
ROWS_AT_ONCE: Final = 5_000
#: So far ahead the town has lived when its hall begins to deliver.
AHEAD: Final = timedelta(days=730)
#: While the watch is away it is tried again after so many seconds.
AGAIN: Final = 2.0
_NEVER: Final = datetime(1970, 1, 1, tzinfo=UTC)
_DAY: Final = timedelta(days=1)


class Townhall:
    """Delivers what its offices have written since it delivered last; every system says how far it has told.

    Where a round fails midway the next begins where it did. The same rows are then told again, which changes nothing.
    """

    def __init__(self, line: Line, tenant: str, folder: Path, pack: Path, *, pause: timedelta) -> None:
        """Deliver over a line, for a government, what ``changes/<day>.jsonl`` below a folder say.

        Between two rounds there is a pause. There is none after one that failed, nor where another has told more of
        a source: what was found since waits until every system has told as much.
        """
        self._line = line
        self._pause = pause
        self._below = f"/v1/watch/{tenant}/deliveries"
        self._changes = folder / "changes"
        self._told = folder / "told.txt"
        self._sources = sorted(sources(pack))

    def work(self, at: datetime) -> int:
        """One round, at an instant, where one is due; says how many rows were delivered."""
        told = datetime.fromisoformat(self._told.read_text()) if self._told.exists() else _NEVER
        standing = self._line.get(self._below)["sources"]
        if at - told < self._pause and not any(_reached(one) > told for one in standing):
            return 0
        numbers = {one["source"]: one["number"] for one in standing}
        rows: dict[str, list[str]] = {source: [] for source in self._sources}
        for source, row in written(self._changes, after=told, until=at):
            if source in rows:
                rows[source].append(json.dumps(row))
        # No system says that it has told everything before all have: what one row lacks may be on its way in another.
        parts = [(source, said[begin : begin + ROWS_AT_ONCE], told) for source, said in rows.items()
                 for begin in range(0, len(said), ROWS_AT_ONCE)]  # fmt: skip
        for source, part, watermark in [*parts, *((source, [], at) for source in self._sources)]:
            numbers[source] = numbers.get(source, 0) + 1
            self._deliver(f"{source}/{numbers[source]}", part, watermark=watermark, until=at)
        self._told.write_text(at.isoformat())
        return sum(map(len, rows.values()))

    def _deliver(self, at: str, rows: list[str], *, watermark: datetime, until: datetime) -> None:
        headers = {
            "Content-Type": "application/x-ndjson",
            "X-Watermark": watermark.isoformat(),
            "X-Changes-Until": until.isoformat(),
        }
        self._line.put(f"{self._below}/{at}", "\n".join(rows).encode(), headers).raise_for_status()


def _reached(source: Mapping[str, Any]) -> datetime:
    return datetime.fromisoformat(source["reached"]) if source.get("reached") else _NEVER


def sources(pack: Path) -> Iterator[str]:
    """What the systems of a town hall deliver, as a pack describes it."""
    for path in sorted((pack / "watch/sources").iterdir()):
        described: Mapping[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))["sources"]
        yield from (name for name, one in described.items() if one["system"] != ELSEWHERE)
    yield KEY_CHANGES.name


def written(changes: Path, *, after: datetime, until: datetime) -> Iterator[tuple[str, dict[str, Any]]]:
    """What was written after an instant and until another: each change with its source, as it is delivered.

    A day's rows are spread over the day in their order.
    """
    for path in sorted(changes.glob("*.jsonl")):
        begins = datetime.combine(date.fromisoformat(path.stem), datetime.min.time(), UTC)
        if not after - _DAY < begins < until:
            continue
        said = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        rows = sorted((row["change"], one["source"], row["op"], row["row"]) for one in said for row in one["rows"])
        for place, (changed, source, op, row) in enumerate(rows):
            if after < begins + _DAY * (place + 1) / (len(rows) + 1) <= until:
                yield source, {"op": op, "changed": changed, "row": row}


def townhall(
    account: Annotated[Path, typer.Option(help="The town hall's client and secret; made where it is not there.")],
    drops: Annotated[Path, typer.Option(help="Where the books of the town are; it lives where they are not there.")],
    url: Annotated[str, typer.Option(help="Where the watch is.")] = "http://127.0.0.1:8000",
    tenant: Annotated[str, typer.Option(help="Which government it is.")] = "DL0101",
    seed: Annotated[int, typer.Option(help="The town follows from it.")] = 1,
    size: Annotated[int, typer.Option(help="How many parcels and people it has.", min=1)] = 200,
    prevalence: Annotated[
        float, typer.Option(help="The share of follow-ups that are forgotten.", min=0, max=0.1)
    ] = 0.01,
    pack: Annotated[Path, typer.Option(help="The country's pack, which describes the sources and their law.")] = PACK,
    every: Annotated[float, typer.Option(help="Seconds between deliveries.")] = 600.0,
) -> None:
    """Be the systems of a town hall until told to end; the first line says where the watch is."""
    line = Line(url, load_or_create(account, CLIENT), SCOPE)
    typer.echo(url)
    if not (drops / "changes").exists():
        _live(drops, seed=seed, size=size, prevalence=prevalence, pack=pack)
    hall = Townhall(line, tenant, drops, pack, pause=timedelta(seconds=every))
    keep_at(lambda: hall.work(now()), line, every=min(every, AGAIN))


def _live(folder: Path, *, seed: int, size: int, prevalence: float, pack: Path) -> None:
    """The town lives in a process of its own, which takes what it needed for that along when it ends."""
    draft = folder.with_name(f".{folder.name}")
    shutil.rmtree(draft, ignore_errors=True)
    asked = [sys.executable, "-m", "clearway.gateways.simulators", "municipality", "--changes", "--out", str(draft)]
    asked += ["--seed", str(seed), "--size", str(size), "--prevalence", str(prevalence), "--pack", str(pack)]
    asked += ["--today", str(now().date() + AHEAD)]
    subprocess.run(asked, check=True, stdout=subprocess.DEVNULL)
    draft.rename(folder)
