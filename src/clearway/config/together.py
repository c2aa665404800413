"""Everything at once: the database, the country, the demonstration, web, worker and outside parties, until Ctrl-C.

Each part is a process of its own. One that dies is started again; on the way out all are stopped that were
started here, and nothing else. The house does not need the outside parties: it runs while any of them is away.
"""

import argparse
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from clearway.config import outside, server
from clearway.config.environment import read
from clearway.config.part import Part
from clearway.platform import loopback

#: So long the first start waits for an outside party to say where it is.
ADDRESS_SECONDS = 10.0
#: Who must have said where they are before the portal is prepared.
KNOWN_BEFORE = ("openid", "registers")
#: The edge listens so many places after the portal, unless it is told where.
EDGE_IS_FURTHER = 10
PORT_TAKEN = (
    "UP-001: port {ports} of the loopback is taken, perhaps by a Clearway that runs already. "
    "End what listens there, or choose others: clearway up --port 8100"
)


def parts(port: int) -> list[Part]:
    """The processes of the house."""
    return [
        Part("web", [*_clearway(), "web", "--port", str(port)]),
        Part("worker", [*_clearway(), "worker"]),
    ]


def edge(port: int) -> Part:
    """X-Road's front of the hub, a process of its own at an address of its own."""
    granian = [
        str(Path(sys.executable).parent / "granian"), "--interface", "asginl", "--host", "127.0.0.1",
        "--port", str(port), "--workers", "1", "--no-ws", "--log-level", "error", "--respawn-failed-workers",
        "clearway.config.edge:application",
    ]  # fmt: skip
    return Part("edge", granian)


def run(arguments: list[str]) -> int:
    """Start everything, keep it running, stop it on Ctrl-C; returns the exit status."""
    parser = argparse.ArgumentParser(prog="clearway up", description=__doc__)
    parser.add_argument(
        "--port", type=int, default=outside.USUAL_PORT, help="where the portal listens, on the loopback"
    )
    parser.add_argument("--edge", type=int, help="where X-Road's protocol is spoken; else ten places further")
    parser.add_argument("--alone", action="store_true", help="without the outside parties of the demonstration")
    parser.add_argument(
        "--without",
        action="append",
        default=[],
        choices=[one.name for one in outside.OUTSIDERS],
        help="without this outside party; may be said several times",
    )
    chosen = parser.parse_args(arguments)
    front = chosen.edge or chosen.port + EDGE_IS_FURTHER
    taken = [str(port) for port in (chosen.port, front) if not loopback.is_free(port)]
    if taken:
        print(PORT_TAKEN.format(ports=" and ".join(taken)), file=sys.stderr)  # noqa: T201 - the operator's terminal.
        return 1
    stop = threading.Event()
    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, lambda *_: stop.set())
    embedded = server.find_or_start()
    beside: list[Part] = []
    try:
        beside = [] if chosen.alone else _outsiders(chosen.port, chosen.without)
        prepared = subprocess.run(
            [*_clearway(), "prepare", "--port", str(chosen.port), *_registers(beside)],
            start_new_session=True,
            check=False,
        )
        if prepared.returncode != 0:
            return prepared.returncode
        _keep([*parts(chosen.port), edge(front), *beside], stop, chosen.port, front)
    finally:
        for part in beside:
            part.stop()
        if embedded is not None:
            embedded.stop()
    return 0


def _outsiders(port: int, without: Sequence[str]) -> list[Part]:
    """The outside parties; those run already that the portal must know of before it starts."""
    present = (one for one in outside.present() if one.name not in without)
    found = [Part(one.name, outside.command(one, port), says_where=True) for one in present]
    for part in found:
        if part.name in KNOWN_BEFORE:
            part.start()
    for part in found:
        if part.name == "openid":
            issuer = part.wait_for_address(ADDRESS_SECONDS)
            if issuer and not read("CLEARWAY_OPENID_ISSUER"):
                os.environ.update(outside.OPENID, CLEARWAY_OPENID_ISSUER=issuer)
    return found


def _registers(beside: list[Part]) -> list[str]:
    """Where the registers of agencies are, as ``prepare`` takes it."""
    found = [part.wait_for_address(ADDRESS_SECONDS) for part in beside if part.name == "registers"]
    return ["--registers", found[0]] if found and found[0] else []


def _keep(house: list[Part], stop: threading.Event, port: int, front: int) -> None:
    try:
        for part in house:
            if not part.is_alive():
                part.start()
        _say_where(house, port, front)
        while not stop.wait(0.5):
            for part in house:
                if part.keep():
                    print(f"{part.name} has ended and is started again", file=sys.stderr, flush=True)  # noqa: T201 - the operator's terminal.
    finally:
        for part in house:
            part.stop()


def _say_where(house: list[Part], port: int, front: int) -> None:
    """Every address, once everything has been started."""
    portal = f"http://127.0.0.1:{port}"
    listening = {one.name: one.title for one in outside.OUTSIDERS if one.port is not None}
    rows = [("Portal", f"{portal}/"), ("What works now", f"{portal}/status"), ("Open data", f"{portal}/open-data"),
            ("Interface", f"{portal}/v1/openapi.json")]  # fmt: skip
    rows += [("X-Road", f"http://127.0.0.1:{front}/listClients")]
    rows += [
        (listening[part.name], part.wait_for_address(ADDRESS_SECONDS) or "does not answer")
        for part in house
        if part.name in listening
    ]
    at = "" if port == outside.USUAL_PORT else f" --at {portal}"
    rows.append(("A morning of trade", f"clearway demo{at}"))
    for title, where in rows:
        print(f"  {title:<20} {where}", flush=True)  # noqa: T201 - the operator's terminal.


def _clearway() -> list[str]:
    return [sys.executable, "-m", "clearway.config"]
