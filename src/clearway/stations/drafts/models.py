"""The table of the drafts station."""

import uuid

from django.db import models


class Draft(models.Model):
    """A declaration in the making; ``content`` are its answers as they were typed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    party = models.TextField()
    author = models.TextField()
    purpose = models.TextField(choices=[("original", "original"), ("amendment", "amendment")])
    regime = models.TextField()
    title = models.TextField(default="", blank=True)
    source = models.CharField(max_length=18, default="", blank=True)
    step = models.TextField(default="", blank=True)
    content = models.JSONField()
    lodged_as = models.CharField(max_length=18, default="", blank=True)
    begun_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        """A party's drafts are listed by when they were last worked on; forgotten ones are found by their day."""

        indexes = [
            models.Index(fields=["party", "-saved_at"], name="draft_by_party", condition=models.Q(lodged_as="")),
            models.Index(fields=["expires_at"], name="draft_by_expiry"),
        ]

    def __str__(self) -> str:
        return f"{self.title or self.id} of {self.party}"
