"""Connections of the hot path: psycopg's own pool, prepared statements on, every wait for the server counted.

Django turns prepared statements off and opens a connection for each thread; one declaration would pay for both.
"""

import threading
from typing import Any

import psycopg
from django.conf import settings
from psycopg.conninfo import make_conninfo
from psycopg_pool import ConnectionPool


class CountingConnection(psycopg.Connection[Any]):
    """A connection that knows how many round trips it has made."""

    round_trips = 0

    def wait(self, *arguments: Any, **named: Any) -> Any:
        """Each wait for the server is a round trip."""
        CountingConnection.round_trips += 1
        return super().wait(*arguments, **named)


_pools: dict[tuple[object, ...], ConnectionPool[CountingConnection]] = {}
_lock = threading.Lock()


def conninfo() -> str:
    """Django's database, in libpq's words."""
    database = settings.DATABASES["default"]
    return make_conninfo(
        dbname=str(database["NAME"]),
        user=database["USER"] or None,
        password=database["PASSWORD"] or None,
        host=database["HOST"] or None,
        port=database["PORT"] or None,
        application_name="clearway hot path",
    )


def connect() -> CountingConnection:
    """A connection of one's own, for a writer that keeps it."""
    return CountingConnection.connect(conninfo(), autocommit=True, prepare_threshold=0)


def pool() -> ConnectionPool[CountingConnection]:
    """The process's pool for reading; opened at first use, its size fixed."""
    # A test's database has another name than the one that was configured.
    database = settings.DATABASES["default"]
    place = (database["NAME"], database["HOST"], database["PORT"])
    known = _pools.get(place)
    return known or _opened(place)


def _opened(place: tuple[object, ...]) -> ConnectionPool[CountingConnection]:
    with _lock:
        if place not in _pools:
            _pools[place] = ConnectionPool(
                conninfo(),
                connection_class=CountingConnection,
                kwargs={"autocommit": True, "prepare_threshold": 0},
                min_size=4,
                max_size=4,
                timeout=10,
                open=True,
            )
        return _pools[place]


def close() -> None:
    """Close what this process has opened, for tests and at the end."""
    with _lock:
        for one in _pools.values():
            one.close()
        _pools.clear()
