"""The tables of the declarations station."""

import msgspec
from django.db import models

from clearway.core.journey import STATES, WAITS


def stored(value: object) -> object:
    """A value in the plain types that a JSON column takes; decimals stay text, so that nothing is rounded."""
    return msgspec.to_builtins(value)


class Submission(models.Model):
    """A message as it came, once; ``key`` is what makes a repetition of it known."""

    id = models.BigIntegerField(primary_key=True)
    submitter = models.TextField()
    key = models.TextField()
    format = models.TextField()
    content_hash = models.BinaryField()
    content = models.BinaryField()
    received_at = models.DateTimeField()
    answer = models.JSONField()

    class Meta:
        """A submitter's key is used once."""

        constraints = [models.UniqueConstraint(fields=["submitter", "key"], name="a_message_is_taken_once")]

    def __str__(self) -> str:
        return f"{self.submitter} {self.key}"


class Declaration(models.Model):
    """A declaration under its movement reference number, as it stands now."""

    id = models.BigIntegerField(primary_key=True)
    mrn = models.CharField(max_length=18, unique=True)
    reference = models.TextField()
    submitter = models.TextField()
    declarant = models.TextField(default="")
    importer = models.TextField(default="")
    exporter = models.TextField(default="")
    regime = models.TextField()
    type_code = models.TextField()
    office = models.TextField(default="")
    state = models.TextField()
    lane = models.TextField(default="")
    waits_for = models.TextField(default="", choices=[(word, word) for word in WAITS])
    version = models.IntegerField(default=1)
    lodged_at = models.DateTimeField()
    day = models.DateField()

    class Meta:
        """A state is a word of the route; a trader's list is by submitter, newest first."""

        constraints = [models.CheckConstraint(condition=models.Q(state__in=STATES), name="state_is_on_the_route")]
        indexes = [
            models.Index(fields=["submitter", "-id"], name="declaration_by_submitter"),
            models.Index(fields=["submitter", "-day", "-id"], name="declaration_by_day"),
            models.Index(
                fields=["submitter", "waits_for", "-day", "-id"],
                name="declaration_waiting",
                condition=~models.Q(waits_for=""),
            ),
            models.Index(
                fields=["submitter", "state", "-day", "-id"],
                name="declaration_off_the_route",
                condition=models.Q(state__in=("refused", "held", "cancelled")),
            ),
            models.Index(
                fields=["submitter", "lane", "-day", "-id"],
                name="declaration_looked_at",
                condition=models.Q(lane__in=("yellow", "red")),
            ),
            *(
                models.Index(
                    fields=[what, "-id"],
                    name=f"declaration_by_{what}",
                    condition=~models.Q(**{what: ""}) & ~models.Q(**{what: models.F("submitter")}),
                )
                for what in ("declarant", "importer", "exporter")
            ),
            models.Index(fields=["id"], name="declaration_to_go_on", condition=models.Q(waits_for="clearance")),
            models.Index(
                fields=["office", "id"],
                name="declaration_undecided",
                condition=models.Q(waits_for="officer", state__in=("validated", "assessed")),
            ),
        ]

    def __str__(self) -> str:
        return self.mrn


class Version(models.Model):
    """What a declaration said at one time; never changed."""

    pk = models.CompositePrimaryKey("declaration_id", "number")
    declaration = models.ForeignKey(Declaration, on_delete=models.PROTECT, related_name="versions", db_index=False)
    number = models.IntegerField()
    purpose = models.TextField()
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="+", db_index=False)
    facts = models.JSONField()
    facts_hash = models.TextField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.declaration_id} version {self.number}"
