"""The table of proofs: the last one of each government."""

from django.db import models


class Night(models.Model):
    """What the last nightly proof of a government came to; ``unequal`` names scenarios and cases."""

    tenant = models.TextField(primary_key=True)
    day = models.DateField()
    at = models.DateTimeField()
    cases = models.IntegerField()
    waiting = models.IntegerField()
    unequal = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.tenant} on {self.day}"
