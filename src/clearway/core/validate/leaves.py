"""A declaration read leaf by leaf, for rules that look at every text or number."""

from collections.abc import Iterator
from decimal import Decimal

import msgspec

from clearway.core.facts.declaration import Declaration


def leaves(value: object, at: str = "") -> Iterator[tuple[str, object]]:
    """Every value that is not made of others, with its path, in document order."""
    if isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            inner = getattr(value, name)
            if inner is not None and inner != ():
                yield from leaves(inner, f"{at}/{name}" if at else name)
    elif isinstance(value, tuple):
        for position, inner in enumerate(value, start=1):
            yield from leaves(inner, f"{at}/{position}")
    else:
        yield at, value


def texts(declaration: Declaration) -> Iterator[tuple[str, str]]:
    """Every text of a declaration."""
    return ((at, value) for at, value in leaves(declaration) if isinstance(value, str))


def numbers(declaration: Declaration) -> Iterator[tuple[str, Decimal]]:
    """Every decimal of a declaration."""
    return ((at, value) for at, value in leaves(declaration) if isinstance(value, Decimal))
