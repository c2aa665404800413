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


class Cursor(models.Model):
    """How far a reader of the log has come: the transaction and the event it has handled last.

    ``cluster`` is where the transaction's number means something.
    """

    name = models.TextField(primary_key=True)
    xid = models.BigIntegerField(default=0)
    event = models.BigIntegerField(default=0)
    cluster = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.name} at {self.xid}/{self.event}"


class SetAside(models.Model):
    """An event that a reader could not handle: why, and when it is tried again."""

    reader = models.TextField()
    event = models.BigIntegerField()
    error = models.TextField()
    tries = models.IntegerField()
    since = models.DateTimeField()
    due_at = models.DateTimeField()

    class Meta:
        """A reader sets an event aside once."""

        constraints = [models.UniqueConstraint(fields=["reader", "event"], name="an_event_is_set_aside_once")]
        indexes = [models.Index(fields=["reader", "due_at"], name="set_aside_when_due")]

    def __str__(self) -> str:
        return f"{self.reader} could not handle {self.event}"
