"""The table of consents."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

STATES = ("asked", "given", "refused", "withdrawn")


class Consent(models.Model):
    """What a subject was asked to allow an organisation, and what they said.

    ``subject`` is a person's or a business's number. ``given_by`` is whoever decided, the subject or who may act for
    them. ``until`` is the first instant at which it does not hold any more.
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
    since = models.DateTimeField(null=True, blank=True)
    until = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """A look-up asks what a subject has said to an organisation about a kind."""

        indexes = [models.Index(fields=["subject", "organisation", "kind"], name="consent_by_subject")]

    def __str__(self) -> str:
        return str(self.number)
