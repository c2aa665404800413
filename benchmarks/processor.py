"""Processor time by process: what a load costs, wherever it is spent and whatever else the machine does meanwhile."""

import os
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from tests.proofs.house import House

_TICKS = os.sysconf("SC_CLK_TCK")
#: What a command line holds, and what the process is called by it.
_PARTS = (
    ("clearway.config.edge", "edge"),
    ("clearway.config web", "web"),
    ("clearway.config worker", "worker"),
    ("benchmarks.calls", "holder"),
)


class _Process(NamedTuple):
    parent: int
    words: str
    seconds: float


class Spent:
    """Processor seconds of a house, its store and whoever loads it, by part."""

    def __init__(self, house: House) -> None:
        """Begin with a running house; what this process started counts as well."""
        postmaster = house.folder / "var" / "postgres" / "postmaster.pid"
        self._store, self._load = int(postmaster.read_text().split()[0]), os.getpid()
        self._before = self._now()

    def since(self) -> dict[str, float]:
        """Seconds by part since the last time; what ended meanwhile counts with whoever had started it."""
        present = self._now()
        spent = {part: present[part] - self._before[part] for part in present}
        self._before = present
        return {part: seconds for part, seconds in sorted(spent.items()) if seconds > 0}

    def _now(self) -> Counter[str]:
        table, found = _processes(), Counter[str]()
        for pid, one in table.items():
            found[self._part(pid, table)] += one.seconds
        found.pop("", None)
        return found

    def _part(self, pid: int, table: dict[int, _Process]) -> str:
        if pid == self._load:
            return "load"
        above = pid
        while above in table and above not in (self._store, self._load):
            above = table[above].parent
        if above == self._store:
            return "store"
        named = next((name for some, name in _PARTS if some in table[pid].words), "others")
        return named if above == self._load else ""


def _processes() -> dict[int, _Process]:
    """Every process, its seconds with those of children that have ended."""
    found = {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
            words = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        found[int(entry.name)] = _Process(int(fields[1]), words, sum(map(int, fields[11:15])) / _TICKS)
    return found
