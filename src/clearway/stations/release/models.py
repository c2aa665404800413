"""The tables of the release station."""

from django.db import models


class ReleaseOrder(models.Model):
    """The goods of a declaration may leave; there is at most one such order."""

    declaration = models.OneToOneField(
        "declarations.Declaration", on_delete=models.PROTECT, related_name="+", primary_key=True
    )
    version = models.IntegerField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"release of {self.declaration_id}"
