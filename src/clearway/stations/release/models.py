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


class Key(models.Model):
    """The public half of a key that signs receipts; the other half lies in a file of the machine that signs."""

    kid = models.TextField(primary_key=True)
    public = models.BinaryField()
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.kid


class Receipt(models.Model):
    """The signed receipt of a release, made once; ``document`` is its compact spelling."""

    number = models.TextField(primary_key=True)
    order = models.OneToOneField(ReleaseOrder, on_delete=models.PROTECT, related_name="+")
    key = models.ForeignKey(Key, on_delete=models.PROTECT, related_name="+")
    document = models.TextField()
    issued_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.number


class Revocation(models.Model):
    """A receipt is no longer good; the order of release stands or falls elsewhere."""

    receipt = models.OneToOneField(Receipt, on_delete=models.PROTECT, related_name="+", primary_key=True)
    reason = models.TextField()
    by = models.TextField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.receipt_id}: {self.reason}"


class PublishedList(models.Model):
    """A list of keys and revocations as it was signed and published."""

    number = models.IntegerField(primary_key=True)
    document = models.BinaryField()
    issued_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"list {self.number}"
