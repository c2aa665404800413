"""Everything at once: the database, the country, the demonstration, web and worker, until Ctrl-C.

Each part is a process of its own. One that dies is started again; on the way out all are stopped that were
started here, and nothing else.
"""

import argparse
import signal
import subprocess
import sys
import threading
from pathlib import Path

from clearway.config import server

#: A part that dies is started again after this pause, so that a broken one does not spin.
PAUSE_SECONDS = 1.0
STOP_SECONDS = 10.0


class Part:
    """One process of the house, kept running."""

    def __init__(self, name: str, command: list[str]) -> None:
        """Name a part and say how it is started."""
        self.name = name
        self.command = command
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the process in a group of its own, so that Ctrl-C reaches it through us alone."""
        self.process = subprocess.Popen(self.command, start_new_session=True)

    def is_alive(self) -> bool:
        """Whether the process runs."""
        return self.process is not None and self.process.poll() is None

    def stop(self) -> None:
        """Ask it to end, and after a while make it."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def parts(port: int) -> list[Part]:
    """The processes of the house."""
    granian = [
        str(Path(sys.executable).parent / "granian"), "--interface", "wsgi", "--host", "127.0.0.1",
        "--port", str(port), "--workers", "2", "--blocking-threads", "8", "--no-ws", "--log-level", "error",
        "--respawn-failed-workers", "clearway.config.wsgi:application",
    ]  # fmt: skip
    return [Part("web", granian), Part("worker", [*_clearway(), "worker"])]


def run(arguments: list[str]) -> int:
    """Start everything, keep it running, stop it on Ctrl-C; returns the exit status."""
    parser = argparse.ArgumentParser(prog="clearway up", description=__doc__)
    parser.add_argument("--port", type=int, default=8000, help="where the portal listens, on the loopback")
    port = parser.parse_args(arguments).port
    stop = threading.Event()
    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, lambda *_: stop.set())
    embedded = server.find_or_start()
    try:
        prepared = subprocess.run([*_clearway(), "prepare", "--port", str(port)], start_new_session=True, check=False)
        if prepared.returncode != 0:
            return prepared.returncode
        _keep(parts(port), stop)
    finally:
        if embedded is not None:
            embedded.stop()
    return 0


def _keep(house: list[Part], stop: threading.Event) -> None:
    try:
        for part in house:
            part.start()
        while not stop.wait(0.5):
            for part in house:
                if not part.is_alive():
                    print(f"{part.name} has ended and is started again", file=sys.stderr, flush=True)  # noqa: T201 - the operator's terminal.
                    stop.wait(PAUSE_SECONDS)
                    part.start()
    finally:
        for part in house:
            part.stop()


def _clearway() -> list[str]:
    return [sys.executable, "-m", "clearway.config"]
