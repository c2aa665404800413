"""The tables of sources: made as the pack describes them, and written set by set."""

from collections.abc import Iterable, Sequence
from typing import Final

import msgspec
from django.db import connection
from django.db.backends.utils import CursorWrapper
from psycopg import sql

from clearway.core.watch import KEY_CHANGES, LAW, Column, CountedRow, Sources, Table, Type, named
from clearway.core.watch.sides import came, form, how
from clearway.core.watch.sources import Written
from clearway.watch.intake.batches import Checked

SCHEMA: Final = "watch_sources"
_TYPES: Final = {"whole": "BIGINT", "day": "DATE", "text": 'VARCHAR COLLATE "C"'}

_APPLY: Final = """
WITH given AS (
    SELECT * FROM jsonb_to_recordset(%(rows)s::jsonb) AS g(row_id VARCHAR, changed BIGINT, gone BOOLEAN, {typed})
), old AS (
    SELECT t.* FROM {table} AS t JOIN given AS g ON t.tenant = %(tenant)s AND t.row_id = g.row_id
), news AS (
    SELECT g.* FROM given AS g
    LEFT JOIN old AS o ON o.row_id = g.row_id
    LEFT JOIN watch_intake_gone AS d
        ON d.tenant = %(tenant)s AND d.source = %(source)s AND d.row_id = g.row_id
    WHERE g.changed > COALESCE(o.changed, -1) AND g.changed > COALESCE(d.changed, -1)
), removed AS (
    DELETE FROM {table} AS t USING news AS n WHERE t.tenant = %(tenant)s AND t.row_id = n.row_id AND n.gone
), put AS (
    INSERT INTO {table} (tenant, row_id, changed, {columns}{came})
    SELECT %(tenant)s, row_id, changed, {columns}{pointing} FROM news WHERE NOT gone
    ON CONFLICT (tenant, row_id) DO UPDATE SET changed = EXCLUDED.changed, {updates}
), buried AS (
    INSERT INTO watch_intake_gone (tenant, source, row_id, changed)
    SELECT %(tenant)s, %(source)s, row_id, changed FROM news WHERE gone
    ON CONFLICT (tenant, source, row_id) DO UPDATE SET changed = EXCLUDED.changed
)
SELECT n.row_id, FALSE, {old} FROM news AS n JOIN old AS o ON o.row_id = n.row_id
UNION ALL
SELECT n.row_id, TRUE, {new} FROM news AS n
"""


class Touched(msgspec.Struct, frozen=True):
    """What a delivery has changed: how many rows, which, and the values that columns had before or have now."""

    rows: int
    values: dict[str, frozenset[str]]
    ids: tuple[str, ...] = ()


def table_name(source: str) -> str:
    """A source's table as PostgreSQL names it."""
    return f"{SCHEMA}.{named(source)}"


def pointing(table: Table) -> tuple[Column, ...]:
    """The columns of a table that are linked: those that point to other sources, and a register's own key."""
    return tuple(one for one in table.columns if one.refers)


def prepare(sources: Sources, keys: Iterable[tuple[str, str]]) -> None:
    """Make the tables of the sources, with an index for every column that leads to a case; repeatable."""
    with connection.cursor() as cursor:
        # Two processes that prepare at once would meet at the same table.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('clearway watch tables'))")
        cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
        cursor.execute(
            f"CREATE TABLE IF NOT EXISTS {SCHEMA}.law (tenant VARCHAR NOT NULL, {_columns(LAW)},"
            " PRIMARY KEY (tenant, code, since))"
        )
        for table in sources.tables.values():
            name = table_name(table.name)
            cursor.execute(
                f"CREATE TABLE IF NOT EXISTS {name} (tenant VARCHAR NOT NULL, row_id VARCHAR NOT NULL,"
                f" changed BIGINT NOT NULL, {_columns(table)}, PRIMARY KEY (tenant, row_id))"
            )
            for column in table.columns:
                added = f"{named(column.name)} {_type(column.type)}"
                cursor.execute(f"ALTER TABLE {name} ADD COLUMN IF NOT EXISTS {added}")
        _keep_as_came(cursor, sources)
        for source, column_name in sorted({*keys, *((KEY_CHANGES.name, one) for one in ("old_key", "new_key"))}):
            index = named(f"{source}_{column_name}"[:60])
            cursor.execute(
                f"CREATE INDEX IF NOT EXISTS {index} ON {table_name(source)} (tenant, {named(column_name)})"
            )


#: What a column was linked by when it was last looked at is said in the comment on its side.
_LINKED: Final = """
SELECT c.relname, a.attname, COALESCE(col_description(a.attrelid, a.attnum), '')
FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid JOIN pg_namespace AS n ON n.oid = c.relnamespace
WHERE n.nspname = %s AND c.relkind = 'r' AND a.attname LIKE '%% came' AND NOT a.attisdropped
"""


def _keep_as_came(cursor: CursorWrapper, sources: Sources) -> None:
    """Sides of columns that point to others; where something else is said of one, its keys are as they came."""
    cursor.execute(_LINKED, [SCHEMA])
    known = {(source, side.removesuffix(" came")): said for source, side, said in cursor.fetchall()}
    wanted = {
        (table.name, one.name): f"{', '.join(one.refers)} on {one.day} as {form_written(one, sources)}"
        for table in sources.tables.values()
        for one in pointing(table)
    }
    for (source, column), said in sorted(wanted.items() - known.items()):
        name = table_name(source)
        for side in (came(column), how(column), form(column)):
            cursor.execute(f"ALTER TABLE {name} ADD COLUMN IF NOT EXISTS {side} {_TYPES['text']}")
        is_new = (source, column) not in known
        put = f"{came(column)} = {named(column)}" if is_new else f"{named(column)} = {came(column)}"
        cursor.execute(f"UPDATE {name} SET {put}, {how(column)} = NULL")
        for side, label in ((came(column), "came"), (form(column), "form")):
            index = named(f"{source}_{column} {label}"[:60])
            cursor.execute(f"CREATE INDEX IF NOT EXISTS {index} ON {name} (tenant, {side})")
        cursor.execute(
            sql.SQL("COMMENT ON COLUMN {} IS {}").format(sql.SQL(f"{name}.{came(column)}"), sql.Literal(said))
        )
    for source, column in sorted(known.keys() - wanted.keys()):
        name = table_name(source)
        cursor.execute(f"UPDATE {name} SET {named(column)} = {came(column)}")
        dropped = ", ".join(f"DROP COLUMN {side}" for side in (came(column), how(column), form(column)))
        cursor.execute(f"ALTER TABLE {name} {dropped}")


def form_written(column: Column, sources: Sources) -> Written:
    """How the keys that a column holds may be written: as its registers say."""
    registers = (sources.table(name) for name in column.refers)
    return next((one.column(one.row[0]).written for one in registers if one.column(one.row[0]).written), "")


def put_law(tenant: str, rows: Iterable[CountedRow]) -> None:
    """Make these the numbers of law of a government and no others; under no name, of all without their own."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {SCHEMA}.law WHERE tenant = %s", [tenant])
        insert = (
            f"INSERT INTO {SCHEMA}.law (tenant, code, since, until, amount, set_by) VALUES (%s, %s, %s, %s, %s, %s)"
        )
        cursor.executemany(insert, [(tenant, *row) for row in rows])


def apply(tenant: str, table: Table, rows: Sequence[Checked]) -> Touched:
    """Apply what is newer than what is known, in one statement."""
    names = [named(one.name) for one in table.columns]
    sides = [(came(one.name), how(one.name), named(one.name)) for one in pointing(table)]
    updates = [f"{name} = EXCLUDED.{name}" for name in (*names, *(side[0] for side in sides))]
    statement = _APPLY.format(
        table=table_name(table.name),
        came="".join(f", {side}" for side, _, _ in sides),
        pointing="".join(f", {key}" for _, _, key in sides),
        typed=", ".join(f"{named(one.name)} {_type(one.type).partition(' ')[0]}" for one in table.columns),
        columns=", ".join(names),
        updates=", ".join([*updates, *(f"{unlooked} = NULL" for _, unlooked, _ in sides)]),
        old=", ".join(f"o.{name}::varchar" for name in names),
        new=", ".join(f"CASE WHEN n.gone THEN NULL ELSE n.{name} END::varchar" for name in names),
    )
    said = [{"row_id": one.row_id, "changed": one.changed, "gone": one.is_gone, **one.cells} for one in rows]
    given = msgspec.json.encode(said).decode()
    with connection.cursor() as cursor:
        cursor.execute(statement, {"rows": given, "tenant": tenant, "source": table.name})
        changed = cursor.fetchall()
    values = {
        one.name: frozenset(row[place] for row in changed if row[place] is not None)
        for place, one in enumerate(table.columns, start=2)
    }
    ids = tuple(row[0] for row in changed if row[1])
    return Touched(len(ids), values, ids)


def _columns(table: Table) -> str:
    return ", ".join(f"{named(one.name)} {_type(one.type)}" for one in table.columns)


def _type(type_: Type) -> str:
    return _TYPES.get(type_.kind) or f"NUMERIC({type_.digits},{type_.scale})"
