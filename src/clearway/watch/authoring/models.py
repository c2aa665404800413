"""The tables of authoring: scenarios in writing, back-tests that were asked for, and proposals."""

from django.db import models
from django.db.models import Q

#: From draft to retired; a writing is ``replaced`` by a later one of the same scenario, and ``dropped`` unpublished.
STATES = ("draft", "trial", "live", "retired", "replaced", "dropped")
IN_FORCE = ("trial", "live", "retired")
RUNS = ("asked", "done", "failed")
PROPOSALS = ("open", "taken", "declined")


class Writing(models.Model):
    """A scenario as somebody writes it; ``wants`` is the state it was sent for, until a second person decides.

    ``hands`` are all who have written in it: none of them may publish it.
    """

    number = models.BigAutoField(primary_key=True)
    scenario = models.TextField()
    area = models.TextField()
    office = models.TextField()
    state = models.TextField(default="draft", choices=[(one, one) for one in STATES])
    wants = models.TextField(default="", blank=True)
    card = models.JSONField(default=dict)
    text = models.TextField(default="", blank=True)
    cases = models.JSONField(default=dict)
    edit = models.IntegerField(default=1)
    hands = models.JSONField(default=list)
    begun_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    sent_by = models.TextField(default="", blank=True)
    sent_at = models.DateTimeField(null=True)
    published_by = models.TextField(default="", blank=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        """A scenario has one writing that stands, and one at most that is being written in each office."""

        constraints = [
            models.CheckConstraint(condition=Q(state__in=STATES), name="writing_state_known"),
            models.UniqueConstraint(
                fields=["scenario"], condition=Q(state__in=IN_FORCE), name="one_writing_in_force"
            ),
            models.UniqueConstraint(fields=["scenario", "office"], condition=Q(state="draft"), name="one_draft"),
        ]
        indexes = [models.Index(fields=["office", "state"], name="writing_by_office")]

    def __str__(self) -> str:
        return f"{self.scenario}, writing {self.number}: {self.state}"


class Run(models.Model):
    """A back-test of a writing over what was delivered, beside the version in force."""

    number = models.BigAutoField(primary_key=True)
    writing = models.ForeignKey(Writing, on_delete=models.PROTECT, related_name="runs")
    edit = models.IntegerField()
    tenants = models.JSONField()
    days = models.JSONField()
    state = models.TextField(default="asked", choices=[(one, one) for one in RUNS])
    asked_by = models.TextField()
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    result = models.JSONField(null=True)
    fault = models.TextField(default="", blank=True)

    class Meta:
        """Those that were asked for are done in their order."""

        constraints = [models.CheckConstraint(condition=Q(state__in=RUNS), name="run_state_known")]
        indexes = [models.Index(fields=["number"], name="run_to_do", condition=Q(state="asked"))]

    def __str__(self) -> str:
        return f"back-test {self.number} of writing {self.writing_id}: {self.state}"


class Proposal(models.Model):
    """What an official proposes to look for, and what the ministry makes of it."""

    number = models.BigAutoField(primary_key=True)
    tenant = models.TextField()
    title = models.TextField()
    text = models.TextField()
    evidence = models.TextField()
    by = models.TextField()
    at = models.DateTimeField()
    state = models.TextField(default="open", choices=[(one, one) for one in PROPOSALS])
    writing = models.ForeignKey(Writing, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """The latest is read first."""

        constraints = [models.CheckConstraint(condition=Q(state__in=PROPOSALS), name="proposal_state_known")]
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"proposal {self.number} of {self.tenant}: {self.state}"


class Answer(models.Model):
    """What somebody says of a proposal."""

    id = models.BigAutoField(primary_key=True)
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="answers")
    tenant = models.TextField()
    by = models.TextField()
    at = models.DateTimeField()
    text = models.TextField()

    class Meta:
        """First to last."""

        ordering = ["id"]

    def __str__(self) -> str:
        return f"answer {self.id} to proposal {self.proposal_id}"
