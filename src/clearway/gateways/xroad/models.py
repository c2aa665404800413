"""The edge's own tables: how each call went, and the two messages of a call as evidence."""

from django.db import models


class Monitored(models.Model):
    """How one call went, never what was in it: a record of operational monitoring."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    client = models.TextField()
    provider = models.TextField()
    record = models.JSONField()

    class Meta:
        """An organisation reads its own, newest first."""

        indexes = [models.Index(fields=["client", "-at"], name="monitored_by_client")]

    def __str__(self) -> str:
        return f"{self.client} at {self.at}"


class Exchanged(models.Model):
    """The two messages of a call: heads with a digest of each body; bodies only where that is set, and sealed."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    number = models.TextField()
    client = models.TextField()
    request_head = models.BinaryField()
    response_head = models.BinaryField()
    request_body = models.TextField(default="", blank=True)
    response_body = models.TextField(default="", blank=True)

    class Meta:
        """Messages are asked for by the whole number of a call, never by a part of it."""

        indexes = [models.Index(fields=["number"], name="exchanged_by_number")]

    def __str__(self) -> str:
        return self.number
