"""What stands beside a column that points to another source: the key as it came, and how it was linked."""

from clearway.core.watch.render import named


def came(column: str) -> str:
    """Where a key is kept as it came; the column itself holds the one that it is linked by."""
    return named(f"{column} came")


def how(column: str) -> str:
    """Where it is kept how the partner of a key was found; NULL until somebody has looked."""
    return named(f"{column} link")


def form(column: str) -> str:
    """Where the plain form of a key is kept that may be written in several ways."""
    return named(f"{column} form")
