"""The tables of the exchange: where holders are reached, every access, and how many there were about whom."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

OUTCOMES = ("answered", "not-found", "denied", "holder-away")


class HolderSystem(models.Model):
    """Where a holder's system is reached from this installation."""

    holder = models.TextField(primary_key=True)
    address = models.TextField()

    def __str__(self) -> str:
        return f"{self.holder} at {self.address}"


class Subject(models.Model):
    """How many accesses there were about a subject: a list that is shorter is missing something."""

    name = models.TextField(primary_key=True)
    accesses = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.name}: {self.accesses}"


class Access(models.Model):
    """One look-up, answered or not: who, for whom, what, about whom, why, and by which rule.

    ``ordinal`` is its number among the subject's, without gaps. ``names`` are the fields and answers asked for;
    their values are kept nowhere. ``missing`` are the codes of what a denied look-up lacked. ``official_number`` is
    how the subject and the log know the official. ``concealment`` is the order by which the subject sees it later.
    """

    number = models.UUIDField(primary_key=True, default=uuid.uuid4)
    at = models.DateTimeField()
    subject = models.TextField()
    ordinal = models.BigIntegerField()
    kind = models.TextField()
    holder = models.TextField()
    organisation = models.TextField()
    office = models.TextField(blank=True)
    official = models.TextField()
    official_number = models.TextField(default="")
    article = models.TextField()
    case_number = models.TextField(blank=True)
    names = ArrayField(models.TextField())
    outcome = models.TextField(choices=[(one, one) for one in OUTCOMES])
    rule = models.TextField(blank=True)
    basis = models.TextField(blank=True)
    basis_is = models.TextField(blank=True)
    missing = ArrayField(models.TextField(), default=list, blank=True)
    concealment = models.TextField(default="", blank=True)

    class Meta:
        """A subject reads their own, an organisation its own, newest first; how far the record goes back is known."""

        constraints = [models.UniqueConstraint(fields=["subject", "ordinal"], name="access_once_an_ordinal")]
        indexes = [
            models.Index(fields=["organisation", "-at"], name="access_by_organisation"),
            models.Index(fields=["at"], name="access_by_time"),
        ]

    def __str__(self) -> str:
        return str(self.number)
