"""What is said again: positions of things that stood before, found in one pass however many there are."""

from collections.abc import Hashable, Iterable


def repeats(keys: Iterable[Hashable]) -> list[int]:
    """Positions, counted from 1, of keys that an earlier position has too; ``None`` repeats nothing."""
    seen: set[Hashable] = set()
    found = []
    for position, key in enumerate(keys, start=1):
        if key in seen:
            found.append(position)
        elif key is not None:
            seen.add(key)
    return found
