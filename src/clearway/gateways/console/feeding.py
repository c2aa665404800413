"""clearway watch feed, draw, aside, client: how records come to the watch, and what could not be taken."""

import time
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import psycopg
import typer
from django.conf import settings

from clearway.core.watch import SourceRefused
from clearway.gateways.console.files import err, out
from clearway.gateways.watch import drawing, folders
from clearway.gateways.watch.drawing import Drawn
from clearway.platform.calendar import now
from clearway.registers.traders.public import clients
from clearway.watch.findings import public as findings
from clearway.watch.intake import public as intake
from clearway.watch.intake.public import Batch
from clearway.watch.rulebook import public as rulebook
from clearway.watch.rulebook.public import Book

_BY = "terminal"
Tenant = Annotated[str, typer.Option(help="The government's code.")]
Pack = Annotated[Path | None, typer.Option(help="The country's pack; else the one of this house.")]


def feed(
    data: Annotated[Path, typer.Option(help="A folder with changes/<day>.jsonl, or else whole tables.")],
    tenant: Tenant,
    until: Annotated[str, typer.Option(help="The last day that is delivered.")] = "",
    pause: Annotated[float, typer.Option(help="Seconds between two days; sources then also say that nothing is new.",
                                         min=0)] = 0.0,
    down: Annotated[list[str] | None, typer.Option(
        help="What delivers nothing on some days and all of it after: tax=2026-03-05..2026-03-07")] = None,
    look: Annotated[
        bool, typer.Option("--look", help="Look here at what has changed; else the worker does.")
    ] = False,
    pack: Pack = None,
) -> None:  # fmt: skip
    """Deliver the records of a folder as the systems of a government would: day by day, or whole."""
    book = _begun(pack)
    if any((data / "changes").glob("*.jsonl")):
        silent = [_down(one) for one in down or ()]
        batches = folders.days(data, tenant, book, until=until, down=silent, beats=pause > 0)
    else:
        batches = folders.whole(data, tenant, book, at=now())
    rows = aside = 0
    for following in batches:
        taken, set_aside = _deliver(following, book)
        rows, aside = rows + taken, aside + set_aside
        while look and findings.look(book, at=now()) is not None:
            pass
        time.sleep(pause)
    _say(f"{rows} rows delivered, {aside} deliveries set aside")
    if aside:
        raise typer.Exit(1)


def draw(
    address: Annotated[str, typer.Option("--from", envvar="CLEARWAY_DRAW_FROM", help="A PostgreSQL, as a URL.")],
    table: Annotated[str, typer.Option(help="A table or view with the columns of the source.")],
    source: Annotated[str, typer.Option(help="The source that it is.")],
    tenant: Tenant,
    change: Annotated[str, typer.Option(help="The column with the number of a row's last change.")],
    gone: Annotated[str, typer.Option(help="A column that is true where a row was deleted.")] = "",
    overlap: Annotated[int, typer.Option(help="So many numbers are looked back over.", min=0)] = 1000,
    lag: Annotated[float, typer.Option(help="Seconds after which every change is seen.", min=0)] = 5.0,
    every: Annotated[float, typer.Option(help="Draw again after so many seconds; 0 draws once.", min=0)] = 0.0,
) -> None:
    """Deliver what has changed in a table of another PostgreSQL."""
    book = _begun(None)
    said = Drawn(address, table, source, change, gone, overlap, timedelta(seconds=lag))
    while True:
        try:
            rows, aside = _deliver(drawing.draw(said, tenant, book), book)
        except (psycopg.Error, SourceRefused) as error:
            err.print(str(error).splitlines()[0], markup=False, highlight=False, soft_wrap=True)
            rows, aside = 0, 1
        _say(f"{source} of {tenant}: {rows} rows changed")
        if not every:
            raise typer.Exit(1 if aside else 0)
        time.sleep(every)


def aside(
    tenant: Annotated[str, typer.Option(help="The government's code; else every one.")] = "",
) -> None:
    """Deliveries that were set aside and have not come anew, with every reason."""
    number = 0
    for code in (tenant,) if tenant else intake.tenants(with_aside=True):
        for one in intake.aside(code):
            number += 1
            _say(f"{one.tenant} {one.source} {one.number}, {one.rows} rows, {one.taken_at:%Y-%m-%d %H:%M:%S %Z}")
            for reason in one.reasons:
                _say(f"  {reason}")
    _say(f"{number} deliveries set aside")


def client(
    tenant: Tenant,
    name: Annotated[str, typer.Option(help="What the client is called.")],
    check: Annotated[bool, typer.Option("--check", help="It may only ask what rows would give.")] = False,
    receive: Annotated[bool, typer.Option("--receive", help="It may only receive what hubs distribute.")] = False,
) -> None:
    """Make a client for the software of a government; its secret is shown once."""
    scopes = ("watch:check",) if check else ("watch:deliver", "watch:check")
    scopes = ("hub:receive",) if receive else scopes
    known = rulebook.current()
    if known is None or tenant not in {one.code for one in known.tenants}:
        raise typer.BadParameter("no such government")
    made = clients.make(name, scopes, office=tenant, kind="government", is_sandbox=False, by=_BY, at=now())
    _say(f"{made.client_id} {made.secret}")


def _begun(pack: Path | None) -> Book:
    at = now()
    book = rulebook.load(pack or Path(settings.CLEARWAY_PACK), by=_BY, at=at)
    findings.adopt(book, at.date(), at=at)
    return book


def _deliver(batches: Iterable[Batch], book: Book) -> tuple[int, int]:
    """How many rows were changed, and how many deliveries set aside."""
    rows = aside = 0
    for batch in batches:
        taken = findings.deliver(batch, book, at=now())
        rows, aside = rows + taken.applied, aside + (taken.outcome == "aside")
        for reason in taken.reasons:
            err.print(f"{batch.source} {batch.number}: {reason}", markup=False, highlight=False, soft_wrap=True)
    return rows, aside


def _down(said: str) -> folders.Down:
    try:
        return folders.read_down(said)
    except ValueError:
        raise typer.BadParameter("as tax=2026-03-05..2026-03-07") from None


def _say(text: str) -> None:
    out.print(text, markup=False, highlight=False, soft_wrap=True)
