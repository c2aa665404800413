"""``clearway simulate registers``: the registers of other agencies as a process."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Annotated

import psycopg
import typer

from clearway.gateways.simulators.registers.offering import Drops, Views
from clearway.gateways.simulators.registers.people import Registers
from clearway.gateways.simulators.registers.serving import server
from clearway.gateways.simulators.registers.shapes import PACK

#: Whoever is asked goes before what is made for later.
NICE = 10


def registers(
    port: Annotated[int, typer.Option(help="Where to listen, on the loopback; 0 takes a free one.")] = 8705,
    seed: Annotated[int, typer.Option(help="The country follows from it.")] = 1,
    pack: Annotated[Path, typer.Option(help="The country's pack, whose catalogue says what records hold.")] = PACK,
    database: Annotated[
        str, typer.Option(envvar="DATABASE_URL", help="Where holders with views offer them; empty offers none.")
    ] = "",
    drops: Annotated[Path | None, typer.Option(help="Below it other holders drop their tables.")] = None,
    offer: Annotated[bool, typer.Option(help="Make views and tables as well; that takes minutes.")] = False,
    only_offer: Annotated[bool, typer.Option(help="Make views and tables, and end.")] = False,
) -> None:
    """Be every register until told to end; the first line says where."""
    country, stopping = Registers(seed, pack), threading.Event()
    if only_offer:
        _offer(country, database, drops)
        return
    one = server(country, port)
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, lambda *_: threading.Thread(target=one.shutdown).start())
    typer.echo(f"http://127.0.0.1:{one.server_port}")
    beside = _beside(seed, pack, database, drops) if offer else None
    if offer and drops is not None:
        fresh = Drops(country, drops, stopping)
        threading.Thread(target=fresh.keep_fresh, daemon=True).start()
    one.serve_forever(poll_interval=0.1)
    one.server_close()
    stopping.set()
    if beside is not None:
        beside.terminate()
        beside.wait()


def _beside(seed: int, pack: Path, database: str, drops: Path | None) -> "subprocess.Popen[bytes]":
    """What is read without calling is made in a process beside, so that calls are answered meanwhile."""
    asked = [sys.executable, "-m", "clearway.gateways.simulators", "registers", "--only-offer", "--seed", str(seed)]
    asked += ["--pack", str(pack), *(["--drops", str(drops)] if drops is not None else [])]
    return subprocess.Popen(asked, env={**os.environ, "DATABASE_URL": database}, stdout=subprocess.DEVNULL)


def _offer(country: Registers, database: str, drops: Path | None) -> None:
    os.nice(NICE)
    stopping = threading.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, lambda *_: stopping.set())
    if drops is not None:
        Drops(country, drops, stopping).offer()
    if database:
        try:
            Views(country, database, stopping).offer()
        except psycopg.Error as error:
            typer.echo(f"No views: {error}", err=True)
