"""Copies as they stand, and the digests by which they are compared."""

from hashlib import sha256

from django.db import connection

from clearway.watch.received import models
from clearway.watch.received.contracts import Standing

#: The hub reckons the same over what it has sent: key and digest of each row, by ascending keys.
_FINGERPRINTS = """
SELECT range, encode(sha256(string_agg(key || digest, ''::bytea ORDER BY key)), 'hex')
FROM watch_received_row WHERE copy_id = %s GROUP BY range
"""
_EMPTY = sha256().hexdigest()


def standing(copy: int) -> Standing:
    """How a copy stands now."""
    return told(models.Copy.objects.get(id=copy))


def known(tenant: str, source: str) -> Standing | None:
    """The copy that a source is, or nothing; one that has come to its end is none."""
    row = models.Copy.objects.filter(tenant=tenant, source=source, is_over=False).first()
    return told(row) if row is not None else None


def fingerprints(copy: int) -> dict[int, str]:
    """One digest of each range that ever came; a range whose rows have all gone has one too."""
    row = models.Copy.objects.get(id=copy)
    with connection.cursor() as cursor:
        cursor.execute(_FINGERPRINTS, [copy])
        found = dict(cursor.fetchall())
    return {one: found.get(one, _EMPTY) for one in sorted(row.ranges)}


def told(row: models.Copy, *, is_new: bool = False) -> Standing:
    """A copy as it is told."""
    return Standing(
        row.id, row.tenant, row.source, row.number, bytes(row.seal), row.part, row.checksum, row.deleted, is_new
    )
