"""clearway watch: scenarios over a folder of records, deliveries from one, and the proof that both ways agree."""

import sys
import time
from datetime import date
from pathlib import Path
from typing import Annotated

import httpx
import typer
from django.conf import settings

from clearway.core.watch import ScenarioRefused, SourceRefused, WatchRefused
from clearway.gateways.console import feeding, linking, overseeing, receiving
from clearway.gateways.console.files import err, out
from clearway.gateways.console.morning.windows import NotTaken
from clearway.platform.calendar import now
from clearway.watch.authoring.public import comparing
from clearway.watch.backtest import public as backtest
from clearway.watch.intake import public as intake
from clearway.watch.rulebook import public as rulebook
from clearway.watch.rulebook.public import Book

app = typer.Typer(no_args_is_help=True, help="The preventive watch: run scenarios, feed records, prove.")
_BY = "terminal"
for command in (feeding.feed, feeding.draw, feeding.aside, feeding.client, linking.linkage, receiving.receive):
    app.command()(command)
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
def load(
    pack: Annotated[
        Path,
        typer.Argument(
            exists=True, file_okay=False, help="A pack whose pack.toml says that it extends the country's."
        ),
    ],
) -> None:
    """Switch a second pack on beside the country's, whole and for good; its drafts look at nothing yet."""
    try:
        book = rulebook.extend(Path(settings.CLEARWAY_PACK), pack, by=_BY, at=now())
    except WatchRefused as error:
        err.print(str(error), markup=False, highlight=False, soft_wrap=True)
        raise typer.Exit(1) from None
    drafts = sum(one.card.status == "draft" for one in book.scenarios)
    _say(f"{pack.resolve().name} is on: {len(book.scenarios)} scenarios, {drafts} of them drafts")


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


@app.command("backtest")
def back_test(
    data: Data,
    scenario: Annotated[str, typer.Option(help="The scenario that is to be changed, as LT-01.")],
    text: Annotated[Path, typer.Option(help="A file with the question as it is written now.")],
    today: Day = "",
    years: Annotated[int, typer.Option(help="Also the last days of so many years before.", min=0, max=20)] = 5,
    pack: Pack = None,
) -> None:
    """Ask a changed scenario about the records of a folder beside the one in force: new, gone, changed, money."""
    day = _day(today)
    days = [*(date(day.year - back, 12, 31) for back in range(years, 0, -1)), day]
    try:
        for one in comparing.in_folder(data, pack or Path(settings.CLEARWAY_PACK), scenario, text.read_text(), days):
            _say(
                f"{one.day}  {one.found} found, {one.money}; in force {one.was}, {one.was_money}; "
                f"{len(one.new)} new, {len(one.gone)} gone, {len(one.changed)} changed"
            )
    except WatchRefused as error:
        err.print(str(error), markup=False, highlight=False, soft_wrap=True)
        raise typer.Exit(1) from None


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
