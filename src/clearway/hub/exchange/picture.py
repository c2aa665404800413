"""What an edge knows without asking: agreements and where holders are, renewed every second while they are used.

A picture may be old. What it allows, the statement that records an access looks at again under a lock; what it
denies is judged afresh from the tables. So it costs nobody a right, and nothing is shown by it that is over.
"""

import time
from collections.abc import Callable
from typing import Any, Final, Generic, TypeVar

import msgspec

Value = TypeVar("Value")
Key = tuple[str, ...]

#: Older than this is not used.
OLDEST_SECONDS: Final = 1.0
#: Older than this is renewed beside the look-up that uses it, which does not wait.
OLD_SECONDS: Final = 0.5
#: So much is remembered.
MOST: Final = 4096


class _Held(msgspec.Struct, Generic[Value]):
    value: Value
    at: float
    is_asked_for: bool = False


class Remembered(Generic[Value]):
    """Values by their keys, never older than a second; those in use are renewed ahead, so that nobody waits."""

    def __init__(self, read: Callable[..., Value], clock: Callable[[], float] = time.monotonic) -> None:
        """Read a value by the parts of its key."""
        self._read, self._clock = read, clock
        self._held: dict[Key, _Held[Value]] = {}

    def look(self, *key: str) -> tuple[Value, bool]:
        """The value, and whether whoever sees this is to renew it; ``NotRemembered`` where it is not known."""
        held = self._held.get(key)
        age = self._clock() - held.at if held is not None else 0.0
        if held is None or age > OLDEST_SECONDS:
            raise NotRemembered(self, key)
        must = age > OLD_SECONDS and not held.is_asked_for
        held.is_asked_for = held.is_asked_for or must
        return held.value, must

    def renew(self, *key: str) -> Value:
        """Read a value now."""
        value = self._read(*key)
        if len(self._held) >= MOST:
            self._held.clear()
        self._held[key] = _Held(value, self._clock())
        return value


class NotRemembered(Exception):
    """A value is to be read before whoever asked for it can go on."""

    def __init__(self, values: Remembered[Any], key: Key) -> None:
        """Name it."""
        super().__init__(key)
        self.values, self.key = values, key
