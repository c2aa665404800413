"""The tables of findings: what is to be looked at, on which days again, and what was found."""

from django.db import models
from django.db.models import Q

STATES = ("seen", "open", "settled")
#: The key that stands for all keys of a scenario.
ALL = ""


class Dirty(models.Model):
    """A case whose records have changed, or whose day has come; ``fault`` is why it could not be looked at."""

    id = models.BigAutoField(primary_key=True)
    tenant = models.TextField()
    scenario = models.TextField()
    case_key = models.TextField(blank=True)
    since = models.DateTimeField()
    by_clock = models.BooleanField(default=False)
    fault = models.TextField(default="", blank=True)

    class Meta:
        """A case waits once; the longest waiting is looked at first."""

        constraints = [models.UniqueConstraint(fields=["tenant", "scenario", "case_key"], name="one_dirty_a_case")]
        # A delivery marks thousands of cases at one moment: their number tells them apart without sorting them.
        indexes = [models.Index(fields=["since", "id"], name="dirty_to_look_at", condition=Q(fault=""))]

    def __str__(self) -> str:
        return f"{self.tenant}/{self.scenario}/{self.case_key}"


class Timer(models.Model):
    """A day on which nothing changes in the records of a case, but the answer may."""

    id = models.BigAutoField(primary_key=True)
    tenant = models.TextField()
    scenario = models.TextField()
    case_key = models.TextField()
    due = models.DateField()

    class Meta:
        """A case has a day once; days are found by their coming."""

        constraints = [
            models.UniqueConstraint(fields=["tenant", "scenario", "case_key", "due"], name="one_timer_a_day")
        ]
        indexes = [models.Index(fields=["due"], name="timer_when_due")]

    def __str__(self) -> str:
        return f"{self.tenant}/{self.scenario}/{self.case_key} on {self.due}"


class Clock(models.Model):
    """The day for which findings stand."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    day = models.DateField()
    ticked_at = models.DateTimeField()
    edition = models.TextField(default="", blank=True)

    def __str__(self) -> str:
        return f"{self.day}"


class Finding(models.Model):
    """What a scenario has found about a case: seen, open once it was told, settled once the records are right.

    ``mark`` is how far sources had told when it was found; it is told when all have told as much.
    """

    number = models.BigAutoField(primary_key=True)
    tenant = models.TextField()
    scenario = models.TextField()
    version = models.TextField()
    case_key = models.TextField()
    state = models.TextField(default="seen", choices=[(one, one) for one in STATES])
    money = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    evidence = models.JSONField()
    mark = models.DateTimeField()
    found_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    settlement_told_at = models.DateTimeField(null=True)

    class Meta:
        """A case has one finding of a scenario at a time; what waits to be told is found at once."""

        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "scenario", "case_key"], condition=~Q(state="settled"), name="one_finding_a_case"
            ),
            models.CheckConstraint(condition=Q(state__in=STATES), name="finding_state_known"),
        ]
        indexes = [
            models.Index(fields=["number"], name="finding_to_tell", condition=Q(state="seen")),
            models.Index(
                fields=["number"],
                name="settlement_to_tell",
                condition=Q(state="settled", told_at__isnull=False, settlement_told_at__isnull=True),
            ),
            models.Index(fields=["tenant", "state", "scenario"], name="finding_by_tenant"),
        ]

    def __str__(self) -> str:
        return f"finding {self.number}: {self.scenario} {self.case_key}"
