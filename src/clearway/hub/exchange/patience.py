"""Waits that end: one timer for all who have equally long, since a timer for each costs more than the wait."""

import asyncio
from typing import TypeVar

Result = TypeVar("Result")


class Patience:
    """Lets everybody wait for something of their own, for so many seconds each."""

    def __init__(self, seconds: float) -> None:
        """Whoever waits longer gives up."""
        self._seconds = seconds
        self._waiting: dict[asyncio.Future[object], float] = {}
        self._timer: asyncio.TimerHandle | None = None

    async def __call__(self, future: "asyncio.Future[Result]") -> Result:
        """What a future gives; ``TimeoutError`` where it gives nothing in time."""
        loop = asyncio.get_running_loop()
        self._waiting[future] = loop.time() + self._seconds
        if self._timer is None:
            self._timer = loop.call_later(self._seconds, self._look, loop)
        try:
            return await future
        finally:
            del self._waiting[future]

    def _look(self, loop: asyncio.AbstractEventLoop) -> None:
        """Whoever has waited too long gives up; they stand in the order in which they came."""
        self._timer, present = None, loop.time()
        for future, due in self._waiting.items():
            if due > present:
                self._timer = loop.call_at(due, self._look, loop)
                return
            if not future.done():
                future.set_exception(TimeoutError())
