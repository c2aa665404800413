"""The tables of the rulebook: editions as they were loaded, never altered."""

from django.db import models


class Edition(models.Model):
    """Every file of the watch at one time; the latest is in force."""

    id = models.BigAutoField(primary_key=True)
    digest = models.TextField()
    archive = models.BinaryField()
    loaded_at = models.DateTimeField()
    loaded_by = models.TextField()

    def __str__(self) -> str:
        return f"edition {self.id} ({self.digest[:12]})"


class Written(models.Model):
    """A file of a scenario that was written in the portal; once published it stands in place of the pack's."""

    id = models.BigAutoField(primary_key=True)
    path = models.TextField(unique=True)
    content = models.BinaryField()
    at = models.DateTimeField()
    by = models.TextField()

    def __str__(self) -> str:
        return self.path
