"""The tables of intake; the rows of sources stand in tables of their own, which the pack describes."""

from django.db import models

STATES = ("applied", "aside")


class Delivery(models.Model):
    """A batch of changes as it came, and what became of it."""

    id = models.BigAutoField(primary_key=True)
    tenant = models.TextField()
    source = models.TextField()
    number = models.BigIntegerField()
    watermark = models.DateTimeField()
    digest = models.TextField()
    state = models.TextField(choices=[(one, one) for one in STATES])
    reasons = models.JSONField(default=list)
    rows = models.IntegerField()
    applied = models.IntegerField(default=0)
    taken_at = models.DateTimeField()

    class Meta:
        """A source counts its deliveries to a government; set aside they are looked at, empty they are forgotten."""

        constraints = [models.UniqueConstraint(fields=["tenant", "source", "number"], name="one_delivery_a_number")]
        indexes = [
            models.Index(fields=["taken_at"], name="delivery_aside", condition=models.Q(state="aside")),
            models.Index(
                fields=["taken_at", "id"], name="delivery_empty", condition=models.Q(state="applied", rows=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tenant}/{self.source}/{self.number}: {self.state}"


class Mark(models.Model):
    """How far a source has delivered: without a gap up to ``number`` and ``reached``, and at most up to ``seen``."""

    id = models.BigAutoField(primary_key=True)
    tenant = models.TextField()
    source = models.TextField()
    number = models.BigIntegerField(default=0)
    reached = models.DateTimeField(null=True)
    seen = models.DateTimeField(null=True)

    class Meta:
        """Each source has one mark for each government."""

        constraints = [models.UniqueConstraint(fields=["tenant", "source"], name="one_mark_a_source")]

    def __str__(self) -> str:
        return f"{self.tenant}/{self.source} up to {self.number}"


class Gone(models.Model):
    """A row that was deleted, so that an older change that comes late does not bring it back."""

    id = models.BigAutoField(primary_key=True)
    tenant = models.TextField()
    source = models.TextField()
    row_id = models.TextField()
    changed = models.BigIntegerField()

    class Meta:
        """A row is gone once."""

        constraints = [models.UniqueConstraint(fields=["tenant", "source", "row_id"], name="one_gone_a_row")]

    def __str__(self) -> str:
        return f"{self.tenant}/{self.source}/{self.row_id}"
