"""The tables of the wallet: documents, offers of them, questions for them, and where they were sent."""

import uuid

from django.db import models

STATES = ("held", "elsewhere", "revoked")
ASKED = ("waiting", "answered", "refused")


class SigningKey(models.Model):
    """A key that signs documents; the private half is sealed."""

    kid = models.TextField(primary_key=True)
    private = models.TextField()
    public = models.JSONField()
    since = models.DateTimeField()
    #: One key signs at a time.
    is_current = models.BooleanField(default=True)

    class Meta:
        """One key signs at a time."""

        constraints = [
            models.UniqueConstraint(
                fields=["is_current"], condition=models.Q(is_current=True), name="one_key_signs_documents"
            )
        ]

    def __str__(self) -> str:
        return self.kid


class Document(models.Model):
    """A document about a person: held here, or on a device of theirs, until it ends or is revoked.

    ``content`` and ``private`` are sealed and empty where a device has them; ``place`` is its bit in the status list.
    """

    number = models.UUIDField(primary_key=True, default=uuid.uuid4)
    subject = models.TextField()
    kind = models.TextField()
    state = models.TextField(choices=[(one, one) for one in STATES])
    content = models.TextField(default="", blank=True)
    private = models.TextField(default="", blank=True)
    holder_key = models.TextField()
    place = models.IntegerField(unique=True)
    issued_at = models.DateTimeField()
    until = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """A person reads theirs."""

        indexes = [models.Index(fields=["subject", "issued_at"], name="document_by_subject")]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class Offer(models.Model):
    """A copy of a document that a device may fetch once, with the code of the offer and a number its owner typed."""

    number = models.UUIDField(primary_key=True, default=uuid.uuid4)
    document = models.ForeignKey(Document, on_delete=models.CASCADE)
    code = models.TextField(unique=True)
    typed = models.TextField()
    sealed = models.TextField()
    tries = models.IntegerField(default=0)
    until = models.DateTimeField()
    token = models.TextField(default="", blank=True, db_index=True)
    token_until = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.number)


class Question(models.Model):
    """An organisation's question for a document: which claims, what for; and what came, sealed."""

    number = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organisation = models.TextField()
    kind = models.TextField()
    names = models.JSONField()
    purpose = models.TextField()
    nonce = models.TextField()
    state = models.TextField(choices=[(one, one) for one in ASKED], default="waiting")
    asked_by = models.TextField()
    asked_at = models.DateTimeField()
    until = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(default="", blank=True)

    def __str__(self) -> str:
        return str(self.number)


class Sending(models.Model):
    """A document, or some claims of it, was sent to somebody by the person whom it is about."""

    number = models.UUIDField(primary_key=True, default=uuid.uuid4)
    document = models.ForeignKey(Document, on_delete=models.PROTECT)
    subject = models.TextField()
    to = models.TextField()
    names = models.JSONField()
    purpose = models.TextField(default="", blank=True)
    at = models.DateTimeField()

    class Meta:
        """A person reads theirs."""

        indexes = [models.Index(fields=["subject", "at"], name="sending_by_subject")]

    def __str__(self) -> str:
        return f"{self.document_id} to {self.to}"
