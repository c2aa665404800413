"""Random changes of sources, made from the rows of fixtures: late, repeated, corrected, deleted, with days."""

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random

from clearway.core.watch import LOOKING, Found
from clearway.core.watch.sources import Cell
from clearway.watch.backtest.duck import Duck
from clearway.watch.findings import public as findings
from clearway.watch.intake.public import Batch, Change
from clearway.watch.rulebook import public as rulebook
from clearway.watch.rulebook.public import Case
from tests.watch.country import Town

Row = Mapping[str, Cell]


class Changes:
    """A town whose records change at random, and what they are by then."""

    def __init__(self, town: Town, chance: Random) -> None:
        self.town = town
        self.chance = chance
        self.tables = town.book.sources.tables
        self.pool: dict[str, list[Row]] = {}
        self.cases: list[Case] = []
        for cases in rulebook.read(rulebook.gather(town.pack)).cases.values():
            self.cases += [case for case in cases if case.key]
            for case in cases:
                for source, rows in case.rows.items():
                    self.pool.setdefault(source, []).extend(rows)
        self.truth: dict[tuple[str, str], tuple[int, dict[str, Cell] | None]] = {}
        self.late: list[Batch] = []
        self.old: list[Batch] = []
        self.looking = [one for one in town.book.scenarios if one.card.status in LOOKING]
        self.batches = 0
        self.found: set[str] = set()

    def step(self) -> None:
        """Something happens: mostly a batch, sometimes late or once more, sometimes a day."""
        dice = self.chance.random()
        if dice < 0.12:
            self.town.tick(self.town.day + timedelta(days=self.chance.choice((1, 1, 2, 7, 31, 200))))
        elif dice < 0.22 and self.late:
            self._give(self.late.pop(self.chance.randrange(len(self.late))))
        elif dice < 0.3 and self.old:
            self._give(self.chance.choice(self.old))
        elif dice < 0.6:
            self._deliver(self._batch())
        else:
            self._happen(self.chance.choice(self.cases))
        if self.chance.random() < 0.7:
            self.town.look()

    def settle(self) -> None:
        """What is late comes, and everything that waits is looked at."""
        while self.late:
            self._give(self.late.pop())
        self.town.look()

    def full(self) -> dict[tuple[str, str], Found]:
        """What a full run on DuckDB finds in the records as they are by what was delivered."""
        found = {}
        with Duck(self.town.book.law) as duck:
            for name, table in self.tables.items():
                duck.take(table, self.rows(name))
            for scenario in self.looking:
                for key, one in duck.found(scenario, self.town.day).items():
                    evidence = tuple(sorted(one.evidence))
                    found[scenario.card.id, key] = Found(one.case_key, one.money, evidence)
        return found

    def rows(self, source: str) -> list[Row]:
        """The rows of a source as they are by what was delivered."""
        return [cells for (name, _), (_, cells) in self.truth.items() if name == source and cells is not None]

    def differences(self) -> list[str]:
        """Where what stands differs from a full run."""
        full, delta = self.full(), findings.standing(self.town.code)
        self.found |= {scenario for scenario, _ in full}
        return [
            f"{one} on {self.town.day}: full {full.get(one)}, delta {delta.get(one)}"
            for one in sorted(full.keys() | delta.keys())
            if full.get(one) != delta.get(one)
        ]

    def _happen(self, case: Case) -> None:
        """All that a scenario needs to find something, or nearly: each source tells its part, in any order."""
        if self.town.day < case.today:
            self.town.tick(case.today)
        sources = sorted(case.rows)
        self.chance.shuffle(sources)
        for source in sources:
            rows = [dict(row) for row in case.rows[source]]
            if self.chance.random() < 0.1:
                rows = [self._altered(source, row) for row in rows]
            self._deliver(self.town.batch(source, *map(self.town.change, rows)))

    def _deliver(self, batch: Batch) -> None:
        self.late.append(batch) if self.chance.random() < 0.15 else self._give(batch)

    def _give(self, batch: Batch) -> None:
        self.batches += 1
        self.old = [*self.old[-20:], batch]
        taken = findings.deliver(batch, self.town.book, at=batch.watermark)
        assert taken.outcome != "aside", taken
        table = self.tables[batch.source]
        for change in batch.changes:
            identity = table.identity({name: change.row[name] for name in table.row})  # type: ignore[misc] - read below.
            known = self.truth.get((batch.source, identity), (-1, None))[0]
            if change.changed > known:
                cells = table.read(change.row) if change.op == "upsert" else None
                self.truth[batch.source, identity] = (change.changed, cells)

    def _batch(self) -> Batch:
        source = self.chance.choice(sorted(self.pool))
        many = self.chance.choice((1, 1, 2, 3, 6))
        return self.town.batch(source, *(self._change(source) for _ in range(many)))

    def _change(self, source: str) -> Change:
        table = self.tables[source]
        row = dict(self.chance.choice(self.pool[source]))
        if self.chance.random() < 0.2:
            return self.town.change({name: row[name] for name in table.row}, op="delete")
        return self.town.change(self._altered(source, row))

    def _altered(self, source: str, row: dict[str, Cell]) -> dict[str, Cell]:
        """A row with some cells of others."""
        table = self.tables[source]
        while self.chance.random() < 0.4:
            name = self.chance.choice([one.name for one in table.columns])
            other = self.chance.choice(self.pool[source])[name]
            if name not in table.row or other is not None:
                row[name] = self._shifted(other)
        return row

    def _shifted(self, cell: Cell) -> Cell:
        is_day = isinstance(cell, date)
        return cell + timedelta(days=self.chance.randint(-40, 40)) if is_day and self.chance.random() < 0.5 else cell  # type: ignore[operator] - a day.
