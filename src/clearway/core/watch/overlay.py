"""Rows that are about to be saved, laid over the rows that are there: a query finds what it would find with them."""

from collections.abc import Collection, Mapping

from clearway.core.watch.render import Place, named
from clearway.core.watch.sources import TEXT, Table, Type


def laid_over(kept: Place, keys: Mapping[str, str], tables: Mapping[str, Table], touched: Collection[str]) -> Place:
    """Sources on PostgreSQL, kept to changed keys; of touched ones, rows are replaced by those that are given.

    The parameters: ``ids_<source>`` are the rows that are replaced or gone; ``rows_<source>`` those to come, in JSON.
    """

    def place(source: str) -> str:
        if source not in touched:
            return kept(source)
        table = tables[source]
        chosen = ", ".join(named(one.name) for one in table.columns)
        is_text = table.column(keys[source]).type == TEXT
        of_keys = f"{named(keys[source])} = ANY(%({'keys' if is_text else 'whole_keys'})s)"
        given = ", ".join(f"{named(one.name)} {_typed(one.type)}" for one in table.columns)
        return (
            f"(SELECT {chosen} FROM watch_sources.{named(source)} WHERE tenant = %(tenant)s AND {of_keys}"
            f" AND row_id <> ALL(%(ids_{source})s)"
            f" UNION ALL SELECT {chosen} FROM jsonb_to_recordset(%(rows_{source})s::jsonb) AS g({given})"
            f" WHERE {of_keys})"
        )

    return place


def _typed(type_: Type) -> str:
    return 'VARCHAR COLLATE "C"' if type_ == TEXT else str(type_)
