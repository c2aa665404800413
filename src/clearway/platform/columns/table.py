"""Rows as an Arrow table, column by column as the catalogue publishes them."""

from collections.abc import Iterable

import pyarrow as pa

from clearway.core.predicates import Catalogue, Row
from clearway.core.predicates.catalogue import Type


def arrow_type(type_: Type) -> pa.DataType:
    """The Arrow type that holds every value of the type."""
    if type_.kind == "number":
        return pa.decimal128(type_.digits, type_.scale) if type_.scale else pa.int64()
    return {"boolean": pa.bool_(), "text": pa.string(), "date": pa.date32()}[type_.kind]


def schema_of(catalogue: Catalogue) -> pa.Schema:
    """The columns of the catalogue as an Arrow schema."""
    return pa.schema([(column.name, arrow_type(column.type)) for column in catalogue.columns])


def table_of(catalogue: Catalogue, rows: Iterable[Row]) -> pa.Table:
    """The rows as a table."""
    rows = list(rows)
    arrays = [
        pa.array([column.value(row[place]) for row in rows], arrow_type(column.type))
        for place, column in enumerate(catalogue.columns)
    ]
    return pa.table(arrays, schema=schema_of(catalogue))
