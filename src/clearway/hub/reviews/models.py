"""The table of reviews: one for each emergency look-up."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

STATES = ("open", "justified", "not-justified")


class Review(models.Model):
    """An emergency look-up that somebody else looks at: what was asked and why, until when, and what was found.

    ``reason`` is what the official typed; ``text`` and ``decided_by`` are the words and the name of who judged it.
    """

    number = models.UUIDField(primary_key=True, default=uuid.uuid4)
    access = models.UUIDField(unique=True)
    subject = models.TextField()
    kind = models.TextField()
    names = ArrayField(models.TextField())
    holder = models.TextField()
    organisation = models.TextField()
    office = models.TextField(blank=True)
    official = models.TextField()
    official_number = models.TextField()
    article = models.TextField()
    case_number = models.TextField(blank=True)
    outcome = models.TextField()
    reason = models.TextField()
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField()
    state = models.TextField(choices=[(one, one) for one in STATES], default="open")
    text = models.TextField(default="", blank=True)
    decided_by = models.TextField(default="", blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """What waits is read by organisation or by holder, the longest due first; what was decided, newest first."""

        indexes = [
            models.Index(fields=["organisation", "due_at"], condition=Q(state="open"), name="review_of_organisation"),
            models.Index(fields=["holder", "due_at"], condition=Q(state="open"), name="review_of_holder"),
            models.Index(fields=["organisation", "-decided_at"], name="review_decided"),
            models.Index(fields=["holder", "-decided_at"], name="review_decided_at_holder"),
        ]

    def __str__(self) -> str:
        return str(self.number)
