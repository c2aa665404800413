"""The table of consents."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

STATES = ("asked", "given", "refused", "withdrawn")


class Consent(models.Model):
    """What a subject was asked to allow an organisation, and what they said.

    ``subject`` is a person's or a business's number. ``given_by`` is whoever decided, the subject or who may act for
    them; ``delegate`` is the number of a person who did so for the subject, empty where it was the subject. ``until``
    is the first instant at which it does not hold any more.
    """

    number = models.UUIDField(primary_key=True, default=uuid.uuid4)
    subject = models.TextField()
    organisation = models.TextField()
    kind = models.TextField()
    article = models.TextField()
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

    class Meta:
        """A look-up asks what a subject has said to an organisation about a kind."""

        indexes = [models.Index(fields=["subject", "organisation", "kind"], name="consent_by_subject")]

    def __str__(self) -> str:
        return str(self.number)


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
