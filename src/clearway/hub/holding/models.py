"""The tables of holders: look-ups counted by day, and how each system has answered of late."""

from django.db import models


class Asked(models.Model):
    """How often an organisation asked for a kind on a day, by outcome; nobody's name and no subject."""

    pk = models.CompositePrimaryKey("holder", "day", "organisation", "kind", "outcome")
    holder = models.TextField()
    day = models.DateField()
    organisation = models.TextField()
    kind = models.TextField()
    outcome = models.TextField()
    times = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.organisation} asked {self.holder} for {self.kind} on {self.day}: {self.times}"


class Answering(models.Model):
    """How a holder's system answers: when last, when it was away last, and how often since it answered."""

    holder = models.TextField(primary_key=True)
    answered_at = models.DateTimeField(null=True)
    away_at = models.DateTimeField(null=True)
    away_in_a_row = models.IntegerField(default=0)

    def __str__(self) -> str:
        return self.holder
