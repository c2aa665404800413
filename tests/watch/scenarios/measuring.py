"""How well the scenarios of the pack find what a simulated municipality has forgotten: recall, precision and money.

``python -m tests.watch.scenarios --seeds 101 102 --size 20000`` prints a line for each scenario.
"""

import argparse
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

import msgspec

from clearway.gateways.simulators.municipality.life import lived
from clearway.gateways.simulators.municipality.town import Plan, Town
from clearway.gateways.simulators.municipality.writing import arrow
from clearway.gateways.simulators.registers.shapes import PACK
from clearway.watch.backtest.duck import Duck
from clearway.watch.rulebook.reading import Book, gather, read

#: With fewer cases than this an interval says next to nothing.
MEASURABLE = 20


class Measured(msgspec.Struct):
    """What a scenario has found of what was there, over all towns."""

    looked_at: int = 0
    forgotten: int = 0
    decoys: int = 0
    right: int = 0
    wrong: int = 0
    money: Decimal = Decimal(0)
    money_found: Decimal = Decimal(0)
    money_differs: int = 0

    @property
    def recall(self) -> tuple[float, float]:
        """The interval for the share that was found of what was there."""
        return wilson(self.right, self.forgotten)

    @property
    def precision(self) -> tuple[float, float]:
        """The interval for the share that was there of what was found."""
        return wilson(self.right, self.right + self.wrong)

    @property
    def money_recall(self) -> Decimal:
        """The share of the money; of what was found, no more than was there."""
        return self.money_found / self.money if self.money else Decimal(1)


def wilson(right: int, of: int, deviations: float = 1.96) -> tuple[float, float]:
    """Wilson's interval for a share, at 95 in the hundred."""
    if not of:
        return 0.0, 1.0
    share, square = right / of, deviations**2
    middle = (share + square / (2 * of)) / (1 + square / of)
    around = deviations * math.sqrt(share * (1 - share) / of + square / (4 * of * of)) / (1 + square / of)
    return max(0.0, middle - around), min(1.0, middle + around)


def book() -> Book:
    """The rulebook of the demonstration's pack."""
    return read(gather(PACK))


def filled(rules: Book, town: Town, *, is_linked: bool = True) -> Duck:
    """An engine that holds what a town's offices hold, by linked keys unless it is to go by them as they are."""
    duck = Duck(rules.law)
    for source in town.books.books:
        duck.connection.register("given", arrow(town, source))
        duck.connection.execute(f'CREATE TABLE "{source}" AS SELECT * FROM given')
        duck.connection.unregister("given")
    if is_linked:
        duck.link(rules.sources, town.books.books)
    return duck


def as_told(town: Town, day: date) -> None:
    """What a town's offices hold becomes what they had told of until a day."""
    books = town.books
    books.rows = {source: {} for source in books.books}
    for change in books.changes:
        identity = books.books[change.source].identity(change.row)
        if change.day <= day and change.op == "upsert":
            books.rows[change.source][identity] = change.row
        elif change.day <= day:
            books.rows[change.source].pop(identity)


def measure(rules: Book, plans: Iterable[Plan], *, is_linked: bool = True) -> dict[str, Measured]:
    """Every scenario that a town's life touches, over some towns."""
    found: dict[str, Measured] = {}
    for plan in plans:
        town = lived(plan)
        with filled(rules, town, is_linked=is_linked) as duck:
            for scenario in rules.scenarios:
                one = found.setdefault(scenario.card.id, Measured())
                _compare(one, town, scenario.card.id, duck.found(scenario, town.today))
    return found


def _compare(one: Measured, town: Town, scenario: str, found: dict[str, "object"]) -> None:
    truth = {key: money for (about, key), money in town.truth().items() if about == scenario}
    right = found.keys() & truth.keys()
    one.looked_at += town.looked_at.get(scenario, 0)
    one.decoys += Counter(about for about, _, _ in town.innocent)[scenario]
    one.forgotten += len(truth)
    one.right += len(right)
    one.wrong += len(found) - len(right)
    for key in truth:
        told = getattr(found.get(key), "money", None) or Decimal(0)
        one.money += truth[key]
        one.money_found += min(told, truth[key])
        one.money_differs += key in right and told != truth[key]


def lines(found: dict[str, Measured]) -> Iterator[str]:
    """A table of what was measured."""
    yield (
        "scenario  looked at  forgotten  decoys  right  wrong  recall          precision       money recall"
        "  money differs"
    )
    for name, one in sorted(found.items()):
        said = "not measurable" if one.forgotten < MEASURABLE else f"{one.recall[0]:.3f}-{one.recall[1]:.3f}"
        precise = (
            "not measurable"
            if one.right + one.wrong < MEASURABLE
            else (f"{one.precision[0]:.3f}-{one.precision[1]:.3f}")
        )
        yield (
            f"{name:8}  {one.looked_at:9}  {one.forgotten:9}  {one.decoys:6}  {one.right:5}  {one.wrong:5}  {said:14}"
            f"  {precise:14}  {one.money_recall:12.4f}  {one.money_differs:5}"
        )


def main() -> None:
    """Measure towns whose seeds are given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="+", default=[101])
    parser.add_argument("--size", type=int, default=2000)
    parser.add_argument("--prevalence", type=float, default=0.001)
    parser.add_argument("--clean", action="store_true")
    asked = parser.parse_args()
    plans = (
        Plan(seed=seed, size=asked.size, prevalence=asked.prevalence, is_clean=asked.clean) for seed in asked.seeds
    )
    for line in lines(measure(book(), plans)):
        print(line)  # noqa: T201 - printing is what it is for
