"""The table of members' certificates."""

from django.db import models


class Certificate(models.Model):
    """A certificate by which a member proves who it is; only what is public of it is kept."""

    fingerprint = models.TextField(primary_key=True)
    organisation = models.TextField(db_index=True)
    subject = models.TextField()
    issuer = models.TextField()
    since = models.DateTimeField()
    until = models.DateTimeField()
    added_by = models.TextField()
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.subject} until {self.until:%Y-%m-%d}"
