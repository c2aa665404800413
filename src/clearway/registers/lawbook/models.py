"""Versions of the lawbook: the archive of a pack's content once, and when each content came into effect."""

from django.db import models
from django.db.models.functions import Now


class Archive(models.Model):
    """The files of one content, whole and compressed, under its hash; identical content is kept once."""

    hash = models.TextField(primary_key=True)
    version = models.TextField()
    files = models.BinaryField()
    kept_at = models.DateTimeField(db_default=Now())

    class Meta:
        """How the table is called."""

        db_table = "lawbook_archive"

    def __str__(self) -> str:
        return f"{self.version} {self.hash}"


class Version(models.Model):
    """A content that decides from an instant on, until the next version does; the later loaded wins a tie."""

    number = models.BigAutoField(primary_key=True)
    archive = models.ForeignKey(Archive, on_delete=models.PROTECT, related_name="+", db_column="hash")
    effective_from = models.DateTimeField()
    loaded_at = models.DateTimeField(db_default=Now())
    loaded_by = models.TextField()

    class Meta:
        """How the table is called."""

        db_table = "lawbook_version"

    def __str__(self) -> str:
        return f"{self.archive_id} from {self.effective_from.isoformat()}"
