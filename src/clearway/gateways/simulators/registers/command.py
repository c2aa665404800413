"""``clearway simulate registers``: the registers of other agencies as a process."""

import signal
import threading
from typing import Annotated

import typer

from clearway.gateways.simulators.registers.people import Registers
from clearway.gateways.simulators.registers.serving import server


def registers(
    port: Annotated[int, typer.Option(help="Where to listen, on the loopback; 0 takes a free one.")] = 8705,
    seed: Annotated[int, typer.Option(help="The country follows from it.")] = 1,
) -> None:
    """Be every register until told to end; the first line says where."""
    one = server(Registers(seed), port)
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, lambda *_: threading.Thread(target=one.shutdown).start())
    typer.echo(f"http://127.0.0.1:{one.server_port}")
    one.serve_forever(poll_interval=0.1)
    one.server_close()
