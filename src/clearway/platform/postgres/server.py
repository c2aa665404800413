"""The database of the house is there: started if nobody did, used if somebody did, restarted when it dies."""

import atexit
import contextlib
import logging
import os
import subprocess
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg

from clearway.platform.postgres import database, postmaster, settings
from clearway.platform.postgres.cluster import Cluster
from clearway.platform.postgres.errors import PostgresError, StartFailed
from clearway.platform.postgres.starting import Starter

logger = logging.getLogger(__name__)

LOOK_SECONDS = 0.2

#: A server that somebody else keeps is theirs to restart; only when they do not, it becomes ours.
PATIENCE_WITH_OTHERS = 2.0

#: After a restart that failed, how long until the next one.
PAUSE_SECONDS = 2.0


class Server:
    """The PostgreSQL of one data directory, kept running until it is no longer needed here.

    One thread of our own starts the child, watches it and starts it again: the kernel ends the child with the
    very thread that began it, so that it must not be anybody else's.
    """

    def __init__(self, data_directory: Path | str, *, places: Sequence[Path] | None = None) -> None:
        self._cluster = Cluster(Path(data_directory))
        self._stopping = threading.Event()
        self._settled = threading.Event()
        self._starter = Starter(self._cluster, cancelled=self._stopping, places=places)
        self._held: postmaster.Found | postmaster.Started | None = None
        self._failure: Exception | None = None
        self._thread: threading.Thread | None = None
        self._process = os.getpid()

    @property
    def data_directory(self) -> Path:
        """Where the data are."""
        return self._cluster.directory

    @property
    def log(self) -> Path:
        """What the server has to say."""
        return self._cluster.log

    @property
    def pid(self) -> int | None:
        """The process that serves now."""
        return self._held.pid if self._held is not None else None

    @property
    def is_ours(self) -> bool:
        """Whether it was started here and will be stopped here."""
        return self._held is not None and self._held.is_ours

    @property
    def is_running(self) -> bool:
        """Whether the process that serves is alive."""
        return self._held is not None and self._held.is_alive()

    def url(self, name: str = "clearway") -> str:
        """The address of a database on this server."""
        return self._cluster.access().url(name)

    def socket_url(self, name: str = "clearway") -> str:
        """The address of a database by the unix socket; by TCP where the path is too long for a socket."""
        access = self._cluster.access()
        if settings.socket_fits(self.data_directory, port=access.port):
            return access.socket_url(name, self.data_directory)
        return access.url(name)

    def start(self) -> Self:
        """The server answers from now on, and is started again when it dies."""
        if self._thread is not None:
            return self
        self._stopping.clear()
        self._settled.clear()
        self._failure = None
        self._process = os.getpid()
        self._thread = threading.Thread(target=self._keep, name="postgres", daemon=True)
        self._thread.start()
        try:
            self._settled.wait()
        except BaseException:
            self.stop()
            raise
        if self._held is None:
            self.stop()
            raise self._failure or StartFailed(
                directory=self.data_directory, reason="see the traceback", log=self.log, lines="(none)"
            )
        atexit.register(self.stop)
        return self

    def stop(self) -> None:
        """Nothing is needed from here any more: what was started here is stopped, what was found is left."""
        if self._thread is None or os.getpid() != self._process:
            return
        self._stopping.set()
        self._thread.join()
        self._thread = None
        atexit.unregister(self.stop)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _keep(self) -> None:
        try:
            self._held = self._starter.find_or_start()
        except (PostgresError, OSError, subprocess.SubprocessError, psycopg.Error) as failure:
            self._failure = failure
        finally:
            self._settled.set()
        while self._held is not None and not self._stopping.wait(LOOK_SECONDS):
            if not self._held.is_alive():
                self._recover(self._held)
        if self._held is not None:
            self._held.stop()
        self._held = None

    def _recover(self, dead: postmaster.Found | postmaster.Started) -> None:
        logger.error("PostgreSQL %s, which served %s, has died", dead.pid, self.data_directory)
        if not dead.is_ours and self._stopping.wait(PATIENCE_WITH_OTHERS):
            return
        try:
            self._held = self._starter.find_or_start(same_port=True)
        except (PostgresError, OSError, subprocess.SubprocessError, psycopg.Error):
            if self._stopping.is_set():
                return
            logger.exception("PostgreSQL could not be started again; the next attempt follows")
            self._stopping.wait(PAUSE_SECONDS)


def ensure(data_directory: Path | str) -> Server:
    """The server of this directory answers, with the database `clearway` in it, whoever started it."""
    server = Server(data_directory).start()
    try:
        database.ensure_database(server.url())
    except BaseException:
        server.stop()
        raise
    return server


@contextlib.contextmanager
def temporary_server(path: Path | str, *, places: Sequence[Path] | None = None) -> Iterator[Server]:
    """A server for a test: new data below the path, gone with the test's folder."""
    with Server(Path(path), places=places) as server:
        database.ensure_database(server.url())
        yield server
