"""The tables of the event log."""

from django.db import models


class Event(models.Model):
    """One thing that happened; the table is partitioned by month and refuses change."""

    pk = models.CompositePrimaryKey("id", "at")
    id = models.BigIntegerField()
    at = models.DateTimeField()
    type = models.TextField()
    subject = models.TextField()
    actor = models.TextField()
    facts = models.JSONField()
    salt = models.BinaryField()
    commitment = models.BinaryField()

    class Meta:
        """The table is made by SQL, because Django knows no partitions."""

        managed = False
        db_table = "events_event"

    def __str__(self) -> str:
        return f"{self.type} {self.subject}"
