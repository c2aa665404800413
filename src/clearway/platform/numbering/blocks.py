"""The process's own block of declaration numbers, taken from the database's sequence."""

from clearway.platform.database import hot
from clearway.platform.numbering import Numbers


def _next_block() -> int:
    with hot.pool().connection() as connection:
        row = connection.execute("SELECT nextval('numbering_block')").fetchone()
    assert row is not None
    return int(row[0])


_numbers = Numbers(_next_block)


def take() -> int:
    """A number no other process has."""
    return _numbers.take()
