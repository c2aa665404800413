"""The tables of the duties station."""

from django.db import models


class Assessed(models.Model):
    """What is owed for one version of a declaration: every line with its steps."""

    pk = models.CompositePrimaryKey("declaration_id", "version")
    declaration = models.ForeignKey(
        "declarations.Declaration", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    version = models.IntegerField()
    total = models.DecimalField(max_digits=24, decimal_places=4)
    currency = models.CharField(max_length=3)
    assessment = models.JSONField()

    def __str__(self) -> str:
        return f"{self.declaration_id}: {self.total} {self.currency}"
