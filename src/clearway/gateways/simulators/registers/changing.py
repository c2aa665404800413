"""What somebody has changed in the simulated registers since they opened: the rest still follows from the seed."""

import threading
from typing import Any

from clearway.gateways.simulators.registers.people import Registers

Record = dict[str, Any]


class Changed:
    """The registers with what was changed in them, and the order in which it was."""

    def __init__(self, registers: Registers) -> None:
        """Nothing is changed at first."""
        self.registers = registers
        self._lock = threading.Lock()
        self._said: dict[tuple[str, str], Record | None] = {}
        self._order: list[tuple[str, str]] = []
        self._counts: dict[str, int] = {}

    def record(self, kind: str, key: str) -> Record | None:
        """A record as it stands now."""
        if (kind, key) in self._said:
            return self._said[kind, key]
        return self.registers.record(kind, key)

    def run(self, kind: str, after: str, through: str, limit: int) -> list[Record]:
        """Records in the order of their keys."""
        found: list[Record] = []
        for key in self.registers.keys_after(kind, after):
            if len(found) == limit or (through and key > through):
                break
            record = self.record(kind, key)
            if record is not None:
                found.append(record)
        return found

    def count(self, kind: str) -> int:
        """How many records there are; they are counted once."""
        if kind not in self._counts:
            keys = self.registers.keys_after(kind, "")
            self._counts[kind] = sum(self.registers.record(kind, key) is not None for key in keys)
        with self._lock:
            said = [(key, one) for (of, key), one in self._said.items() if of == kind]
        gone = sum(one is None and self.registers.record(kind, key) is not None for key, one in said)
        return self._counts[kind] - gone

    def change(self, kind: str, key: str, said: Record | None) -> bool:
        """Some fields of a record are others from now on; without any, the record is gone. Whether there was one."""
        with self._lock:
            before = self.record(kind, key)
            if before is None:
                return False
            self._said[kind, key] = {**before, **said} if said is not None else None
            self._order.append((kind, key))
        return True

    def since(self, kind: str, mark: str) -> tuple[list[str], str]:
        """The keys that were changed since a mark, and the mark of now; without a mark, only that."""
        with self._lock:
            now = len(self._order)
            first = int(mark) if mark.isascii() and mark.isdigit() else now
            return sorted({key for of, key in self._order[first:now] if of == kind}), str(now)
