"""The tables of distributions: who receives what, which ranges of keys the receiver has, which parts were sent."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

STATES = ("active", "suspended", "ended", "destroyed")
#: How a range stands: held as of its last part, to be compared with the holder, or to be sent whole.
RANGE_STATES = ("held", "stale", "whole")
PART_STATES = ("sent", "acknowledged")


class Distribution(models.Model):
    """One organisation receives a kind of information in bulk, and what changes of it.

    ``seal`` is the secret under which keys and rows have digests; without it no digest leads anywhere. ``reached`` is
    the last key that any part reached to, ``mark`` how far the holder's own list of changes was read. ``turn`` counts
    what was done, so that two calls at once do not send the same part twice.
    """

    number = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organisation = models.TextField()
    office = models.TextField(blank=True)
    holder = models.TextField()
    kind = models.TextField()
    article = models.TextField()
    names = ArrayField(models.TextField())
    bounds = models.JSONField(default=dict, blank=True)
    part_rows = models.IntegerField()
    keep_until = models.DateField()
    changes_hours = models.IntegerField(null=True, blank=True)
    seal = models.BinaryField()
    state = models.TextField(choices=[(one, one) for one in STATES], default="active")
    reason = models.TextField(default="", blank=True)
    suspended_by = models.TextField(default="", blank=True)
    opened_by = models.TextField()
    opened_at = models.DateTimeField()
    reached = models.TextField(default="", blank=True)
    parts = models.IntegerField(default=0)
    turn = models.BigIntegerField(default=0)
    mark = models.TextField(default="", blank=True)
    compared_at = models.DateTimeField()
    loaded_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    is_overdue = models.BooleanField(default=False)
    destroyed_at = models.DateTimeField(null=True, blank=True)
    destruction = models.JSONField(default=dict, blank=True)

    class Meta:
        """A receiver reads its own, a holder those of its information; the clock asks for what is not destroyed."""

        indexes = [
            models.Index(fields=["organisation", "-opened_at"], name="distribution_by_receiver"),
            models.Index(fields=["holder", "-opened_at"], name="distribution_by_holder"),
            models.Index(fields=["keep_until"], condition=~Q(state="destroyed"), name="distribution_by_end"),
        ]

    def __str__(self) -> str:
        return str(self.number)


class Range(models.Model):
    """The keys after ``low`` up to ``high``, and digests of what the receiver has of them."""

    distribution = models.ForeignKey(Distribution, models.CASCADE, related_name="ranges")
    number = models.IntegerField()
    low = models.TextField()
    high = models.TextField()
    state = models.TextField(choices=[(one, one) for one in RANGE_STATES], default="held")
    held = models.BinaryField(default=b"")

    class Meta:
        """A range has its number once; those that are not held wait for their turn."""

        constraints = [models.UniqueConstraint(fields=["distribution", "number"], name="range_once_a_number")]
        indexes = [
            models.Index(fields=["distribution", "number"], condition=~Q(state="held"), name="range_in_waiting")
        ]

    def __str__(self) -> str:
        return f"{self.distribution_id} range {self.number}"


class Part(models.Model):
    """One part of a distribution, with digests of what the receiver has once it has the last sending of it.

    ``perhaps`` are digests of what it may have of any sending; both are forgotten when it is acknowledged.
    """

    distribution = models.ForeignKey(Distribution, models.CASCADE, related_name="sent")
    number = models.IntegerField()
    range = models.ForeignKey(Range, models.CASCADE)
    is_whole = models.BooleanField()
    is_last = models.BooleanField(default=False)
    state = models.TextField(choices=[(one, one) for one in PART_STATES], default="sent")
    sendings = models.IntegerField(default=1)
    count = models.IntegerField()
    removed = models.IntegerField()
    left_out = models.IntegerField()
    checksum = models.TextField()
    sent_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    after = models.BinaryField(default=b"")
    perhaps = models.BinaryField(default=b"")

    class Meta:
        """A part has its number once."""

        constraints = [models.UniqueConstraint(fields=["distribution", "number"], name="part_once_a_number")]

    def __str__(self) -> str:
        return f"{self.distribution_id} part {self.number}"


class Sending(models.Model):
    """What proves one sending of a part: a commitment for each subject in it, in order, and the salts they hang on.

    The accesses of a sending have numbers that begin with its ``stem`` and end with a subject's place. A salt that
    was erased is all zero; the commitment it was part of leads nowhere then, and the root stays what it is.
    """

    stem = models.BinaryField(primary_key=True)
    part = models.ForeignKey(Part, models.CASCADE)
    sending = models.IntegerField()
    at = models.DateTimeField()
    official = models.TextField()
    root = models.BinaryField()
    commitments = models.BinaryField()
    salts = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.part_id} sent {self.sending}"
