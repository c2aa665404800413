"""Group commit: one thread writes whatever waits, in one transaction, and answers after the commit.

A batch that fails is retried entry by entry, so that one bad row costs its neighbours nothing. A writer whose
connection broke answers every waiting caller with the error; the caller decides whether to ask again.
"""

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Generic, TypeVar

import psycopg

from clearway.platform.database.hot import CountingConnection, connect

Entry = TypeVar("Entry")
Result = TypeVar("Result")

#: More than this in one transaction makes the first caller wait longer than grouping saves.
GROUP = 128


class GroupCommit(Generic[Entry, Result]):
    """A thread with a connection that writes entries in groups."""

    def __init__(self, write: Callable[[CountingConnection, list[Entry]], list[Result]], *, name: str) -> None:
        """Write groups with a function that gives one result for each entry, in order."""
        self._write = write
        self._waiting: queue.SimpleQueue[tuple[Entry, Future[Result]] | None] = queue.SimpleQueue()
        self._connection: CountingConnection | None = None
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def submit(self, entry: Entry) -> "Future[Result]":
        """Hand in an entry; the future is done after the commit."""
        future: Future[Result] = Future()
        self._waiting.put((entry, future))
        return future

    def close(self) -> None:
        """Write what waits, then end."""
        self._waiting.put(None)
        self._thread.join()

    def _run(self) -> None:
        group = self._next_group()
        while group:
            self._serve(group)
            group = self._next_group()
        if self._connection is not None:
            self._connection.close()

    def _next_group(self) -> list[tuple[Entry, "Future[Result]"]]:
        first = self._waiting.get()
        if first is None:
            return []
        group = [first]
        while len(group) < GROUP and not self._waiting.empty():
            following = self._waiting.get()
            if following is None:
                self._waiting.put(None)
                break
            group.append(following)
        return group

    def _serve(self, group: list[tuple[Entry, "Future[Result]"]]) -> None:
        try:
            results = self._commit([entry for entry, _ in group])
        except psycopg.OperationalError as error:
            self._connection = None
            self._refuse(group, error)
        except psycopg.Error as error:
            if len(group) == 1:
                self._refuse(group, error)
                return
            for one in group:
                self._serve([one])
        else:
            for (_, future), result in zip(group, results, strict=True):
                future.set_result(result)

    def _refuse(self, group: list[tuple[Entry, "Future[Result]"]], error: psycopg.Error) -> None:
        for _, future in group:
            future.set_exception(error)

    def _commit(self, entries: list[Entry]) -> list[Result]:
        if self._connection is None or self._connection.closed:
            self._connection = connect()
        return self._write(self._connection, entries)
