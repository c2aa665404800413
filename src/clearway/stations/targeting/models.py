"""The tables of the targeting station."""

from django.db import models


class Selected(models.Model):
    """The lane of one version of a declaration; the reasons are for officers."""

    pk = models.CompositePrimaryKey("declaration_id", "version")
    declaration = models.ForeignKey(
        "declarations.Declaration", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    version = models.IntegerField()
    lane = models.TextField()
    is_random = models.BooleanField()
    selection = models.JSONField()

    def __str__(self) -> str:
        return f"{self.declaration_id}: {self.lane}"
