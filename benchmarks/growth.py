"""The same latency and throughput with ten thousand, a hundred thousand and a million declarations stored."""

import argparse

import psycopg

from benchmarks import load
from benchmarks.lodging import lodger
from benchmarks.measure import Figure
from tests.proofs.house import Client, House

_GROW = """
INSERT INTO {table} ({columns})
SELECT {values} FROM {table} source, generate_series(%(first)s::bigint, %(last)s::bigint) AS n
WHERE {where}
"""


def figures(house: House, arguments: argparse.Namespace) -> list[Figure]:
    """Median latency of one client and throughput of 32, at each size; budget ±15 % of the smallest."""
    client = Client(house)
    client.get("/v1/declarations")
    found: list[Figure] = []
    first: load.Result | None = None
    for size in sorted(arguments.stored):
        stored = grow_to(house, size)
        lodge = lodger(client.token)
        load.run(house.port, lodge, clients=8, seconds=3)
        alone = load.run(house.port, lodge, clients=1, seconds=arguments.seconds)
        crowd = load.run(house.port, lodge, clients=32, seconds=arguments.seconds)
        if first is None:
            first, base = crowd, alone
        speed, delay = crowd.per_second / first.per_second, alone.p50 / base.p50
        found.append(Figure(f"32 clients, {stored:,} stored", crowd.per_second, "/s", first.per_second,
                            "at the smallest", speed, "within ±15 %", speed >= 0.85))  # fmt: skip
        found.append(Figure(f"one client, {stored:,} stored, p50", alone.p50, "ms", base.p50, "at the smallest",
                            delay, "within ±15 %", delay <= 1.15))  # fmt: skip
    return found


def grow_to(house: House, size: int) -> int:
    """Clone one stored declaration under new numbers until there are so many."""
    with psycopg.connect(house.database_url(), autocommit=True) as connection:
        stored = _one(connection, "SELECT count(*) FROM declarations_declaration")
        source = _one(
            connection, "SELECT max(id) FROM declarations_declaration WHERE state NOT IN ('refused', 'cancelled')"
        )
        # Numbers that the house gives begin far above.
        last = _one(connection, "SELECT coalesce(max(id), 0) FROM declarations_declaration WHERE id < 10000000000000")
        begin = max(last + 1, 1_000_000_000_000)
        while stored < size:
            step = min(20_000, size - stored)
            _clone(connection, source, begin, begin + step - 1)
            begin, stored = begin + step, stored + step
        connection.execute("ANALYZE")
        connection.execute("CHECKPOINT")
    return stored


_CHANGED = {
    "declarations_submission": ("id", {"id": "n", "key": "'clone/' || n"}),
    "declarations_declaration": ("id", {"id": "n", "mrn": "lpad(n::text, 18, 'C')"}),
    "declarations_version": ("declaration_id", {"declaration_id": "n", "submission_id": "n"}),
    "duties_assessed": ("declaration_id", {"declaration_id": "n"}),
    "targeting_selected": ("declaration_id", {"declaration_id": "n"}),
    "clearance_decisionrecord": ("declaration_id", {"declaration_id": "n"}),
    "payments_order": ("declaration_id", {"declaration_id": "n", "reference": "lpad(n::text, 18, 'C')"}),
}


def _clone(connection: psycopg.Connection, source: int, first: int, last: int) -> None:
    for table, (key, changed) in _CHANGED.items():
        names = [
            name
            for (name,) in connection.execute(
                "SELECT column_name FROM information_schema.columns WHERE table_name = %s", [table]
            )
        ]
        values = ", ".join(changed.get(name, f"source.{name}") for name in names)
        connection.execute(
            _GROW.format(table=table, columns=", ".join(names), values=values, where=f"source.{key} = %(source)s"),
            {"first": first, "last": last, "source": source},
        )
    connection.execute(
        "INSERT INTO events_event (at, type, subject, actor, facts, salt, commitment)"
        " SELECT at, type, 'declaration/' || lpad(n::text, 18, 'C'), actor, facts, salt, commitment"
        " FROM events_event e, generate_series(%s::bigint, %s::bigint) AS n"
        " WHERE e.subject = (SELECT 'declaration/' || mrn FROM declarations_declaration WHERE id = %s)",
        [first, last, source],
    )
    connection.execute(
        "WITH entered AS (INSERT INTO payments_entry (key, kind, subject, at)"
        " SELECT 'clone/' || n, e.kind, lpad(n::text, 18, 'C'), e.at"
        " FROM payments_entry e, generate_series(%s::bigint, %s::bigint) AS n"
        " WHERE e.subject = (SELECT mrn FROM declarations_declaration WHERE id = %s) RETURNING id)"
        " INSERT INTO payments_posting (entry_id, account, amount, currency)"
        " SELECT entered.id, p.account, p.amount, p.currency FROM entered, payments_posting p"
        " JOIN payments_entry e ON e.id = p.entry_id"
        " WHERE e.subject = (SELECT mrn FROM declarations_declaration WHERE id = %s)",
        [first, last, source, source],
    )


def _one(connection: psycopg.Connection, question: str) -> int:
    row = connection.execute(question).fetchone()
    assert row is not None
    return int(row[0])
