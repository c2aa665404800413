"""Who serves a data directory is read from the machine, never believed from a file that may be stale."""

import contextlib
import os
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path

PROCESSES = Path("/proc")

#: The workplace of a process that we may not look at; no path is empty.
HIDDEN = ""

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
    place = _workplace(pid)
    # A workplace hidden from us (root of a container without the right to look at other users' processes) is
    # taken for this one: a living server must never be declared dead.
    return place == str(directory) or place == HIDDEN


def end_orphans(directory: Path) -> list[int]:
    """After a postmaster died, no process of its is left; those that were are the answer.

    An orphan busy with a long query would keep the shared memory, and PostgreSQL refuses to start meanwhile. What
    it had not committed was never acknowledged; what it had is in the write-ahead log.
    """
    orphans = _at_work_in(str(directory))
    for pid in orphans:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    return orphans


def drop_stale_note(directory: Path) -> bool:
    """A note whose writer nobody buried, or whose number a stranger has now, does not keep PostgreSQL from starting.

    PostgreSQL itself sees only that the number is in use. Where the note's number is free it is left to PostgreSQL,
    which then also looks for the shared memory named in it; and where processes are hidden from us it is left too.
    """
    written = note(directory)
    if written is None or not (PROCESSES / str(written.pid)).exists() or serves(written.pid, directory):
        return False
    if _at_work_in(str(directory)) or _at_work_in(HIDDEN):
        return False
    (directory / "postmaster.pid").unlink(missing_ok=True)
    return True


def _at_work_in(place: str) -> list[int]:
    numbers = (int(home.name) for home in PROCESSES.iterdir() if home.name.isdigit())
    return [pid for pid in numbers if _workplace(pid) == place]


def _workplace(pid: int) -> str | None:
    """Where a living PostgreSQL process works; nothing for any other process."""
    home = PROCESSES / str(pid)
    try:
        name, _, rest = (home / "stat").read_text("utf-8", errors="replace").partition("(")[2].rpartition(")")
        if name != "postgres" or rest.split()[0] in "ZX":
            return None
        return os.readlink(home / "cwd")
    except PermissionError:
        return HIDDEN
    except OSError:
        return None
