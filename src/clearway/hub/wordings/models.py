"""The tables of wordings: what organisations keep, every state it was in, and whom they know."""

import uuid

from django.db import models

SCHEMAS = ("Policy", "DataAgreement")


class Paper(models.Model):
    """A policy or a wording of an organisation as it stands; ``text`` is what it says.

    One that was removed is shown to nobody any more but by its revisions.
    """

    number = models.UUIDField(primary_key=True, default=uuid.uuid4)
    schema = models.TextField(choices=[(one, one) for one in SCHEMAS])
    organisation = models.TextField()
    text = models.JSONField()
    made_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """An organisation reads its own."""

        indexes = [models.Index(fields=["schema", "organisation", "made_at"], name="paper_by_organisation")]

    def __str__(self) -> str:
        return f"{self.schema} {self.number}"


class Revision(models.Model):
    """One state of a paper or of a consent; ``of`` is its number, ``ordinal`` counts its states from one."""

    number = models.UUIDField(primary_key=True, default=uuid.uuid4)
    schema = models.TextField()
    of = models.UUIDField()
    ordinal = models.IntegerField()
    snapshot = models.TextField()
    hash = models.TextField()
    at = models.DateTimeField()
    by = models.TextField()
    individual = models.TextField(default="", blank=True)
    predecessor = models.TextField(default="", blank=True)

    class Meta:
        """States of one thing follow one another without a gap."""

        constraints = [models.UniqueConstraint(fields=["of", "ordinal"], name="states_follow_one_another")]

    def __str__(self) -> str:
        return f"{self.schema} {self.of}, state {self.ordinal}"


class Individual(models.Model):
    """Somebody whom an organisation's software knows under a number of its own."""

    number = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organisation = models.TextField()
    external = models.TextField(default="", blank=True)
    external_type = models.TextField(default="", blank=True)
    provider = models.TextField(default="", blank=True)
    made_at = models.DateTimeField()

    class Meta:
        """Nobody is known twice under the same number elsewhere."""

        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "external_type", "external"],
                condition=~models.Q(external=""),
                name="nobody_is_known_twice",
            )
        ]
        indexes = [models.Index(fields=["organisation", "made_at"], name="individual_by_organisation")]

    def __str__(self) -> str:
        return str(self.number)
