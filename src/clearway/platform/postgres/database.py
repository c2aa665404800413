"""A database is made where it is absent, whoever comes first."""

from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import errors, sql


def ensure_database(url: str, *, name: str = "clearway") -> str:
    """The database of this name exists on the server, and its address is the answer."""
    with psycopg.connect(at(url, name="postgres"), autocommit=True) as connection:
        known = connection.execute("select 1 from pg_database where datname = %s", [name]).fetchone()
        if known is None:
            _create(connection, name)
    return at(url, name=name)


def at(url: str, *, name: str) -> str:
    """The address of another database on the same server."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def _create(connection: psycopg.Connection, name: str) -> None:
    try:
        connection.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
    except (errors.DuplicateDatabase, errors.UniqueViolation):
        # Another process made it between our question and our wish: it exists, which is all that was asked.
        return
