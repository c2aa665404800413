"""Group commit: whoever comes first commits for everybody who waits, in one transaction, then hands on.

A caller that comes alone writes at once, on its own thread; nobody is woken for it. Where all lanes are busy, callers
wait, and the lane that becomes free goes to the first of them with all that waits. A group that fails is retried
entry by entry, so that one bad row costs its neighbours nothing. Where the connection broke, every caller of the
group gets the error; the caller decides whether to ask again.
"""

import threading
from collections import deque
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

import psycopg

from clearway.platform.database.hot import CountingConnection, connect

Entry = TypeVar("Entry")
Result = TypeVar("Result")

#: More than this in one transaction makes the first caller wait longer than grouping saves.
GROUP = 128
#: A store that takes longer than this is away.
PATIENCE_SECONDS = 30.0


class _Lane:
    """A connection for writing, opened when it is first needed and again after it broke."""

    def __init__(self) -> None:
        self.connection: CountingConnection | None = None

    def opened(self) -> CountingConnection:
        if self.connection is None or self.connection.closed:
            self.connection = connect()
        return self.connection


class _Caller(Generic[Entry, Result]):
    """Entries that were handed in together, and what became of each."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = entries
        self.outcomes: list[Result | psycopg.Error] = []
        self.lane: _Lane | None = None
        self.woken = threading.Event()


class GroupCommit(Generic[Entry, Result]):
    """Lanes that write entries in groups."""

    def __init__(self, write: Callable[[CountingConnection, list[Entry]], list[Result]], *, lanes: int) -> None:
        """Write groups with a function that gives one result for each entry, in order."""
        self._write = write
        self._lock = threading.Lock()
        self._idle = [_Lane() for _ in range(lanes)]
        self._waiting: deque[_Caller[Entry, Result]] = deque()

    def commit(self, entries: Sequence[Entry]) -> list[Result | psycopg.Error]:
        """Have entries written; the answer for each, result or error, comes after the commit.

        ``TimeoutError`` where no lane became free in time; what was not begun by then is not written.
        """
        caller: _Caller[Entry, Result] = _Caller(entries)
        with self._lock:
            self._waiting.append(caller)
            if self._idle:
                caller.lane = self._idle.pop()
        if caller.lane is None and not caller.woken.wait(PATIENCE_SECONDS):
            self._give_up(caller)
        if caller.lane is not None:
            self._lead(caller.lane)
        return caller.outcomes

    def close(self) -> None:
        """Close the connections that nobody uses."""
        with self._lock:
            for lane in self._idle:
                if lane.connection is not None:
                    lane.connection.close()

    def _give_up(self, caller: _Caller[Entry, Result]) -> None:
        with self._lock:
            if caller.lane is not None or caller.woken.is_set():
                return
            if caller in self._waiting:
                self._waiting.remove(caller)
        raise TimeoutError

    def _lead(self, lane: _Lane) -> None:
        group = self._next_group()
        try:
            self._serve(lane, group)
        finally:
            self._hand_on(lane)
            for caller in group:
                caller.woken.set()

    def _next_group(self) -> list[_Caller[Entry, Result]]:
        group: list[_Caller[Entry, Result]] = []
        size = 0
        with self._lock:
            while self._waiting and (not group or size + len(self._waiting[0].entries) <= GROUP):
                group.append(self._waiting.popleft())
                size += len(group[-1].entries)
        return group

    def _hand_on(self, lane: _Lane) -> None:
        with self._lock:
            if self._waiting:
                self._waiting[0].lane = lane
                self._waiting[0].woken.set()
            else:
                self._idle.append(lane)

    def _serve(self, lane: _Lane, group: list[_Caller[Entry, Result]]) -> None:
        outcomes = iter(self._outcomes(lane, [entry for caller in group for entry in caller.entries]))
        for caller in group:
            caller.outcomes = [next(outcomes) for _ in caller.entries]

    def _outcomes(self, lane: _Lane, entries: list[Entry]) -> list[Result | psycopg.Error]:
        try:
            return [*self._write(lane.opened(), entries)]
        except psycopg.OperationalError as error:
            lane.connection = None
            return [error for _ in entries]
        except psycopg.Error as error:
            if len(entries) == 1:
                return [error]
            return [outcome for entry in entries for outcome in self._outcomes(lane, [entry])]
