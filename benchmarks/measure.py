"""One measured figure, beside the limit it is held against."""

import statistics
import time
from collections.abc import Callable
from typing import NamedTuple


class Figure(NamedTuple):
    """A figure: what, how much, and whether a budget was met; no budget, no verdict."""

    what: str
    value: float
    unit: str
    limit: float | None = None
    limit_is: str = ""
    ratio: float | None = None
    budget: str = ""
    is_met: bool | None = None


def microseconds(call: Callable[[], object], *, repeat: int = 7, number: int = 200) -> float:
    """The median time of a call, in microseconds."""
    call()
    runs = []
    for _ in range(repeat):
        begun = time.perf_counter()
        for _ in range(number):
            call()
        runs.append((time.perf_counter() - begun) / number * 1e6)
    return statistics.median(runs)
