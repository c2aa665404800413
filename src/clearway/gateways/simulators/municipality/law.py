"""The dated numbers of law that a municipality goes by, read from the pack."""

from bisect import bisect_right
from calendar import monthrange
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import yaml

CENT = Decimal("0.01")
_PARTS = Decimal("0.000001")


class Law:
    """Numbers of law by their names and days."""

    def __init__(self, pack: Path) -> None:
        """What a pack holds for the watch."""
        self._dated: dict[str, tuple[list[date], list[Decimal]]] = {}
        for path in sorted((pack / "law" / "watch").glob("*.yaml")):
            values = yaml.load(path.read_text(encoding="utf-8"), Loader=_AsWritten)["values"]
            dated = sorted((date.fromisoformat(day), Decimal(one["value"])) for day, one in values.items())
            self._dated[path.stem] = ([day for day, _ in dated], [value for _, value in dated])

    def at(self, name: str, day: date) -> Decimal:
        """The number in force on a day."""
        days, values = self._dated[name]
        return values[bisect_right(days, day) - 1]

    def days(self, name: str, day: date) -> timedelta:
        """The number as so many days."""
        return timedelta(days=int(self.at(name, day)))

    def months_after(self, day: date, name: str) -> date:
        """The day so many months later."""
        return months_after(day, int(self.at(name, day)))


class _AsWritten(yaml.SafeLoader):
    """Scalars stay as they are written, so that no digit is lost."""


_AsWritten.yaml_implicit_resolvers = {}


def months_after(day: date, months: int) -> date:
    """The same day some months later, or the last one of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def cents(amount: Decimal) -> Decimal:
    """An amount with two digits, half up."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def part(of: int | Decimal, whole: int | Decimal) -> Decimal:
    """A share with six digits, half up."""
    return (Decimal(of) / Decimal(whole)).quantize(_PARTS, ROUND_HALF_UP)
