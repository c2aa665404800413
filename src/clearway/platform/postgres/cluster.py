"""A data directory is whole or absent: it is made beside its place and moved there when it is complete."""

import contextlib
import fcntl
import json
import os
import secrets
import shutil
import subprocess
import threading
import time
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlencode

from clearway.platform import loopback
from clearway.platform.postgres import identity, settings
from clearway.platform.postgres.binaries import Binaries
from clearway.platform.postgres.errors import DirectoryBusy, DirectoryTaken, InitialisationFailed

USER = "clearway"
LOCK_SECONDS = 660

# Below the range from which Linux lends ports to outgoing connections, so that nobody borrows ours meanwhile.
PORTS = range(20000, 32000)


@dataclass(frozen=True, kw_only=True)
class Access:
    """How a client gets in: the port and the password, kept where only the owner of the data reads."""

    port: int
    password: str = field(repr=False)

    def url(self, database: str) -> str:
        """The address of a database."""
        return f"postgresql://{USER}:{self.password}@127.0.0.1:{self.port}/{database}"

    def socket_url(self, database: str, directory: Path) -> str:
        """The same by the unix socket, which takes a third off a short question's time."""
        place = urlencode({"host": directory, "port": self.port}, quote_via=quote)
        return f"postgresql://{USER}:{self.password}@/{database}?{place}"


class Cluster:
    """One data directory, and what lies in it."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory.resolve()
        self.log = self.directory / "server.log"
        self._access = self.directory / "clearway.json"
        self._lock = _beside(self.directory, ".lock")

    def check_reach(self) -> None:
        """The place is open to the user who runs this program."""
        identity.check_reach(self.directory.parent, self.directory, self._lock)

    @property
    def exists(self) -> bool:
        """Whether there is data here, made by this program."""
        if not self.directory.exists():
            return False
        if (self.directory / "PG_VERSION").exists():
            if self._access.exists():
                return True
            raise DirectoryTaken(directory=self.directory, reason="its password file is missing")
        if any(self.directory.iterdir()):
            raise DirectoryTaken(directory=self.directory, reason="it has no PG_VERSION")
        return False

    @property
    def major(self) -> int | None:
        """The PostgreSQL version that made the data, if there is data."""
        return int((self.directory / "PG_VERSION").read_text("ascii")) if self.exists else None

    def access(self) -> Access:
        """The port and password as they stand now."""
        kept = json.loads(self._access.read_text("utf-8"))
        return Access(port=kept["port"], password=kept["password"])

    def initialise(self, programs: Binaries) -> None:
        """Empty data come to stand in the directory, in UTF-8, with checksums, behind a new password."""
        self.directory.parent.mkdir(parents=True, exist_ok=True)
        fresh = _beside(self.directory, ".new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        _give(fresh, programs)
        password = secrets.token_urlsafe(24)
        try:
            self._initdb(programs, fresh, password)
        except BaseException:
            shutil.rmtree(fresh, ignore_errors=True)
            raise
        main = fresh / "postgresql.conf"
        _write(main, f"{main.read_text('utf-8')}\ninclude = '{settings.FILE}'\n")
        _write(fresh / "pg_hba.conf", settings.ACCESS_RULES)
        _write(fresh / self._access.name, json.dumps({"port": self._first_port(), "password": password}))
        fresh.replace(self.directory)
        _sync(self.directory.parent)

    def prepare(self, programs: Binaries, *, same_port: bool) -> None:
        """The settings of this release are in force at the next start, on a port that is free."""
        if self.directory.stat().st_uid != programs.identity.owner:
            _give(self.directory, programs)
        access = self.access()
        port = access.port if same_port or loopback.is_free(access.port) else self._first_port()
        if port != access.port:
            _write(self._access, json.dumps({"port": port, "password": access.password}))
        text = settings.render(self.directory, port=port, major=programs.major)
        _write(self.directory / settings.FILE, text)

    @contextlib.contextmanager
    def locked(self, cancelled: threading.Event) -> Iterator[None]:
        """One process at a time makes, starts or looks for the server of this directory."""
        self.directory.parent.mkdir(parents=True, exist_ok=True)
        deadline = time.monotonic() + LOCK_SECONDS
        with self._lock.open("a") as lock:
            keep_with(self._lock)
            while not _try_lock(lock.fileno()):
                if cancelled.wait(0.05) or time.monotonic() > deadline:
                    raise DirectoryBusy(directory=self.directory, seconds=LOCK_SECONDS, lock=self._lock)
            yield

    def _initdb(self, programs: Binaries, fresh: Path, password: str) -> None:
        secret = _beside(fresh, ".password")
        secret.touch(mode=0o600)
        try:
            secret.write_text(password, "ascii")
            _give(secret, programs)
            command = programs.command("initdb", *_initdb_words(programs, fresh, secret), dies_by="KILL")
            ended = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
        finally:
            secret.unlink()
        if ended.returncode != 0:
            raise InitialisationFailed(directory=self.directory, output=ended.stdout + ended.stderr)

    def _first_port(self) -> int:
        # From the path, so that two projects on one machine rarely ask for the same.
        start = zlib.crc32(bytes(self.directory)) % len(PORTS)
        for step in range(len(PORTS)):
            port = PORTS[(start + step) % len(PORTS)]
            if loopback.is_free(port):
                return port
        raise DirectoryTaken(directory=self.directory, reason="no loopback port is free for it")


def _initdb_words(programs: Binaries, directory: Path, secret: Path) -> Sequence[str | Path]:
    words: list[str | Path] = ["-D", directory, "-U", USER, "-E", "UTF8", "--locale=C.UTF-8"]
    words += ["--auth=scram-sha-256", f"--pwfile={secret}", "--data-checksums"]
    if programs.major >= 17:
        # The same order of words on every machine, whatever its C library.
        words += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    return words


def _give(path: Path, programs: Binaries) -> None:
    """Everything below the path belongs to those who run the programs."""
    owner, group = programs.identity.owner, programs.identity.group
    if owner == os.geteuid():
        return
    for folder, _, files in os.walk(path):
        for name in (folder, *(os.path.join(folder, file) for file in files)):
            os.chown(name, owner, group, follow_symlinks=False)
    os.chown(path, owner, group)


def _write(path: Path, text: str) -> None:
    """The file has the new text or still the old one, and belongs to the owner of its directory."""
    fresh = path.with_name(f"{path.name}.new")
    fresh.touch(mode=0o600)
    fresh.write_text(text, "utf-8")
    keep_with(fresh)
    _sync(fresh)
    fresh.replace(path)
    _sync(path.parent)


def _sync(path: Path) -> None:
    """What was written outlives a loss of power."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def keep_with(path: Path) -> None:
    """A file that root writes belongs to the owner of the directory it is in."""
    home = path.parent.stat()
    if os.geteuid() != home.st_uid:
        os.chown(path, home.st_uid, home.st_gid)


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


def _try_lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
