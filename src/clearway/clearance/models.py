"""The decision records: what was decided, from which facts, under which law."""

from django.db import models


class DecisionRecord(models.Model):
    """One decision on one version: everything needed to repeat it, and the findings it gave."""

    pk = models.CompositePrimaryKey("declaration_id", "version")
    declaration = models.ForeignKey(
        "declarations.Declaration", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    version = models.IntegerField()
    decided_at = models.DateTimeField()
    outcome = models.TextField()
    reached = models.TextField()
    waits_for = models.TextField(null=True)  # noqa: DJ001 - null says that nobody is waited for.
    facts_hash = models.TextField()
    lawbook_hash = models.TextField()
    code_version = models.TextField()
    circumstances = models.JSONField()
    findings = models.JSONField()
    record_hash = models.TextField()

    def __str__(self) -> str:
        return f"{self.declaration_id} version {self.version}: {self.outcome}"
