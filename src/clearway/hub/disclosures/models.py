"""The tables of disclosures: orders of concealment, and objections."""

import uuid

from django.db import models
from django.db.models import Q

SORTS = ("objection", "misuse")
STATES = ("open", "upheld", "rejected")


class Concealment(models.Model):
    """An order by law: a subject does not see the accesses of one organisation in one case before an instant.

    They are counted all the same. ``until`` only ever moves nearer. ``is_told`` says that the subject was told.
    """

    number = models.UUIDField(primary_key=True, default=uuid.uuid4)
    subject = models.TextField()
    organisation = models.TextField()
    case_number = models.TextField()
    article = models.TextField()
    ordered_by = models.TextField()
    ordered_at = models.DateTimeField()
    until = models.DateTimeField()
    is_told = models.BooleanField(default=False)

    class Meta:
        """A look-up asks for the orders about its subject; the clock asks for those that have ended."""

        indexes = [
            models.Index(fields=["subject"], name="concealment_by_subject"),
            models.Index(fields=["until"], condition=Q(is_told=False), name="concealment_by_end"),
        ]

    def __str__(self) -> str:
        return str(self.number)


class Objection(models.Model):
    """What a subject says against one access: that it should not be, or that it was misuse; and the answer to it."""

    number = models.UUIDField(primary_key=True, default=uuid.uuid4)
    access = models.UUIDField()
    subject = models.TextField()
    holder = models.TextField()
    organisation = models.TextField()
    sort = models.TextField(choices=[(one, one) for one in SORTS])
    text = models.TextField()
    raised_by = models.TextField()
    raised_at = models.DateTimeField()
    state = models.TextField(choices=[(one, one) for one in STATES], default="open")
    answer = models.TextField(default="", blank=True)
    answered_by = models.TextField(default="", blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """A subject reads their own, a holder those about its information; one waits for its answer at a time."""

        constraints = [
            models.UniqueConstraint(fields=["access", "sort"], condition=Q(state="open"), name="one_open_objection")
        ]
        indexes = [
            models.Index(fields=["subject", "-raised_at"], name="objection_by_subject"),
            models.Index(fields=["holder", "-raised_at"], name="objection_by_holder"),
        ]

    def __str__(self) -> str:
        return str(self.number)
