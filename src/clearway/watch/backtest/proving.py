"""The proof: what stands for a government is what full runs find, on PostgreSQL and on DuckDB."""

from collections.abc import Mapping
from datetime import date, datetime

import msgspec
from django.db import connection, transaction

from clearway.core.watch import LAW, LOOKING, Found
from clearway.platform.events import log
from clearway.watch.backtest import events
from clearway.watch.backtest.duck import Duck
from clearway.watch.findings import public as findings
from clearway.watch.intake import public as intake
from clearway.watch.rulebook.public import Book

Cases = Mapping[tuple[str, str], Found]


class Unequal(msgspec.Struct, frozen=True):
    """A case in which what stands and the full runs differ."""

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
        for name in sorted({source for one in looking for source in one.sources}):
            table = book.sources.table(name)
            duck.take(table, intake.rows_of(tenant, table))
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
    return Proof(tenant, day, len(cases), len(left_out.cases), unequal)


def _by_case(scenario: str, found: Mapping[str, Found]) -> dict[tuple[str, str], Found]:
    return {
        (scenario, key): msgspec.structs.replace(one, evidence=tuple(sorted(one.evidence)))
        for key, one in found.items()
    }


def _said(one: Found | None) -> str:
    return "nothing" if one is None else f"{one.money} {dict(one.evidence)}"
