"""``clearway simulate registers``: the registers of other agencies as a process."""

import signal
import threading
from pathlib import Path
from typing import Annotated

import psycopg
import typer

from clearway.gateways.simulators.registers.offering import Drops, Views
from clearway.gateways.simulators.registers.people import Registers
from clearway.gateways.simulators.registers.serving import server
from clearway.gateways.simulators.registers.shapes import PACK


def registers(
    port: Annotated[int, typer.Option(help="Where to listen, on the loopback; 0 takes a free one.")] = 8705,
    seed: Annotated[int, typer.Option(help="The country follows from it.")] = 1,
    pack: Annotated[Path, typer.Option(help="The country's pack, whose catalogue says what records hold.")] = PACK,
    database: Annotated[
        str, typer.Option(envvar="DATABASE_URL", help="Where holders with views offer them; empty offers none.")
    ] = "",
    drops: Annotated[Path | None, typer.Option(help="Below it other holders drop their tables.")] = None,
) -> None:
    """Be every register until told to end; the first line says where."""
    country, stopping = Registers(seed, pack), threading.Event()
    one = server(country, port)
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, lambda *_: (stopping.set(), threading.Thread(target=one.shutdown).start()))
    typer.echo(f"http://127.0.0.1:{one.server_port}")
    offering = threading.Thread(target=_offer, args=(country, database, drops, stopping))
    offering.start()
    one.serve_forever(poll_interval=0.1)
    one.server_close()
    offering.join()


def _offer(country: Registers, database: str, drops: Path | None, stopping: threading.Event) -> None:
    """What is read without calling is made after the first call can be answered."""
    if database:
        try:
            Views(country, database, stopping).offer()
        except psycopg.Error as error:
            typer.echo(f"No views: {error}", err=True)
    if drops is not None:
        folder = Drops(country, drops, stopping)
        folder.offer()
        folder.keep_fresh()
