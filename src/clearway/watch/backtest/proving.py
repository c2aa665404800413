"""The proof: what stands for a government is what full runs find, on PostgreSQL and on DuckDB.

PostgreSQL runs over the rows as they are linked. DuckDB is given them as they came, and links them anew.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime

import msgspec
from django.db import connection, transaction

from clearway.core.watch import LAW, LOOKING, Column, Found, Sources, Table
from clearway.core.watch.sources import TEXT
from clearway.platform.events import log
from clearway.watch.backtest import events, linked
from clearway.watch.backtest.duck import Duck
from clearway.watch.findings import public as findings
from clearway.watch.intake import public as intake
from clearway.watch.linkage import public as linkage
from clearway.watch.rulebook.public import Book

Cases = Mapping[tuple[str, str], Found]


class Unequal(msgspec.Struct, frozen=True):
    """A case in which what stands and the full runs differ.

    A row that is linked by another key than it should be is told by its source and column in place of a scenario, and
    by what identifies it in place of a case.
    """

    scenario: str
    case_key: str
    delta: str
    postgres: str
    duckdb: str


class Proof(msgspec.Struct, frozen=True):
    """What a proof came to: how many cases were compared, how many wait to be looked at, and what differs."""

    tenant: str
    day: date
    cases: int
    waiting: int
    unequal: tuple[Unequal, ...]


def prove(tenant: str, book: Book, *, at: datetime) -> Proof:
    """Compare what stands for a government with full runs over its records, in one moment of them.

    Cases that wait to be looked at are left out: what stands for them is of before.
    """
    proof = compared(tenant, book)
    if proof is None:
        raise LookupError(tenant)
    tell(proof, at=at)
    return proof


def tell(proof: Proof, *, at: datetime) -> None:
    """Write into the log what a proof came to."""
    told = events.Proved(
        tenant=proof.tenant, day=proof.day.isoformat(), cases=proof.cases, waiting=proof.waiting,
        unequal=tuple(f"{one.scenario}/{one.case_key}" for one in proof.unequal[:MOST_TOLD]),
    )  # fmt: skip
    log.record(told, subject=f"tenant/{proof.tenant}", actor="clearway", at=at)


#: So many cases that differ are named.
MOST_TOLD = 100


@transaction.atomic
def compared(tenant: str, book: Book) -> Proof | None:
    """What stands for a government beside full runs, in one moment; nothing before the watch was begun."""
    with connection.cursor() as cursor:
        if not connection.savepoint_ids:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
    day = findings.day()
    if day is None:
        return None
    looking = [one for one in book.scenarios if one.card.status in LOOKING]
    known = {one.card.id for one in looking}
    delta = {about: one for about, one in findings.standing(tenant).items() if about[0] in known}
    postgres, duckdb = {}, {}
    with Duck(()) as duck:
        duck.take(LAW, intake.law_of(tenant))
        misled = _linked_anew(duck, tenant, book.sources, {source for one in looking for source in one.sources})
        for one in looking:
            postgres |= _by_case(one.card.id, findings.whole(tenant, one, book, day))
            duckdb |= _by_case(one.card.id, duck.found(one, day))
    left_out = findings.waiting(tenant)
    cases = sorted(about for about in delta.keys() | postgres.keys() | duckdb.keys() if not left_out.covers(about))
    unequal = tuple(
        Unequal(*about, *(_said(one.get(about)) for one in (delta, postgres, duckdb)))
        for about in cases
        if not delta.get(about) == postgres.get(about) == duckdb.get(about)
    )
    return Proof(tenant, day, len(cases), len(left_out.cases), (*unequal, *misled))


def _linked_anew(duck: Duck, tenant: str, sources: Sources, names: Collection[str]) -> tuple[Unequal, ...]:
    """An engine is given sources as they came and links them; rows that are linked otherwise here."""
    wide = Sources({name: _with_identity(sources, name) for name in sources.tables})
    for name in {*names, *linked.needed(sources, names)}:
        duck.take(wide.table(name), intake.rows_of(tenant, sources.table(name), as_came=True))
    duck.link(wide, names)
    return tuple(one for name in sorted(names) for one in _misled(duck, tenant, sources, name))


def _with_identity(sources: Sources, name: str) -> Table:
    table = sources.table(name)
    return msgspec.structs.replace(table, columns=(*table.columns, Column(intake.ROW_ID, TEXT)))


def _misled(duck: Duck, tenant: str, sources: Sources, name: str) -> Iterator[Unequal]:
    for column in sources.table(name).columns:
        if column.refers:
            stands = linkage.moved(tenant, sources.table(name), column.name)
            anew = duck.moved(name, column.name, intake.ROW_ID)
            for row in sorted(stands.keys() | anew.keys()):
                if stands.get(row, "") != anew.get(row, ""):
                    told = [f"linked by {some[row]}" if row in some else "as it came" for some in (stands, anew)]
                    yield Unequal(f"{name}.{column.name}", row.replace("\x1f", " "), told[0], told[0], told[1])


def _by_case(scenario: str, found: Mapping[str, Found]) -> dict[tuple[str, str], Found]:
    return {
        (scenario, key): msgspec.structs.replace(one, evidence=tuple(sorted(one.evidence)))
        for key, one in found.items()
    }


def _said(one: Found | None) -> str:
    return "nothing" if one is None else f"{one.money} {dict(one.evidence)}"
