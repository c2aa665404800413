"""How entries come into the ledger: once under their key, all postings in one statement."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection

from clearway.core.settle import Posting
from clearway.stations.payments import models

_ENTER = """
INSERT INTO payments_entry (key, kind, subject, at) VALUES (%s, %s, %s, %s)
ON CONFLICT (key) DO NOTHING RETURNING id
"""


def enter(key: str, kind: str, postings: Sequence[Posting], *, subject: str, at: datetime) -> bool:
    """Put an entry into the ledger; ``False`` where its key is known, and then nothing may be done for it again."""
    with connection.cursor() as cursor:
        cursor.execute(_ENTER, [key, kind, subject, at])
        row = cursor.fetchone()
    if row is None:
        return False
    models.Posting.objects.bulk_create(
        models.Posting(entry_id=row[0], account=one.account, amount=one.amount, currency=one.currency)
        for one in postings
    )
    return True
