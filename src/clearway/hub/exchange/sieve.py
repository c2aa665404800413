"""A record that is too large to be held is cut down to what was granted while it passes.

The record is one JSON object of texts, numbers and flags; members that were not granted are dropped as they come.
What is no such object is found out on the way: the answer breaks off then, and its end is never said.
"""

import codecs
import re
from collections.abc import Callable, Iterable
from typing import Final

import msgspec

#: No name and no number is longer.
_MOST_TOKEN: Final = 1000
_BLANK: Final = b" \t\r\n"
_SPECIAL: Final = re.compile(rb'["\\\x00-\x1f]')
_AFTER_SCALAR: Final = re.compile(rb"[ \t\r\n,}]")
_NAME: Final = re.compile(rb'"(?:[^"\\\x00-\x1f]|\\.)*"')


class NotARecord(ValueError):
    """What comes is no object of plain values."""


class Sieve:
    """Passes the granted members of one object on."""

    def __init__(self, names: Iterable[str]) -> None:
        """Let these names through."""
        self._left = set(names)
        self._step: Callable[[], bool] = self._begin
        self._rest = b""
        self._out: list[bytes] = []
        self._passes = self._is_escaped = self._is_over = False
        self._text = codecs.getincrementaldecoder("utf-8")()

    def passed(self, piece: bytes) -> bytes:
        """What of a piece goes on; ``NotARecord`` where it cannot be one."""
        try:
            self._text.decode(piece)
        except UnicodeDecodeError:
            raise NotARecord from None
        self._rest += piece
        while self._rest and self._step():
            pass
        out = b"".join(self._out)
        self._out.clear()
        return out

    def ended(self) -> bytes:
        """What goes on once all has come: granted names that the holder does not know are ``null``."""
        if not self._is_over:
            raise NotARecord
        return b"".join(b"," + msgspec.json.encode(name) + b":null" for name in sorted(self._left))

    def _begin(self) -> bool:
        return self._sign(b"{", self._first)

    def _first(self) -> bool:
        return self._sign(b"}", self._over, else_=self._name)

    def _name(self) -> bool:
        self._rest = self._rest.lstrip(_BLANK)
        found = _NAME.match(self._rest)
        if found is None:
            return self._wait(self._rest[:1] in (b"", b'"'))
        try:
            name: str = msgspec.json.decode(found[0], type=str)
        except msgspec.DecodeError:
            raise NotARecord from None
        self._passes = name in self._left
        if self._passes:
            self._left.discard(name)
            self._out.append(b"," + msgspec.json.encode(name) + b":")
        self._rest = self._rest[found.end() :]
        self._step = self._colon
        return True

    def _colon(self) -> bool:
        return self._sign(b":", self._value)

    def _value(self) -> bool:
        return self._sign(b'"', self._string, else_=self._scalar, says=True)

    def _string(self) -> bool:
        """Everything up to the quote that ends a text; what follows a backslash ends nothing."""
        at = 0
        while True:
            if self._is_escaped:
                if at >= len(self._rest):
                    break
                at, self._is_escaped = at + 1, False
            found = _SPECIAL.search(self._rest, at)
            at = found.end() if found else len(self._rest)
            if found is None:
                break
            if found[0] == b'"':
                self._step = self._after
                break
            if found[0] != b"\\":
                raise NotARecord
            self._is_escaped = True
        self._say(self._rest[:at])
        self._rest = self._rest[at:]
        return True

    def _scalar(self) -> bool:
        self._rest = self._rest.lstrip(_BLANK)
        found = _AFTER_SCALAR.search(self._rest)
        if found is None:
            return self._wait(True)
        token, self._rest = self._rest[: found.start()], self._rest[found.start() :]
        try:
            value = msgspec.json.decode(token)
        except msgspec.DecodeError:
            raise NotARecord from None
        if isinstance(value, list | dict):
            raise NotARecord
        self._say(token)
        self._step = self._after
        return True

    def _after(self) -> bool:
        return self._sign(b",", self._name, else_=self._close)

    def _close(self) -> bool:
        return self._sign(b"}", self._over)

    def _over(self) -> bool:
        self._rest = self._rest.lstrip(_BLANK)
        if self._rest:
            raise NotARecord
        return False

    def _sign(
        self, sign: bytes, then: Callable[[], bool], *, else_: Callable[[], bool] | None = None, says: bool = False
    ) -> bool:
        """One sign behind blanks, and the step that follows; another sign is another step's, or wrong."""
        self._rest = self._rest.lstrip(_BLANK)
        if not self._rest:
            return False
        if self._rest[:1] != sign:
            if else_ is None:
                raise NotARecord
            self._step = else_
            return True
        if says:
            self._say(sign)
        self._rest, self._step = self._rest[1:], then
        self._is_over = then == self._over
        return True

    def _wait(self, may_come: bool) -> bool:
        """A token that is not whole waits for more, if it can still become one."""
        if not may_come or len(self._rest) > _MOST_TOKEN:
            raise NotARecord
        return False

    def _say(self, content: bytes) -> None:
        if self._passes:
            self._out.append(content)
