"""The tables of the controls station."""

from django.db import models


class Control(models.Model):
    """A check that a declaration waits for: of its documents, or of the goods.

    It belongs to an office; an officer is drawn for it at random, by load. ``officer`` is a user name, empty until
    then.
    """

    id = models.BigAutoField(primary_key=True)
    declaration = models.ForeignKey("declarations.Declaration", on_delete=models.PROTECT, related_name="+")
    version = models.IntegerField()
    kind = models.TextField(choices=[("documents", "documents"), ("goods", "goods")])
    office = models.TextField()
    officer = models.TextField(default="", blank=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    result = models.TextField(default="", blank=True)

    class Meta:
        """Worklists ask for what is open, oldest first."""

        indexes = [
            models.Index(
                fields=["office", "opened_at"], name="control_open", condition=models.Q(closed_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.declaration_id}"
