"""Intake: deliveries of watched systems, how far each has delivered, and the tables of their rows.

Other packages import this module; nothing else here is a promise.
"""

from clearway.watch.intake.actions import Heard, Taken, take
from clearway.watch.intake.batches import MOST_ROWS, Batch, Change, Checked, Reason, checked_rows
from clearway.watch.intake.forgetting import ERRAND
from clearway.watch.intake.queries import (
    ROW_ID,
    Aside,
    Standing,
    aside,
    last_change,
    last_number,
    law_of,
    rows_of,
    standing,
    tenants,
)
from clearway.watch.intake.tables import Touched, prepare, put_law, table_name

__all__ = [
    "ERRAND",
    "MOST_ROWS",
    "ROW_ID",
    "Aside",
    "Batch",
    "Change",
    "Checked",
    "Heard",
    "Reason",
    "Standing",
    "Taken",
    "Touched",
    "aside",
    "checked_rows",
    "last_change",
    "last_number",
    "law_of",
    "prepare",
    "put_law",
    "rows_of",
    "standing",
    "table_name",
    "take",
    "tenants",
]
