"""Fixtures are run, and every condition of a scenario is dropped once to see whether a fixture notices."""

from collections.abc import Iterator, Sequence

import msgspec

from clearway.core.watch import Query, Scenario, ScenarioRefused, Sources, by_key, found
from clearway.core.watch.mutations import Mutation, mutations
from clearway.core.watch.sources import WHOLE, Cell, Column, Table
from clearway.watch.backtest.duck import Duck
from clearway.watch.backtest.engine import Engine
from clearway.watch.rulebook.public import LEAST_FIRES, LEAST_SILENT, Book, Case

_CASE = Column("clearway_case", WHOLE)


class Failed(msgspec.Struct, frozen=True):
    """A fixture that came out otherwise than it says."""

    says: str
    expected: str
    got: str


class Bench:
    """The fixtures of a scenario, laid out once and run as often as wanted."""

    def __init__(self, book: Book, scenario: Scenario, engine: Engine | None = None) -> None:
        self.scenario = scenario
        self.cases = book.cases[scenario.card.id]
        self.engine = engine or Duck(book.law)
        for name in sorted(scenario.sources):
            self._lay(book.sources, name)

    @property
    def duck(self) -> Duck:
        """The engine, where nobody has brought another."""
        assert isinstance(self.engine, Duck)
        return self.engine

    def close(self) -> None:
        """Let go of the engine."""
        self.engine.close()

    def failures(self, query: Query | None = None) -> Iterator[Failed]:
        """The fixtures that come out otherwise than they say, one after the other."""
        for number, case in enumerate(self.cases):
            expected = f"{case.key} {case.money}" if case.key else "nothing"
            got = self.outcome(number, case, query or self.scenario.query)
            if got != expected:
                yield Failed(case.says, expected, got)

    def outcome(self, number: int, case: Case, query: Query) -> str:
        """What a query finds in one fixture, as a fixture says it."""

        def place(source: str) -> str:
            if source == "law":
                return self.engine.named(source)
            return f"(SELECT * FROM {self.engine.named(source)} WHERE clearway_case = {number})"

        try:
            rows = self.engine.rows(query, case.today, place)
        except self.engine.faults as error:
            return f"an error: {str(error).splitlines()[0]}"
        cases = by_key(found(tuple(query.columns), row) for row in rows)
        told = [f"{one.case_key} {one.money}" for one in cases.values()]
        return "; ".join(sorted(told)) + (f"; {len(rows)} rows" if len(rows) > len(told) else "") or "nothing"

    def survivors(self) -> list[Mutation]:
        """The conditions that can be dropped without any fixture noticing."""
        return [one for one in mutations(self.scenario.query) if next(self.failures(one.query), None) is None]

    def _lay(self, sources: Sources, name: str) -> None:
        table = sources.table(name)
        wider = Table(name, table.system, table.title, (*table.columns, _CASE), table.row)
        rows: list[dict[str, Cell]] = []
        for number, case in enumerate(self.cases):
            rows += ({**row, _CASE.name: number} for row in case.rows.get(name, ()))
        self.engine.take(wider, rows)


def check(book: Book, scenario: Scenario) -> Sequence[ScenarioRefused]:
    """Whatever is wrong with a scenario's fixtures: too few, or coming out otherwise."""
    cases = book.cases[scenario.card.id]
    fires = sum(bool(one.key) for one in cases)
    wrong = []
    if fires < LEAST_FIRES or len(cases) - fires < LEAST_SILENT:
        told = f"{scenario.card.id}: {fires} that fire, {len(cases) - fires} silent"
        wrong.append(ScenarioRefused("WAT-051", found=told, allowed=(f"{LEAST_FIRES} and {LEAST_SILENT}",)))
    bench = Bench(book, scenario)
    try:
        for one in bench.failures():
            told = f"{scenario.card.id}, {one.says}: {one.got}"
            wrong.append(ScenarioRefused("WAT-050", found=told, allowed=(one.expected,)))
    finally:
        bench.close()
    return wrong
