"""Every goods line owes exactly one third-country duty on every day that the tariff is in force."""

from collections.abc import Iterator
from datetime import date, timedelta

from clearway.core.law.tariff import Measure, Tariff
from clearway.registers.lawbook.packs.faults import FaultList

ONE_DAY = timedelta(days=1)
MEASURES = "tariff/measures"


def check(tariff: Tariff, faults: FaultList) -> None:
    """Note every declarable line and stretch of days with no third-country duty, or with two."""
    kinds = {type.code for type in tariff.types.values() if type.role == "duty"}
    duties = {
        code: tuple(measure for measure in found if measure.type in kinds and not measure.preference_codes)
        for code, found in tariff.measures.items()
    }
    for code, versions in tariff.lines.items():
        path = [duties[code[:length]] for length in range(len(code), 1, -1) if duties.get(code[:length])]
        for line in versions:
            if line.is_declarable:
                first = max(line.period.since, tariff.first_day)
                for day, count in _stretches(path, first, line.period.until):
                    _note(code, day, count, faults)


def _stretches(path: list[tuple[Measure, ...]], first: date, last: date | None) -> Iterator[tuple[date, int]]:
    """The first day of each stretch within which the answer is the same, and the number of duties on it."""
    edges = {first}
    for measures in path:
        for measure in measures:
            edges.add(measure.period.since)
            if measure.period.until:
                edges.add(measure.period.until + ONE_DAY)
    days = sorted(day for day in edges if day >= first and (last is None or day <= last))
    for day in days:
        yield day, _count(path, day)


def _count(path: list[tuple[Measure, ...]], day: date) -> int:
    for measures in path:
        standing = sum(1 for measure in measures if measure.period.covers(day))
        if standing:
            return standing
    return 0


def _note(code: str, day: date, count: int, faults: FaultList) -> None:
    if count == 0:
        found = f"{code} without one from {day}"
        faults.add(MEASURES, 0, "LAW-016", found, "one at the line or above it on every day")
    elif count > 1:
        faults.add(MEASURES, 0, "LAW-017", f"{code} with {count} from {day}", "one at the nearest goods code")
