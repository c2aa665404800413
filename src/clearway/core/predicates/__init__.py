"""The checked subset of SQL in which targeting rules and watch scenarios are written.

A text is parsed against a catalogue of columns and becomes a tree of typed nodes, from which every executor starts:
one generated Python function for a row at a time (`fuse`), DuckDB for a table at a time (`platform.columns`). What
cannot be given one meaning by all of them is refused when the rule is read; an accepted one never fails on a row.
"""

from clearway.core.predicates.catalogue import (
    BOOLEAN,
    DATE,
    INTEGER,
    TEXT,
    Catalogue,
    Column,
    Row,
    decimal,
)
from clearway.core.predicates.compile import fuse, judge
from clearway.core.predicates.errors import PredicateRefused, RowRefused
from clearway.core.predicates.explain import Ground, Reading, explain, grounds
from clearway.core.predicates.parse import Predicate, columns_of, parse
from clearway.core.predicates.write import write

__all__ = [
    "BOOLEAN",
    "DATE",
    "INTEGER",
    "TEXT",
    "Catalogue",
    "Column",
    "Ground",
    "Predicate",
    "PredicateRefused",
    "Reading",
    "Row",
    "RowRefused",
    "columns_of",
    "decimal",
    "explain",
    "fuse",
    "grounds",
    "judge",
    "parse",
    "write",
]
