"""Work of one loop that is put to the store in groups: whoever waits together is served together.

Who comes alone is served at once. Who comes while every connection is busy waits, and the next that becomes free
takes all who wait; in a crowd it lets a few more come first. A group that fails is tried again one by one, so that
one bad row costs its neighbours nothing.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any, Final, Generic, TypeVar

import psycopg

from clearway.hub.exchange.pace import Pace
from clearway.hub.exchange.patience import Patience
from clearway.platform.database import hot

Entry = TypeVar("Entry")
Result = TypeVar("Result")
Store = psycopg.AsyncConnection[Any]

#: More than this at a time makes the first wait longer than grouping saves.
GROUP: Final = 128
#: A store that takes longer than this is away.
PATIENCE_SECONDS: Final = 30.0


class Together(Generic[Entry, Result]):
    """Serves entries in groups, over connections of its own."""

    def __init__(self, serve: Callable[[Store, list[Entry]], Awaitable[list[Result]]], *, lanes: int) -> None:
        """Serve groups by a function that gives one result for each entry, in order."""
        self._serve = serve
        self._idle: list[Store | None] = [None] * lanes
        self._waiting: deque[tuple[Entry, asyncio.Future[Result]]] = deque()
        self._tasks: set[asyncio.Task[None]] = set()
        self._patience = Patience(PATIENCE_SECONDS)
        self._pace = Pace()

    async def __call__(self, entry: Entry) -> Result:
        """What became of an entry; an error of the store where it failed, ``TimeoutError`` where none came free."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Result] = loop.create_future()
        self._pace.came(loop.time())
        self._waiting.append((entry, future))
        if self._idle:
            task = asyncio.create_task(self._lead(self._idle.pop()))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        return await self._patience(future)

    async def close(self) -> None:
        """Close the connections that nobody uses."""
        while self._idle:
            store = self._idle.pop()
            if store is not None:
                await store.close()

    async def _lead(self, store: Store | None) -> None:
        try:
            while self._waiting:
                rest = self._pace.rest(asyncio.get_running_loop().time()) if len(self._waiting) < GROUP else 0
                if rest > 0:
                    await asyncio.sleep(rest)
                group = [self._waiting.popleft() for _ in range(min(GROUP, len(self._waiting)))]
                # Who gave up meanwhile gets nothing written.
                group = [one for one in group if not one[1].done()]
                store = await self._served(store, group) if group else store
        finally:
            self._idle.append(store)

    async def _served(self, store: Store | None, group: list[tuple[Entry, asyncio.Future[Result]]]) -> Store | None:
        """Tell everybody of a group what became of theirs; the connection, where it is still sound."""
        try:
            if store is None or store.closed:
                store = await psycopg.AsyncConnection.connect(hot.conninfo(), autocommit=True, prepare_threshold=0)
            found = await self._serve(store, [entry for entry, _ in group])
        except psycopg.Error as error:
            return await self._failed(store, group, error)
        except Exception as error:  # noqa: BLE001 - whoever waits hears it; the others are still to be served.
            _fail(group, error)
            return store
        except BaseException:
            _fail(group, TimeoutError())
            raise
        for (_, future), result in zip(group, found, strict=True):
            if not future.done():
                future.set_result(result)
        return store

    async def _failed(
        self, store: Store | None, group: list[tuple[Entry, asyncio.Future[Result]]], error: psycopg.Error
    ) -> Store | None:
        if len(group) > 1 and not isinstance(error, psycopg.OperationalError):
            for one in group:
                store = await self._served(store, [one])
            return store
        _fail(group, error)
        if isinstance(error, psycopg.OperationalError) and store is not None:
            await store.close()
        return store


def _fail(group: list[tuple[Entry, asyncio.Future[Result]]], error: Exception) -> None:
    for _, future in group:
        if not future.done():
            future.set_exception(error)
