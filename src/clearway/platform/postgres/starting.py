"""The server of a data directory is found where one runs, and started where none does."""

import logging
import subprocess
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import psycopg

from clearway.platform.postgres import binaries, postmaster
from clearway.platform.postgres.cluster import Cluster, keep_with
from clearway.platform.postgres.errors import InitialisationFailed, StartFailed

logger = logging.getLogger(__name__)

#: A server that recovers a long log after a crash lives and works; it is given this long.
READY_SECONDS = 600
REPORT_SECONDS = 10

#: How long a start is tried again while the remains of a crashed server are still going away.
RETRY_SECONDS = 10
RETRY_REASONS = ("postmaster.pid", "shared memory block", "could not bind")

LOG_LIMIT = 16 * 1024 * 1024


class Starter:
    """Finds or starts the server of one data directory."""

    def __init__(self, cluster: Cluster, *, cancelled: threading.Event, places: Sequence[Path] | None = None) -> None:
        self._cluster = cluster
        self._cancelled = cancelled
        self._places = places

    def find_or_start(self, *, same_port: bool = False) -> postmaster.Found | postmaster.Started:
        """A server that answers; `same_port` where clients already know the address."""
        self._cluster.check_reach()
        with self._cluster.locked(self._cancelled):
            found = self._find()
            if found is not None:
                logger.info("PostgreSQL %s already serves %s", found.pid, self._cluster.directory)
                return found
            return self._start(self._programs(), same_port=same_port)

    def _find(self) -> postmaster.Found | None:
        if not self._cluster.exists:
            return None
        found = postmaster.running(self._cluster.directory)
        if found is None:
            return None
        deadline = time.monotonic() + READY_SECONDS
        while found.is_alive() and time.monotonic() < deadline:
            if self._answers(found.pid):
                return found
            if self._cancelled.wait(0.05):
                raise self._failure("it was told to stop before it was ready", since=0)
        if found.is_alive():
            raise self._failure(f"process {found.pid} is there but does not answer", since=0)
        return None

    def _programs(self) -> binaries.Binaries:
        refused: InitialisationFailed | None = None
        for programs in binaries.usable(self._cluster.directory, major=self._cluster.major, places=self._places):
            try:
                if not self._cluster.exists:
                    self._cluster.initialise(programs)
                return programs
            except InitialisationFailed as failure:
                logger.warning("initdb of %s failed; looking for another", programs.directory)
                refused = refused or failure
        raise refused or InitialisationFailed(directory=self._cluster.directory, output="nothing was tried")

    def _start(self, programs: binaries.Binaries, *, same_port: bool) -> postmaster.Started:
        deadline = time.monotonic() + RETRY_SECONDS
        while True:
            self._clear()
            self._cluster.prepare(programs, same_port=same_port)
            try:
                return self._start_once(programs)
            except StartFailed as failure:
                passes = any(reason in str(failure) for reason in RETRY_REASONS)
                if not passes or time.monotonic() > deadline or self._cancelled.wait(0.2):
                    raise
                logger.warning("PostgreSQL did not start yet, trying again: %s", failure)

    def _clear(self) -> None:
        orphans = postmaster.end_orphans(self._cluster.directory)
        if orphans:
            logger.warning("ended the orphans of a dead PostgreSQL: %s", orphans)
        if postmaster.drop_stale_note(self._cluster.directory):
            logger.warning("removed the note of a PostgreSQL that is no more, %s", self._cluster.directory)

    def _start_once(self, programs: binaries.Binaries) -> postmaster.Started:
        began = time.monotonic()
        log, since = self._cluster.log, self._turn_the_log()
        with log.open("ab") as output:
            keep_with(log)
            process = subprocess.Popen(
                programs.command("postgres", "-D", self._cluster.directory),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                # Ctrl-C in a terminal reaches the supervisor only, which stops the server after its clients.
                start_new_session=True,
            )
        server = postmaster.Started(process)
        try:
            self._wait_until_ready(server, since=since)
        except BaseException:
            server.stop()
            raise
        logger.info(
            "PostgreSQL %s (%s, as %s) serves %s on port %s after %.2f s",
            server.pid,
            programs.directory,
            programs.identity.name,
            self._cluster.directory,
            self._cluster.access().port,
            time.monotonic() - began,
        )
        return server

    def _wait_until_ready(self, server: postmaster.Started, *, since: int) -> None:
        deadline = time.monotonic() + READY_SECONDS
        report = time.monotonic() + REPORT_SECONDS
        while not self._answers(server.pid):
            if time.monotonic() > report:
                logger.info("PostgreSQL %s is still getting ready: %s", server.pid, self._last_lines(since)[-1:])
                report += REPORT_SECONDS
            if not server.is_alive():
                raise self._failure(f"it ended with status {server.process.returncode}", since=since)
            if time.monotonic() > deadline:
                raise self._failure(f"it was not ready after {READY_SECONDS} s", since=since)
            if self._cancelled.wait(0.01):
                raise self._failure("it was told to stop before it was ready", since=since)

    def _answers(self, pid: int) -> bool:
        written = postmaster.note(self._cluster.directory)
        if written is None or written.pid != pid or not written.is_ready:
            return False
        try:
            with psycopg.connect(self._cluster.access().url("postgres"), connect_timeout=5) as connection:
                return connection.execute("select 1").fetchone() == (1,)
        except psycopg.OperationalError:
            return False

    def _turn_the_log(self) -> int:
        log = self._cluster.log
        if log.exists() and log.stat().st_size > LOG_LIMIT:
            log.replace(log.with_name("server.log.1"))
        return log.stat().st_size if log.exists() else 0

    def _failure(self, reason: str, *, since: int) -> StartFailed:
        lines = "\n".join(self._last_lines(since)) or "(none)"
        return StartFailed(directory=self._cluster.directory, reason=reason, log=self._cluster.log, lines=lines)

    def _last_lines(self, since: int) -> list[str]:
        log = self._cluster.log
        if not log.exists():
            return []
        with log.open("rb") as stream:
            stream.seek(max(since, log.stat().st_size - 8192))
            return stream.read().decode("utf-8", "replace").splitlines()[-20:]
