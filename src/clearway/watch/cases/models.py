"""The tables of cases: how far each told finding is, every step that was taken, and who looks after what."""

from django.db import models

STATES = ("waiting", "checked", "acted", "excluded")


class Case(models.Model):
    """What is done about a finding that was told; whether it is settled only the records say, with the finding.

    ``cited`` is the evidence on which an exclusion rests: where the finding has other evidence, it rests on nothing.
    """

    finding = models.OneToOneField(
        "watch_findings.Finding", primary_key=True, on_delete=models.PROTECT, db_constraint=False, related_name="+"
    )
    tenant = models.TextField()
    scenario = models.TextField()
    owner = models.TextField(blank=True)
    state = models.TextField(default="waiting", choices=[(one, one) for one in STATES])
    due = models.DateField(null=True)
    escalated_at = models.DateTimeField(null=True)
    reason = models.TextField(default="", blank=True)
    until = models.DateField(null=True)
    cited = models.JSONField(null=True)

    class Meta:
        """What a government has to do is found by day, and so are exclusions that end."""

        constraints = [models.CheckConstraint(condition=models.Q(state__in=STATES), name="case_state_known")]
        indexes = [
            models.Index(fields=["tenant", "state"], name="case_by_tenant"),
            models.Index(fields=["due"], name="case_to_escalate", condition=models.Q(escalated_at__isnull=True)),
            models.Index(fields=["until"], name="exclusion_to_end", condition=models.Q(state="excluded")),
        ]

    def __str__(self) -> str:
        return f"case of finding {self.finding_id}: {self.state}"


class Step(models.Model):
    """A step that somebody took about a finding, in their words."""

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="steps")
    kind = models.TextField()
    by = models.TextField()
    at = models.DateTimeField()
    text = models.TextField(blank=True)
    reason = models.TextField(default="", blank=True)
    evidence = models.TextField(default="", blank=True)
    until = models.DateField(null=True)

    class Meta:
        """The steps of a case, first to last."""

        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.kind} of finding {self.case_id}"


REVIEWS = ("asked", "same", "other")


class Review(models.Model):
    """A second person looks at an exclusion without knowing it, and says whether they would have made it.

    ``step`` is the exclusion; ``reason`` is the reviewer's own, empty where they would not except it.
    """

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    step = models.OneToOneField(Step, on_delete=models.PROTECT, related_name="+")
    tenant = models.TextField()
    scenario = models.TextField()
    state = models.TextField(default="asked", choices=[(one, one) for one in REVIEWS])
    asked_at = models.DateTimeField()
    by = models.TextField(default="", blank=True)
    at = models.DateTimeField(null=True)
    reason = models.TextField(default="", blank=True)
    text = models.TextField(default="", blank=True)

    class Meta:
        """What waits for a second person is found by government."""

        constraints = [models.CheckConstraint(condition=models.Q(state__in=REVIEWS), name="review_state_known")]
        indexes = [models.Index(fields=["tenant"], name="review_to_do", condition=models.Q(state="asked"))]

    def __str__(self) -> str:
        return f"review {self.id} of finding {self.case_id}: {self.state}"


class Post(models.Model):
    """Who looks after the findings of one of a government's desks, as scenarios name it."""

    tenant = models.TextField()
    owner = models.TextField()
    official = models.TextField()

    class Meta:
        """A desk has one official at a time."""

        constraints = [models.UniqueConstraint(fields=["tenant", "owner"], name="one_official_a_desk")]

    def __str__(self) -> str:
        return f"{self.owner} of {self.tenant}: {self.official}"
