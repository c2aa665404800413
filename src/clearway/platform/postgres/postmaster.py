"""Who serves a data directory is read from the machine, never believed from a file that may be stale."""

import contextlib
import os
import signal
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PROCESSES = Path("/proc")

#: How long a fast shutdown may take before it becomes an immediate one, and that a kill.
SECONDS_TO_STOP = (60, 10)


@dataclass(frozen=True)
class Note:
    """What the postmaster wrote down about itself."""

    pid: int
    is_ready: bool


class Found:
    """A server that somebody else started: it is used, watched, and left alone."""

    is_ours = False

    def __init__(self, pid: int, directory: Path) -> None:
        self.pid = pid
        self._directory = directory

    def is_alive(self) -> bool:
        """Whether it still serves this directory."""
        return serves(self.pid, self._directory)

    def stop(self) -> None:
        """Only who started a server stops it."""


class Started:
    """A server that is our own child."""

    is_ours = True

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        self.pid = process.pid

    def is_alive(self) -> bool:
        """Whether the child still runs; a dead one is buried by asking."""
        return self.process.poll() is None

    def stop(self) -> None:
        """Sessions are ended, what is in memory is written, and the server is gone."""
        self._signal(signal.SIGINT)
        for patience, harsher in zip(SECONDS_TO_STOP, (signal.SIGQUIT, signal.SIGKILL), strict=True):
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(patience)
                return
            self._signal(harsher)
        self.process.wait()

    def _signal(self, number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError):
            self.process.send_signal(number)


def note(directory: Path) -> Note | None:
    """What the postmaster of this directory wrote down, alive or not."""
    try:
        lines = (directory / "postmaster.pid").read_text("utf-8", errors="replace").splitlines()
        return Note(pid=int(lines[0]), is_ready=len(lines) > 7 and lines[7].strip() == "ready")
    except (FileNotFoundError, IndexError, ValueError):
        return None


def running(directory: Path) -> Found | None:
    """The living server of this directory, if there is one."""
    written = note(directory)
    if written is None or not serves(written.pid, directory):
        return None
    return Found(written.pid, directory)


def serves(pid: int, directory: Path) -> bool:
    """Whether the process is a PostgreSQL at work in this directory; its dead body or another program is not."""
    home = PROCESSES / str(pid)
    try:
        name, _, rest = (home / "stat").read_text("utf-8", errors="replace").partition("(")[2].rpartition(")")
        return name == "postgres" and rest.split()[0] != "Z" and os.readlink(home / "cwd") == str(directory)
    except OSError:
        return False


def clear_the_remains(directory: Path) -> list[int]:
    """After a postmaster died, its orphans are ended and its note is removed; the orphans are the answer.

    An orphan busy with a long query would hold the shared memory, and a body nobody buries, or a stranger with
    the same number, would hold the note: PostgreSQL refuses to start while either is there. What the orphans had
    not committed was never acknowledged; what they had is in the write-ahead log.
    """
    orphans = list(_at_work_in(directory))
    for pid in orphans:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    (directory / "postmaster.pid").unlink(missing_ok=True)
    return orphans


def _at_work_in(directory: Path) -> Iterator[int]:
    for home in PROCESSES.iterdir():
        if home.name.isdigit() and serves(int(home.name), directory):
            yield int(home.name)
