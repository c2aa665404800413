"""Rules asked about whole tables: DuckDB over Arrow, for batches and for back-tests.

It starts from the same checked nodes as the function for single rows, and gives the same answer in every cell.
"""

from clearway.platform.columns.executor import TableRefused, answers, select
from clearway.platform.columns.table import schema_of, table_of

__all__ = ["TableRefused", "answers", "schema_of", "select", "table_of"]
