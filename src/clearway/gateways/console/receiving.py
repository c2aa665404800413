"""clearway watch receive: a source of the watch receives a register that a hub distributes."""

import time
from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings

from clearway.core.watch import WatchRefused
from clearway.gateways.console.files import err, out
from clearway.gateways.watch.receiving import describing
from clearway.gateways.watch.receiving.calls import Hub
from clearway.gateways.watch.receiving.describing import Said
from clearway.gateways.watch.receiving.running import Done, Run
from clearway.platform.calendar import now
from clearway.watch.findings import public as findings
from clearway.watch.intake import public as intake
from clearway.watch.rulebook import public as rulebook
from clearway.watch.rulebook.public import Book

_BY = "terminal"


def receive(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="What is received, in YAML or JSON.")],
    tenant: Annotated[str, typer.Option(help="The government's code.")],
    client: Annotated[str, typer.Option(help="The client's number; else the one in the file.")] = "",
    secret_file: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="A file with its secret; else CLEARWAY_RECEIVE_SECRET."),
    ] = None,
    secret: Annotated[str, typer.Option(envvar="CLEARWAY_RECEIVE_SECRET", hidden=True)] = "",
    every: Annotated[float, typer.Option(help="Receive again after so many seconds; 0 receives once.", min=0)] = 0.0,
    end: Annotated[str, typer.Option(help="Receive no more, and destroy the copy; why.")] = "",
) -> None:
    """Receive a register that a hub distributes: all of it at first, then what has changed."""
    told = secret_file.read_bytes().decode(errors="replace").strip() if secret_file else secret
    if not told:
        raise typer.BadParameter("no secret: name a file with --secret-file, or set CLEARWAY_RECEIVE_SECRET")
    while True:
        try:
            said, book = describing.read(file.read_bytes(), file.name), _begun()
            with Hub(said.hub, client or said.client, told) as hub:
                run = Run(said, hub, tenant, book)
                done = run.end(end) if end else run.receive()
            is_well = _show(done, said, tenant)
        except WatchRefused as error:
            err.print(str(error), markup=False, highlight=False, soft_wrap=True)
            done, is_well = Done(), False
        if not every or done.deleted is not None:
            raise typer.Exit(0 if is_well else 1)
        time.sleep(every)


def _begun() -> Book:
    at = now()
    book = rulebook.current() or rulebook.load(Path(settings.CLEARWAY_PACK), by=_BY, at=at)
    findings.adopt(book, at.date(), at=at)
    return book


def _show(done: Done, said: Said, tenant: str) -> bool:
    """What has come; whether all of it could be taken."""
    name = f"{said.source} of {tenant}"
    for reason in done.reasons:
        err.print(f"{name}: {reason}", markup=False, highlight=False, soft_wrap=True)
    if done.reasons:
        _say(f"{name}: {done.parts} parts, {done.rows} rows changed; the next part is set aside and comes again")
        return False
    if done.deleted is not None:
        _say(f"{name}: the distribution has ended; {done.deleted} rows are deleted, and the hub has the receipt")
        return True
    (standing,) = intake.standing(tenant, [said.source]) or (None,)
    reached = standing.reached if standing else None
    upto = f"everything is told up to {reached:%Y-%m-%d %H:%M:%S %Z}" if reached else "nothing is told up to any time"
    proven = f", {done.ranges} ranges equal to what the hub has sent" if done.ranges else ""
    _say(f"{name}: {done.parts} parts, {done.rows} rows changed{proven}; {upto}")
    return True


def _say(text: str) -> None:
    out.print(text, markup=False, highlight=False, soft_wrap=True)
