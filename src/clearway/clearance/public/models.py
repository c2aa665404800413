"""The table of the public's pages."""

from django.db import models


class Misses(models.Model):
    """How often somebody asked for what is not there, since when; the address is kept as a keyed hash only."""

    address = models.TextField(primary_key=True)
    since = models.DateTimeField()
    count = models.IntegerField()

    def __str__(self) -> str:
        return f"{self.address[:8]}: {self.count}"
