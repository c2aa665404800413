"""What the watch is measured with in a running house: many rows of governments, keys to look at, changes.

A program of its own, because it speaks to the house's store as the house does: ``python -m benchmarks.watched VERB
NUMBER …`` prints what came of it as JSON.
"""

import json
import os
import statistics
import sys
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import django
import msgspec

django.setup()

from django.db import connection  # noqa: E402 - the settings must be read before what rests on them.

from benchmarks.copies import Copies  # noqa: E402 - the same.
from clearway.core.watch import LOOKING, Scenario, Table, named  # noqa: E402 - the same.
from clearway.core.watch.sources import WHOLE, Column  # noqa: E402 - the same.
from clearway.registers.traders import public as traders  # noqa: E402 - the same.
from clearway.watch.backtest.duck import Duck  # noqa: E402 - the same.
from clearway.watch.backtest.fixtures import Bench  # noqa: E402 - the same.
from clearway.watch.findings import evaluating, marking, models  # noqa: E402 - the same.
from clearway.watch.findings import public as findings  # noqa: E402 - the same.
from clearway.watch.intake import public as intake  # noqa: E402 - the same.
from clearway.watch.intake.public import Batch, Change  # noqa: E402 - the same.
from clearway.watch.rulebook import public as rulebook  # noqa: E402 - the same.
from clearway.watch.rulebook.public import Book, Case  # noqa: E402 - the same.

PACK = Path(__file__).parents[1] / "packs" / "demoland"
#: Governments that hold the rows; the first is looked at, another is fed.
TENANTS, FED = tuple(f"DL01{number:02}" for number in range(4, 8)), "DL0108"
CLIENT, SECRET = "bench-watch", "a secret of the load"
AT_ONCE = 50_000
#: So many copies the first government has: a thousand keys of a scenario, and then some.
COPIES = 120
#: A moment that lies behind every change of the load, for what is laid under it.
_LONG_AGO = 1


def begin() -> dict[str, Any]:
    """The worker has put the rulebook to work: the tables of sources are there."""
    pause = threading.Event()
    for _ in range(600):
        book = rulebook.current()
        if (
            book is not None
            and findings.day() is not None
            and models.Clock.objects.filter(edition=book.digest).exists()
        ):
            return {"scenarios": len(book.scenarios)}
        pause.wait(0.5)
    raise TimeoutError("the worker does not begin the watch")


def base(before: str, rows: str) -> dict[str, Any]:
    """So many rows lie in the tables of sources, where there were some before."""
    begun, copies = time.perf_counter(), Copies(rulebook.read(rulebook.gather(PACK)))
    laid = list(copies.sources())
    for table, seeds in laid:
        _seed(table, seeds)
    in_a_copy = sum(len(seeds) for table, seeds in laid if table.name in copies.keyed)
    last = -(-int(rows) // in_a_copy)
    with connection.cursor() as cursor:
        for table, seeds in laid:
            statement, step = _copying(copies, table), max(1, AT_ONCE // len(seeds))
            of_towns = last if table.name in copies.keyed else 1
            for tenant, first, end in _shares(-(-int(before) // in_a_copy), of_towns, step):
                cursor.execute(statement, [tenant, first, end - 1])
            cursor.execute(f"DROP TABLE bench_{table.name}")
        cursor.execute("ANALYZE")
        cursor.execute("CHECKPOINT")
    return {"rows": _stored(copies.book), "seconds": time.perf_counter() - begun}


def _shares(first: int, last: int, step: int) -> Iterator[tuple[str, int, int]]:
    """Copies by government: the first of all has those that are looked at, its neighbours whatever lies around."""
    while first < last:
        is_near = first < COPIES
        end = min(first + step, last, COPIES if is_near else last)
        yield TENANTS[0] if is_near else TENANTS[1 + first % (len(TENANTS) - 1)], first, end
        first = end


def _seed(table: Table, rows: Sequence[tuple[int, Mapping[str, Any]]]) -> None:
    names = [one.name for one in table.columns]
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE UNLOGGED TABLE bench_{table.name} AS SELECT {_listed(names)} FROM"
                       f" watch_sources.{named(table.name)} LIMIT 0")  # fmt: skip
        cursor.execute(f"ALTER TABLE bench_{table.name} ADD COLUMN clearway_case INT")
        marks = ", ".join(["%s"] * (len(names) + 1))
        given = [[*(row.get(name) for name in names), number] for number, row in rows]
        cursor.executemany(f"INSERT INTO bench_{table.name} VALUES ({marks})", given)


def _copying(copies: Copies, table: Table) -> str:
    said = copies.copied(table)
    identity = ", ".join(f"({said[name]})::text" for name in table.row)
    return (
        f"INSERT INTO watch_sources.{named(table.name)} (tenant, row_id, changed, {_listed(said)})"
        f" SELECT %s, concat_ws(E'\\x1f', {identity}), {_LONG_AGO}, {', '.join(said.values())}"
        f" FROM bench_{table.name}, generate_series(%s::int, %s::int) AS n ON CONFLICT DO NOTHING"
    )


def looks(keys: str) -> dict[str, Any]:
    """Every scenario is asked about so many keys: for the first time, and again when findings stand."""
    book = rulebook.read(rulebook.gather(PACK))
    looking = [one for one in book.scenarios if one.card.status in LOOKING]
    marks = [(TENANTS[0], one.card.id, key) for one in looking for key in _keys(one, book, int(keys))]
    told: dict[str, Any] = {"scenarios": len(looking), "cases": len(marks)}
    for name in ("first", "again"):
        marking.mark(marks, at=_now())
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE watch_findings_dirty")
        begun, worked = time.perf_counter(), _processor_seconds()
        opened, slowest = _look(book)
        told[name], told[f"{name}_opened"] = time.perf_counter() - begun, opened
        told[f"{name}_worked"] = _processor_seconds() - worked
        told[f"{name}_slowest"] = slowest
    return told


def _processor_seconds() -> float:
    """What this process and its part of the store have worked, whoever else was at work beside them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (backend,) = cursor.fetchone()
    ticks = Path(f"/proc/{backend}/stat").read_text().rpartition(")")[2].split()[11:13]
    return time.process_time() + sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")


def _look(book: Book) -> tuple[int, list[tuple[float, str]]]:
    opened, took = 0, []
    while True:
        with connection.cursor() as cursor:
            cursor.execute("SELECT scenario FROM watch_findings_dirty WHERE fault = '' ORDER BY since, id LIMIT 1")
            following = cursor.fetchone()
        begun = time.perf_counter()
        looked = evaluating.look(book, at=_now())
        if looked is None or following is None:
            return opened, sorted(took, reverse=True)[:5]
        took.append((round(time.perf_counter() - begun, 3), following[0]))
        opened += looked.opened


def _keys(scenario: Scenario, book: Book, many: int) -> list[str]:
    found: set[str] = set()
    with connection.cursor() as cursor:
        for source, column in sorted(scenario.card.keys.items()):
            cursor.execute(
                f"SELECT DISTINCT key FROM (SELECT {named(column)}::text AS key FROM watch_sources.{named(source)}"
                " WHERE tenant = %s) AS k WHERE key IS NOT NULL LIMIT %s",
                [TENANTS[0], many],
            )
            found |= {key for (key,) in cursor.fetchall()}
    return sorted(found)[:many]


def feed(seconds: str, changes_a_second: str) -> dict[str, Any]:
    """Changes come evenly, and each second every source tells of its own: how long until each case is told."""
    book = rulebook.read(rulebook.gather(PACK))
    copies, day, rate = Copies(book), findings.day(), int(changes_a_second)
    firing = [found for one in book.scenarios if one.card.status == "live" for found in _firing(book, one, day)]
    numbers = {name: intake.last_number(FED, name) for name in book.sources.tables}
    wanted: dict[tuple[str, str], float] = {}
    changes, at, pause, begun = 0, 0, threading.Event(), time.time()
    longest = 0.0
    for tick in range(int(seconds)):
        of_source: dict[str, list[Change]] = {name: [] for name in book.sources.tables}
        while changes < (tick + 1) * rate:
            scenario, case, key = firing[at % len(firing)]
            ending = f"-{at}"
            for source, rows in case.rows.items():
                for row in rows:
                    changes += 1
                    of_source[source].append(Change("upsert", changes + _LONG_AGO, copies.row(source, row, ending)))
            wanted[scenario, key + ending] = begun + changes / rate
            at += 1
        pause.wait(max(0.0, begun + tick + 1 - time.time()))
        started = time.time()
        for source, told in of_source.items():
            numbers[source] += 1
            mark = datetime.fromtimestamp(started, UTC)
            findings.deliver(Batch(FED, source, numbers[source], mark, tuple(told)), book, at=_now())
        longest = max(longest, time.time() - started)
    return {"changes": changes, "cases": len(wanted), "delivering": longest, **_waited(wanted, pause)}


def _firing(book: Book, scenario: Scenario, day: Any) -> Iterator[tuple[str, Case, str]]:
    """The fixtures of a scenario that fire on the day of the house."""
    bench = Bench(book, scenario)
    try:
        for number, case in enumerate(book.cases[scenario.card.id]):
            got = bench.outcome(number, msgspec.structs.replace(case, today=day), scenario.query)
            if case.key and got.startswith(f"{case.key} ") and ";" not in got:
                yield scenario.card.id, case, case.key
    finally:
        bench.close()


def _waited(wanted: Mapping[tuple[str, str], float], pause: threading.Event) -> dict[str, Any]:
    """How long each finding took to be told, once no more of them come."""
    told: dict[tuple[str, str], float] = {}
    quiet = 0
    while quiet < 20 and len(told) < len(wanted):
        before = len(told)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT scenario, case_key, extract(epoch FROM told_at)::float8 FROM watch_findings_finding"
                " WHERE tenant = %s AND told_at IS NOT NULL", [FED],
            )  # fmt: skip
            told = {(scenario, key): at for scenario, key, at in cursor.fetchall() if (scenario, key) in wanted}
        quiet = 0 if len(told) > before else quiet + 1
        pause.wait(1.0)
    waits = sorted(told[about] - wanted[about] for about in told)
    if len(waits) < 2:
        return {"told": len(waits)}
    cuts = statistics.quantiles(waits, n=100)
    return {"told": len(waits), "p50": cuts[49], "p95": cuts[94], "most": waits[-1]}


def client() -> dict[str, Any]:
    """A government's software that may ask before it saves, and what it asks about."""
    book = rulebook.read(rulebook.gather(PACK))
    copies = Copies(book)
    traders.add_machine_client("", CLIENT, SECRET, office=TENANTS[0], kind="government")
    rows = []
    for one in book.scenarios:
        case = next((case for case in book.cases[one.card.id] if case.key), None)
        source = next((name for name in case.rows if name in one.card.keys), None) if case else None
        if case and source:
            row = copies.row(source, case.rows[source][0], "-0-0")
            rows.append({"source": source, "row": {name: _plain(cell) for name, cell in row.items()}})
    return {"client": CLIENT, "secret": SECRET, "rows": rows}


def folder(number: str, wanted: str, where: str) -> dict[str, Any]:
    """A folder with the sources of one scenario, and so many rows in them."""
    book = rulebook.read(rulebook.gather(PACK))
    copies, scenario = Copies(book), book.scenario(number)
    stored = {name: [(n, row) for n, case in enumerate(book.cases[number]) for row in case.rows.get(name, ())]
              for name in sorted(scenario.sources)}  # fmt: skip
    many = -(-int(wanted) // sum(map(len, stored.values())))
    with Duck(book.law, threads=2) as duck:
        for name, rows in stored.items():
            table = book.sources.table(name)
            wider = Table(
                name, table.system, table.title, (*table.columns, Column("clearway_case", WHOLE)), table.row
            )
            duck.take(wider, [{**row, "clearway_case": place} for place, row in rows])
            columns = ", ".join(f"{cell} AS {named(one)}" for one, cell in copies.copied(table).items())
            copied = many if name in scenario.card.keys else 1
            copy = f"SELECT {columns} FROM {named(name)}, range({copied}) AS r(n)"
            duck.connection.execute(f"COPY ({copy}) TO '{where}/{name}.parquet' (FORMAT parquet)")
    return {"rows": sum(many * len(rows) for rows in stored.values())}


def _plain(cell: Any) -> Any:
    return cell if cell is None or isinstance(cell, int) else str(cell)


def _stored(book: Book) -> int:
    with connection.cursor() as cursor:
        counted = (f"SELECT count(*) AS n FROM watch_sources.{named(name)}" for name in book.sources.tables)
        cursor.execute(f"SELECT sum(n)::bigint FROM ({' UNION ALL '.join(counted)}) AS c")
        (found,) = cursor.fetchone()
    return int(found)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(named(name) for name in names)


def _now() -> datetime:
    return datetime.now(UTC)


VERBS = {"begin": begin, "base": base, "looks": looks, "feed": feed, "client": client, "folder": folder}

if __name__ == "__main__":
    sys.stdout.write(json.dumps(VERBS[sys.argv[1]](*sys.argv[2:])))
