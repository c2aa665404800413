"""A town through its years: an agenda of acts, each of which may cause others, and what was forgotten on the way."""

import heapq
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from clearway.gateways.simulators.municipality.books import Books
from clearway.gateways.simulators.municipality.law import Law
from clearway.gateways.simulators.registers.chance import Chance
from clearway.gateways.simulators.registers.shapes import PACK

#: The first day that the books tell of.
FIRST = date(2022, 1, 1)
TODAY = date(2026, 6, 30)
FORGOTTEN, LATE = "forgotten", "late"

Do = Callable[[date], None]


class Plan(NamedTuple):
    """What a town is made from."""

    seed: int = 1
    size: int = 1000
    today: date = TODAY
    prevalence: float = 0.001
    decoys: float = 4.0
    is_clean: bool = False
    keeps_changes: bool = False
    #: The share of rows that name their partner by another key than its register has.
    noise: float = 0.02
    pack: Path = PACK


class Owed(NamedTuple):
    """A follow-up that was forgotten: from which day that can be known, and what it costs."""

    since: date
    money: Decimal


class Town:
    """One municipality."""

    def __init__(self, plan: Plan) -> None:
        """Nothing has happened yet."""
        self.plan, self.today = plan, plan.today
        self.now = FIRST
        self.law = Law(plan.pack)
        self.books = Books(plan.pack, keeps_changes=plan.keeps_changes)
        self.owed: dict[tuple[str, str], dict[Any, Owed]] = {}
        self.innocent: list[tuple[str, str, str]] = []
        self.looked_at: dict[str, int] = {}
        #: The keys by which things are linked that have not the number alone to themselves.
        self.renamed: dict[str, str] = {}
        #: What belongs to a person, and its standard value.
        self.holdings: dict[str, dict[str, Decimal]] = {}
        #: The permits that go with a parcel, with their first and last days.
        self.with_land: dict[str, list[tuple[str, date, date]]] = {}
        self._agenda: list[tuple[date, int, Callable[..., None], tuple[Any, ...]]] = []
        self._planned = 0

    def chance(self, subject: str) -> Chance:
        """The draws about a subject."""
        return Chance(self.plan.seed, subject)

    def at(self, day: date, act: Callable[..., None], *about: Any) -> None:
        """Something is to happen on a day; what lies beyond today does not happen."""
        if day <= self.today:
            self._planned += 1
            heapq.heappush(self._agenda, (day, self._planned, act, about))

    def live(self) -> None:
        """Everything on the agenda happens in its order, and what it causes."""
        while self._agenda:
            self.now, _, act, about = heapq.heappop(self._agenda)
            act(self, self.now, *about)

    def write(self, source: str, day: date, **facts: Any) -> None:
        """An office writes a row on a day; what belongs to an earlier day is written now."""
        if day <= self.now:
            self.books.enter(source, self.now, **facts)
        else:
            self.at(day, _written, source, facts)

    def note(self, source: str, day: date, *identity: Any, **facts: Any) -> None:
        """An office amends a row on a day."""
        if day <= self.now:
            self.books.amend(source, self.now, *identity, **facts)
        else:
            self.at(day, _noted, source, identity, facts)

    def follow(
        self,
        scenario: str,
        key: str,
        *,
        known: date,
        money: Decimal,
        do: Do,
        on: date | None,
        innocent: Mapping[str, Callable[[], object]],
        part: Any = "",
    ) -> str:
        """An act has its follow-up on a day, unless it is forgotten or an innocent reason makes it needless.

        Where nothing has to follow, and the mistake is an act of its own, there is no day; ``do`` puts it right.
        """
        fate = self._fate(scenario, f"{key}/{part}", tuple(innocent))
        if fate == "":
            if on is not None:
                self.at(on, lambda town, day: do(day))
        elif fate in innocent:
            innocent[fate]()
            self.innocent.append((scenario, key, fate))
        else:
            self.owed.setdefault((scenario, key), {})[part] = Owed(known, money)
            if fate == LATE:
                late = known + timedelta(days=self.chance(key).between("late", 5, 200))
                self.at(late, _made_good, do, scenario, key, part)
        return fate

    def truth(self) -> dict[tuple[str, str], Decimal]:
        """What is owed today and could be known, by scenario and the key by which its case is linked."""
        found = {}
        for (scenario, key), parts in self.owed.items():
            open_ = [one.money for one in parts.values() if one.since <= self.today]
            if open_:
                found[scenario, self.renamed.get(key, key)] = sum(open_, Decimal(0))
        return found

    def _fate(self, scenario: str, subject: str, innocent: tuple[str, ...]) -> str:
        chance, plan = self.chance(f"{scenario}/{subject}"), self.plan
        self.looked_at[scenario] = self.looked_at.get(scenario, 0) + 1
        drawn = chance.share("fate") / plan.prevalence
        if drawn < 1 and not plan.is_clean:
            return FORGOTTEN
        if drawn < 1 + plan.decoys:
            return chance.one_of("why", innocent)
        return LATE if drawn < 1.5 + plan.decoys and not plan.is_clean else ""


def _written(town: Town, day: date, source: str, facts: dict[str, Any]) -> None:
    town.books.enter(source, day, **facts)


def _noted(town: Town, day: date, source: str, identity: tuple[Any, ...], facts: dict[str, Any]) -> None:
    town.books.amend(source, day, *identity, **facts)


def _made_good(town: Town, day: date, do: Do, scenario: str, key: str, part: Any) -> None:
    town.owed[scenario, key].pop(part)
    do(day)
