"""The tables of misuse: who works where, whose cases are whose, look-ups as far as patterns need them, and flags.

Persons stand here as marks: the same person has the same mark, and no mark leads back to a person without the
house's own secret.
"""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

STATES = ("open", "justified", "misuse")


class Post(models.Model):
    """What an official of an organisation is there for, and, where it was told, who they are as a person."""

    organisation = models.TextField()
    official = models.TextField()
    areas = ArrayField(models.TextField(), default=list, blank=True)
    duties = ArrayField(models.TextField(), default=list, blank=True)
    is_on_call = models.BooleanField(default=False)
    person = models.TextField(default="", blank=True)
    household = models.TextField(default="", blank=True)
    family = models.TextField(default="", blank=True)
    address = models.TextField(default="", blank=True)

    class Meta:
        """An official has one post in an organisation; whether a subject is a colleague is asked at each look-up."""

        constraints = [models.UniqueConstraint(fields=["organisation", "official"], name="post_once_an_official")]
        indexes = [models.Index(fields=["organisation", "person"], name="post_by_person")]

    def __str__(self) -> str:
        return f"{self.official} of {self.organisation}"


class Case(models.Model):
    """A case as its organisation tells of it: about whom, whose it is, since when and until when."""

    organisation = models.TextField()
    number = models.TextField()
    subjects = ArrayField(models.TextField(), default=list, blank=True)
    officials = ArrayField(models.TextField(), default=list, blank=True)
    offices = ArrayField(models.TextField(), default=list, blank=True)
    area = models.TextField(default="", blank=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        """A case has one number in an organisation."""

        constraints = [models.UniqueConstraint(fields=["organisation", "number"], name="case_once_a_number")]

    def __str__(self) -> str:
        return f"{self.number} of {self.organisation}"


class Trace(models.Model):
    """A look-up as far as patterns need it, for as long as any pattern looks back."""

    access = models.UUIDField(primary_key=True)
    at = models.DateTimeField()
    subject = models.TextField()
    official = models.TextField()
    organisation = models.TextField()
    case = models.TextField(default="", blank=True)
    consent = models.TextField(default="", blank=True)

    class Meta:
        """Patterns ask by official, by subject, by case and by consent, newest first; old ones are forgotten."""

        indexes = [
            models.Index(fields=["official", "-at"], name="trace_by_official"),
            models.Index(fields=["subject", "-at"], name="trace_by_subject"),
            models.Index(fields=["organisation", "case", "-at"], name="trace_by_case"),
            # With the time behind it: else the first use of a consent is looked for through all that there ever was.
            models.Index(fields=["consent", "at"], condition=~Q(consent=""), name="trace_of_consent"),
            models.Index(fields=["at"], name="trace_by_time"),
        ]

    def __str__(self) -> str:
        return str(self.access)


class Comparison(models.Model):
    """A look-up whose official may be of the subject's family: the residents' register is asked, on record."""

    access = models.UUIDField(primary_key=True)
    at = models.DateTimeField()
    subject = models.TextField()
    official = models.TextField()
    organisation = models.TextField()
    done_at = models.DateTimeField(null=True, blank=True)
    outcome = models.TextField(default="", blank=True)

    class Meta:
        """What waits is asked for, oldest first."""

        indexes = [models.Index(fields=["at"], condition=Q(done_at=None), name="comparison_waiting")]

    def __str__(self) -> str:
        return str(self.access)


class Flag(models.Model):
    """A look-up that follows a pattern, why, how heavy it weighs, and what was decided about it."""

    number = models.UUIDField(primary_key=True, default=uuid.uuid4)
    access = models.UUIDField()
    code = models.TextField()
    weight = models.SmallIntegerField()
    facts = models.JSONField(default=dict)
    law = models.TextField()
    raised_at = models.DateTimeField()
    looked_at = models.DateTimeField()
    subject = models.TextField()
    kind = models.TextField()
    holder = models.TextField()
    organisation = models.TextField()
    office = models.TextField(default="", blank=True)
    official = models.TextField()
    official_number = models.TextField()
    article = models.TextField()
    case_number = models.TextField(default="", blank=True)
    explanation = models.TextField(default="", blank=True)
    state = models.TextField(choices=[(one, one) for one in STATES], default="open")
    decided_by = models.TextField(default="", blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    words = models.TextField(default="", blank=True)

    class Meta:
        """A look-up is flagged once for each pattern; what waits is read heaviest first."""

        constraints = [models.UniqueConstraint(fields=["access", "code"], name="flag_once_a_pattern")]
        indexes = [
            models.Index(fields=["organisation", "-weight"], condition=Q(state="open"), name="flag_by_organisation"),
            models.Index(fields=["-weight"], condition=Q(state="open"), name="flag_by_weight"),
            models.Index(fields=["-raised_at"], name="flag_by_time"),
            models.Index(
                fields=["official", "code", "-looked_at"], condition=Q(state="open"), name="flag_by_official"
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)
