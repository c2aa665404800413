"""The table of consents."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

STATES = ("asked", "given", "refused", "withdrawn")


class Consent(models.Model):
    """What a subject was asked to allow an organisation, and what they said.

    ``subject`` is a person's or a business's number. ``given_by`` is whoever decided, the subject or who may act for
    them; ``delegate`` is the number of a person who did so for the subject, empty where it was the subject. ``until``
    is the first instant at which it does not hold any more. ``wording`` and ``revision`` are in what words it was
    asked, where it was asked in an organisation's own; ``purpose`` is what the subject read then. One without a kind
    is about nothing at the hub.
    """

    number = models.UUIDField(primary_key=True, default=uuid.uuid4)
    subject = models.TextField()
    organisation = models.TextField()
    kind = models.TextField(blank=True)
    article = models.TextField(blank=True)
    grants = ArrayField(models.TextField())
    state = models.TextField(choices=[(one, one) for one in STATES], default="asked")
    asked_by = models.TextField()
    asked_at = models.DateTimeField()
    given_by = models.TextField(default="", blank=True)
    delegate = models.TextField(default="", blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    since = models.DateTimeField(null=True, blank=True)
    until = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    wording = models.UUIDField(null=True, blank=True)
    revision = models.UUIDField(null=True, blank=True)
    purpose = models.TextField(default="", blank=True)

    class Meta:
        """A look-up asks what a subject has said to an organisation about a kind; lists follow a wording."""

        indexes = [
            models.Index(fields=["subject", "organisation", "kind"], name="consent_by_subject"),
            models.Index(fields=["organisation", "asked_at"], name="consent_by_organisation"),
            models.Index(fields=["wording", "subject"], name="consent_by_wording"),
        ]

    def __str__(self) -> str:
        return str(self.number)


class Signature(models.Model):
    """What was signed about a consent, and by whom, as whoever signed it says."""

    number = models.UUIDField(primary_key=True, default=uuid.uuid4)
    consent = models.OneToOneField(Consent, on_delete=models.CASCADE, related_name="signature")
    said = models.JSONField()
    made_by = models.TextField()
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"signature of {self.consent_id}"


class Delegation(models.Model):
    """A subject lets another person give, refuse and withdraw consents for them, for a while or until revoked."""

    number = models.UUIDField(primary_key=True, default=uuid.uuid4)
    subject = models.TextField()
    delegate = models.TextField()
    given_by = models.TextField()
    given_at = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """A delegate stands for a subject once; both sides read theirs."""

        constraints = [
            models.UniqueConstraint(
                fields=["subject", "delegate"], condition=models.Q(revoked_at=None), name="one_delegation_at_a_time"
            )
        ]
        indexes = [models.Index(fields=["delegate"], name="delegation_by_delegate")]

    def __str__(self) -> str:
        return f"{self.delegate} for {self.subject}"
