"""The tables of copies: which source receives what, and by which key and digest the hub knows each row."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Copy(models.Model):
    """A source of a government receives a register; without a number it is still to be subscribed to.

    ``terms`` is what was subscribed to, ``part`` and ``sending`` the last that were taken, ``checksum`` what of it is
    still to be acknowledged. ``aside`` is the number of the delivery that did not fit and is to be mended; ``latest``
    is up to when any part went, ``deleted`` how many rows have gone at the end. ``is_proven`` where the hub has said
    since that what was taken is what it has sent.
    """

    id = models.BigAutoField(primary_key=True)
    tenant = models.TextField()
    source = models.TextField()
    terms = models.JSONField()
    number = models.TextField(default="", blank=True)
    seal = models.BinaryField(default=b"")
    part = models.IntegerField(default=0)
    sending = models.IntegerField(default=0)
    checksum = models.TextField(default="", blank=True)
    ranges = ArrayField(models.IntegerField(), default=list, blank=True)
    latest = models.DateTimeField(null=True)
    aside = models.BigIntegerField(null=True)
    deleted = models.IntegerField(default=0)
    is_proven = models.BooleanField(default=True)
    is_over = models.BooleanField(default=False)
    begun_at = models.DateTimeField()

    class Meta:
        """Two registers in one source would each say that it has told everything."""

        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "source"], name="one_copy_a_source", condition=models.Q(is_over=False)
            )
        ]

    def __str__(self) -> str:
        return f"{self.tenant}/{self.source} of {self.number or 'nothing yet'}"


class Row(models.Model):
    """A row that was received: the hub's key and digest, the range it is of, and which row of the source it is.

    ``changed`` is the number of the change by which the row stands in the source.
    """

    id = models.BigAutoField(primary_key=True)
    copy = models.ForeignKey(Copy, models.CASCADE, db_index=False)
    key = models.BinaryField()
    digest = models.BinaryField()
    range = models.IntegerField()
    row_id = models.TextField()
    changed = models.BigIntegerField()

    class Meta:
        """A key is known once; ranges are forgotten whole, and what a row is known by is asked by the row too."""

        constraints = [models.UniqueConstraint(fields=["copy", "key"], name="one_row_a_key")]
        indexes = [
            models.Index(fields=["copy", "range"], name="row_by_range"),
            models.Index(fields=["copy", "row_id"], name="row_by_row"),
        ]

    def __str__(self) -> str:
        return f"{self.copy_id} range {self.range}"
