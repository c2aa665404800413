"""Many rows in one statement and one value: the table reads them from JSON, which costs less than arrays do."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from django.db import connection, models

_INSERT = "INSERT INTO {table} ({columns}) SELECT {columns} FROM json_populate_recordset(NULL::{table}, %s::json)"


def insert(model: type[models.Model], rows: Sequence[Mapping[str, Any]], *, keeps_known: bool = False) -> None:
    """Write rows, each of which names the same columns; with ``keeps_known`` a row that is there already stays."""
    if not rows:
        return
    quoted = connection.ops.quote_name
    statement = _INSERT.format(
        table=quoted(model._meta.db_table), columns=", ".join(quoted(column) for column in rows[0])
    )
    with connection.cursor() as cursor:
        cursor.execute(
            statement + (" ON CONFLICT DO NOTHING" if keeps_known else ""), [msgspec.json.encode(rows).decode()]
        )
