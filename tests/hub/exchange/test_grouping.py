"""Whoever waits for the store together is served together, and nobody pays for a neighbour."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import psycopg
import pytest

from clearway.hub.exchange import grouping
from clearway.hub.exchange.grouping import GROUP, Together
from clearway.platform.database import hot


class Store:
    """A connection for tests."""

    def __init__(self) -> None:
        self.closed = False

    async def close(self) -> None:
        self.closed = True


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Store]:
    """Every connection that was opened."""
    made: list[Store] = []

    async def connect(*_: Any, **__: Any) -> Store:
        made.append(Store())
        return made[-1]

    monkeypatch.setattr(grouping.psycopg.AsyncConnection, "connect", connect)
    monkeypatch.setattr(hot, "conninfo", str)
    return made


def _served(
    serve: Callable[[Any, list[int]], Awaitable[list[int]]], entries: list[int], *, lanes: int = 1
) -> list[int | BaseException]:
    async def work() -> list[int | BaseException]:
        together = Together(serve, lanes=lanes)
        return await asyncio.gather(*(together(one) for one in entries), return_exceptions=True)

    return asyncio.run(work())


def test_who_waits_together_is_served_together_each_with_their_own(opened: list[Store]) -> None:
    groups: list[int] = []

    async def serve(_: Any, group: list[int]) -> list[int]:
        groups.append(len(group))
        await asyncio.sleep(0)
        return [one * 2 for one in group]

    found = _served(serve, list(range(300)))

    assert found == [one * 2 for one in range(300)]
    assert max(groups) <= GROUP
    assert len(groups) <= 5
    assert len(opened) == 1


def test_one_bad_entry_costs_its_neighbours_nothing(opened: list[Store]) -> None:
    async def serve(_: Any, group: list[int]) -> list[int]:
        if 7 in group:
            raise psycopg.DataError("seven")
        return group

    found = _served(serve, list(range(20)))

    assert isinstance(found[7], psycopg.DataError)
    assert [one for one in found if isinstance(one, int)] == [one for one in range(20) if one != 7]


@pytest.mark.parametrize("error", [psycopg.OperationalError("gone"), ValueError("a fault of ours")])
def test_whoever_comes_after_a_failure_is_served(opened: list[Store], error: Exception) -> None:
    errors = [error]

    async def serve(_: Any, group: list[int]) -> list[int]:
        await asyncio.sleep(0)
        if errors:
            raise errors.pop()
        return group

    found = _served(serve, list(range(GROUP + 3)))

    assert found[:GROUP] == [error] * GROUP
    assert found[GROUP:] == [GROUP, GROUP + 1, GROUP + 2]
    assert [one.closed for one in opened[:1]] == [isinstance(error, psycopg.OperationalError)]
