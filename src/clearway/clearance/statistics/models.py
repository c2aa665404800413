"""The tables of the statistics: one row a declaration, and the counts made of such rows.

Every count is the sum of what each declaration adds to it, so that a change of one declaration changes a count by
the difference, and a rebuild gives the same rows.
"""

from django.db import models


class Passage(models.Model):
    """The way of one declaration through the house: which file, how it ended, and when it passed what.

    ``is_refused`` says that an officer refused it, which is a finding even where that cut its control short.
    """

    mrn = models.CharField(max_length=18, primary_key=True)
    office = models.TextField()
    regime = models.TextField()
    lane = models.TextField()
    outcome = models.TextField()
    lodged_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    controlled_at = models.DateTimeField(null=True)
    paid_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)
    controls = models.IntegerField(default=0)
    found = models.IntegerField(default=0)
    is_refused = models.BooleanField(default=False)
    reasons = models.JSONField(default=list)

    def __str__(self) -> str:
        return self.mrn


class Count(models.Model):
    """So many declarations lodged on a day at an office, of a regime and lane, stand so now."""

    pk = models.CompositePrimaryKey("day", "office", "regime", "lane", "outcome")
    day = models.DateField()
    office = models.TextField()
    regime = models.TextField()
    lane = models.TextField()
    outcome = models.TextField()
    number = models.BigIntegerField()

    class Meta:
        """What nothing adds to any more is found to be removed."""

        indexes = [models.Index(fields=["day"], name="count_empty", condition=models.Q(number=0))]

    def __str__(self) -> str:
        return f"{self.day} {self.office} {self.regime} {self.lane} {self.outcome}: {self.number}"


class Hit(models.Model):
    """So many controls were finished on a day at an office for a reason, and so many found something.

    ``reason`` is a class of reasons, ``chance`` where the draw alone selected, and empty for all controls of a lane
    together: a control with two reasons counts once there, and once under each of its reasons.
    """

    pk = models.CompositePrimaryKey("day", "office", "lane", "reason")
    day = models.DateField()
    office = models.TextField()
    lane = models.TextField()
    reason = models.TextField()
    controls = models.BigIntegerField()
    found = models.BigIntegerField()

    class Meta:
        """What nothing adds to any more is found to be removed."""

        indexes = [models.Index(fields=["day"], name="hit_empty", condition=models.Q(controls=0))]

    def __str__(self) -> str:
        return f"{self.day} {self.office} {self.lane} {self.reason}: {self.found} of {self.controls}"


class Revenue(models.Model):
    """So much of a tax type was posted as owed on a day at an office, corrections included."""

    pk = models.CompositePrimaryKey("day", "office", "tax", "currency")
    day = models.DateField()
    office = models.TextField()
    tax = models.TextField()
    currency = models.CharField(max_length=3)
    amount = models.DecimalField(max_digits=24, decimal_places=4)
    postings = models.BigIntegerField()

    class Meta:
        """What nothing adds to any more is found to be removed."""

        indexes = [models.Index(fields=["day"], name="revenue_empty", condition=models.Q(postings=0))]

    def __str__(self) -> str:
        return f"{self.day} {self.office} {self.tax}: {self.amount} {self.currency}"


class Posted(models.Model):
    """What one declaration's ledger entries have added to the revenue of a day so far."""

    pk = models.CompositePrimaryKey("mrn", "day", "office", "tax", "currency")
    mrn = models.CharField(max_length=18)
    day = models.DateField()
    office = models.TextField()
    tax = models.TextField()
    currency = models.CharField(max_length=3)
    amount = models.DecimalField(max_digits=24, decimal_places=4)
    postings = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.mrn} {self.day} {self.tax}: {self.amount} {self.currency}"


class Duration(models.Model):
    """So many files released on a day at an office took a time within a class for a step of their way.

    Class ``n`` begins at 1.1 to the power of ``n`` seconds, so that a time is known to a twentieth either way.
    """

    pk = models.CompositePrimaryKey("day", "office", "step", "bucket")
    day = models.DateField()
    office = models.TextField()
    step = models.TextField()
    bucket = models.IntegerField()
    number = models.BigIntegerField()

    class Meta:
        """What nothing adds to any more is found to be removed."""

        indexes = [models.Index(fields=["day"], name="duration_empty", condition=models.Q(number=0))]

    def __str__(self) -> str:
        return f"{self.day} {self.office} {self.step} {self.bucket}: {self.number}"


class Heard(models.Model):
    """A part of the service or an outside party: when it was heard of last, and since when without a pause."""

    name = models.TextField(primary_key=True)
    since = models.DateTimeField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} at {self.at}"
