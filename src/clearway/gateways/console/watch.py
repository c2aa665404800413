"""clearway watch: scenarios over a folder of records, deliveries from one, and the proof that both ways agree."""

import json
import sys
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

import httpx
import pyarrow.parquet as pq
import typer
from django.conf import settings

from clearway.core.watch import ScenarioRefused, SourceRefused, WatchRefused
from clearway.gateways.console import overseeing
from clearway.gateways.console.files import err, out
from clearway.gateways.console.morning.windows import NotTaken
from clearway.platform.calendar import now
from clearway.watch.backtest import public as backtest
from clearway.watch.findings import public as findings
from clearway.watch.intake import public as intake
from clearway.watch.intake.public import Batch, Change
from clearway.watch.rulebook import public as rulebook
from clearway.watch.rulebook.public import Book

app = typer.Typer(no_args_is_help=True, help="The preventive watch: run scenarios, feed records, prove.")
_BY = "terminal"
#: A table that is fed whole comes in batches of so many rows.
ROWS_AT_ONCE = 10_000
Data = Annotated[Path, typer.Option(help="A folder with <source>.parquet or <source>.csv.")]
Pack = Annotated[Path | None, typer.Option(help="The country's pack; else the one of this house.")]
Tenant = Annotated[str, typer.Option(help="The government's code.")]
Day = Annotated[str, typer.Option(help="As 2026-01-31; else today.")]


@app.command()
def run(
    data: Data,
    output: Annotated[Path, typer.Option("--out", help="Where the findings are written, as CSV.")],
    engine: Annotated[str, typer.Option(help="duckdb, sail or spark.")] = "duckdb",
    address: Annotated[str, typer.Option("--at", help="Of a server of Spark's protocol; else one is started.")] = "",
    today: Day = "",
    scenario: Annotated[list[str] | None, typer.Option(help="Only these scenarios.")] = None,
    pack: Pack = None,
) -> None:
    """Ask every scenario about the records of one government in a folder."""
    chosen = next((one for one in backtest.ENGINES if one == engine), None)
    if chosen is None:
        raise typer.BadParameter(f"one of {', '.join(backtest.ENGINES)} was expected")
    book = _read(pack)
    outcomes = []
    begun = time.perf_counter()
    try:
        for one in backtest.run(data, book, _day(today), only=scenario or (), engine=chosen, address=address):
            outcomes.append(one)
            _say(f"{one.scenario.card.id}  {one.lacks or len(one.found)}")
    except SourceRefused as error:
        err.print(str(error), markup=False, highlight=False, soft_wrap=True)
        raise typer.Exit(1) from None
    number = backtest.write(outcomes, output)
    _say(f"{number} findings of {len(outcomes)} scenarios in {time.perf_counter() - begun:.1f} s: {output}")
    if any(one.lacks for one in outcomes):
        raise typer.Exit(1)


@app.command()
def check(
    pack: Pack = None,
    conditions: Annotated[bool, typer.Option("--conditions", help="Also drop every condition once.")] = False,
) -> None:
    """Read every card, run its fixtures, and with --conditions see that none of its conditions can be dropped."""
    book = _read(pack)
    wrong: list[WatchRefused] = []
    for one in book.scenarios:
        wrong += backtest.check(book, one)
        if conditions:
            bench = backtest.Bench(book, one)
            wrong += (
                ScenarioRefused("WAT-052", found=f"{one.card.id}: {left.condition}") for left in bench.survivors()
            )
            bench.close()
    for fault in wrong:
        err.print(str(fault), markup=False, highlight=False, soft_wrap=True)
    _say(f"{len(book.scenarios)} scenarios, {len(wrong)} faults")
    if wrong:
        raise typer.Exit(1)


@app.command()
def feed(
    data: Annotated[Path, typer.Option(help="A folder with changes/<day>.jsonl, or else whole tables.")],
    tenant: Tenant,
    until: Annotated[str, typer.Option(help="The last day that is delivered.")] = "",
    pause: Annotated[float, typer.Option(help="Seconds between two days.", min=0)] = 0.0,
    look: Annotated[
        bool, typer.Option("--look", help="Look here at what has changed; else the worker does.")
    ] = False,
    pack: Pack = None,
) -> None:
    """Deliver the records of a folder as the systems of a government would: day by day, or whole."""
    at = now()
    book = rulebook.load(pack or Path(settings.CLEARWAY_PACK), by=_BY, at=at)
    findings.adopt(book, at.date(), at=at)
    days = sorted((data / "changes").glob("*.jsonl"))
    batches = _whole(data, tenant, book) if not days else _days(days, tenant, book, until)
    rows = aside = 0
    for following in batches:
        for batch in following:
            taken = findings.deliver(batch, book, at=now())
            rows, aside = rows + taken.applied, aside + (taken.outcome == "aside")
            for reason in taken.reasons:
                err.print(f"{batch.source} {batch.number}: {reason}", markup=False, highlight=False, soft_wrap=True)
        while look and findings.look(book, at=now()) is not None:
            pass
        time.sleep(pause)
    _say(f"{rows} rows delivered, {aside} deliveries set aside")
    if aside:
        raise typer.Exit(1)


@app.command()
def prove(
    tenant: Annotated[str, typer.Option(help="The government's code; else every one.")] = "",
) -> None:
    """Prove that what stands is what full runs find, over the tables on PostgreSQL and on DuckDB."""
    book = rulebook.current()
    if book is None:
        raise typer.BadParameter("no rulebook is loaded")
    unequal = 0
    for code in (tenant,) if tenant else intake.tenants():
        try:
            proof = backtest.prove(code, book, at=now())
        except LookupError:
            raise typer.BadParameter("the watch was never begun") from None
        unequal += len(proof.unequal)
        _say(f"{code} on {proof.day}: {proof.cases} cases, {proof.waiting} waiting, {len(proof.unequal)} unequal")
        for one in proof.unequal[:20]:
            told = f"  {one.scenario} {one.case_key}: {one.delta} | {one.postgres} | {one.duckdb}"
            err.print(told, markup=False, highlight=False, soft_wrap=True)
    if unequal:
        raise typer.Exit(1)


@app.command()
def demo(at: Annotated[str, typer.Option(help="Where the portal listens.")] = "http://127.0.0.1:8000") -> None:
    """Let a town forget a tax: three desks see it within a minute, and see it settled when the levy is made."""

    def tell(seen: overseeing.Seen) -> None:
        _say(f"{seen.seconds:5.1f} s  {seen.says}")

    try:
        overseeing.play(at, Path(settings.CLEARWAY_VAR), Path(settings.CLEARWAY_PACK), tell)
    except (overseeing.NotSeen, NotTaken, httpx.HTTPError) as error:
        err.print(str(error), markup=False, highlight=False, soft_wrap=True)
        raise typer.Exit(1) from None


def _days(days: Iterable[Path], tenant: str, book: Book, until: str) -> Iterator[list[Batch]]:
    """The deliveries of each day; at the end every source says that it has told everything."""
    numbers = {name: intake.last_number(tenant, name) for name in book.sources.tables}
    last = None
    for path in days:
        if until and path.stem > until:
            break
        last = _end(path.stem)
        batches = []
        for line in path.read_text(encoding="utf-8").splitlines():
            said = json.loads(line)
            numbers[said["source"]] += 1
            changes = tuple(_change(row) for row in said["rows"])
            batches.append(Batch(tenant, said["source"], numbers[said["source"]], last, changes))
        yield batches
    if last is not None:
        yield [Batch(tenant, name, number + 1, last, ()) for name, number in numbers.items()]


def _whole(data: Path, tenant: str, book: Book) -> Iterator[list[Batch]]:
    """Whole tables; their rows count as changed with the number of their delivery."""
    for name in sorted(book.sources.tables):
        path = data / f"{name}.parquet"
        rows = iter(pq.read_table(path).to_pylist() if path.exists() else ())
        number = intake.last_number(tenant, name)
        while True:
            number += 1
            some = tuple(Change("upsert", number, row) for row in islice(rows, ROWS_AT_ONCE))
            yield [Batch(tenant, name, number, now(), some)]
            if len(some) < ROWS_AT_ONCE:
                break


def _change(row: dict[str, Any]) -> Change:
    """A change of a row as a file of changes tells it."""
    return Change(row["op"], row["change"], row["row"])


def _end(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day) + timedelta(days=1), datetime.min.time(), UTC)


def _read(pack: Path | None) -> Book:
    try:
        return rulebook.read(rulebook.gather(pack or Path(settings.CLEARWAY_PACK)))
    except WatchRefused as error:
        err.print(str(error), markup=False, highlight=False, soft_wrap=True)
        sys.exit(1)


def _day(said: str) -> date:
    try:
        return date.fromisoformat(said) if said else now().date()
    except ValueError:
        raise typer.BadParameter("a day as 2026-01-31 was expected") from None


def _say(text: str) -> None:
    out.print(text, markup=False, highlight=False, soft_wrap=True)
