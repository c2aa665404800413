"""The tables of the survey; no column leads from an opinion to whoever holds it."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

QUESTIONS = ("convenience", "responsiveness", "content", "security")


class Asked(models.Model):
    """A service that somebody has said what they think of: a mark, so that nobody says it twice."""

    mark = models.TextField(primary_key=True)

    def __str__(self) -> str:
        return self.mark


class Opinion(models.Model):
    """What somebody thinks of a service: four marks from 1 to 5, and words; of a month, so no moment tells who."""

    number = models.UUIDField(primary_key=True, default=uuid.uuid4)
    month = models.DateField()
    organisation = models.TextField()
    marks = ArrayField(models.SmallIntegerField(), size=len(QUESTIONS))
    words = models.TextField(default="", blank=True)

    class Meta:
        """Results are read by organisation and month."""

        indexes = [models.Index(fields=["organisation", "-month"], name="opinion_by_organisation")]

    def __str__(self) -> str:
        return f"{self.organisation} {self.month}"
