"""The tables of the controls station."""

from django.db import models

#: A decision is asked for where a file could not be assessed, so that no lane was chosen for it.
KINDS = [("documents", "documents"), ("goods", "goods"), ("decision", "decision")]


class Control(models.Model):
    """Work that a declaration waits for: a check of its documents or of the goods, or an officer's decision.

    It belongs to an office; an officer is drawn for it at random, by load. ``officer`` is a user name, empty until
    then. ``result`` is empty while it is open.
    """

    id = models.BigAutoField(primary_key=True)
    declaration = models.ForeignKey("declarations.Declaration", on_delete=models.PROTECT, related_name="+")
    version = models.IntegerField()
    kind = models.TextField(choices=KINDS)
    office = models.TextField()
    officer = models.TextField(default="", blank=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    result = models.TextField(default="", blank=True)
    # Rows are also written by the one statement that stores decided files; it names none of what follows.
    found = models.TextField(default="", db_default="", blank=True)
    assigned_at = models.DateTimeField(null=True)
    closed_by = models.TextField(default="", db_default="", blank=True)

    class Meta:
        """Worklists ask for what is open, oldest first, by office and officer; one decision at a time."""

        constraints = [
            models.UniqueConstraint(
                fields=["declaration"],
                name="one_decision_asked_for_at_a_time",
                condition=models.Q(kind="decision", closed_at__isnull=True),
            )
        ]
        indexes = [
            models.Index(
                fields=["office", "opened_at"], name="control_open", condition=models.Q(closed_at__isnull=True)
            ),
            models.Index(
                fields=["officer", "opened_at"], name="control_in_hand", condition=models.Q(closed_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.declaration_id}"


class Inspection(models.Model):
    """An order to examine goods, with its plan, and later its result."""

    id = models.BigAutoField(primary_key=True)
    control = models.ForeignKey(Control, on_delete=models.PROTECT, related_name="inspections")
    what = models.TextField()
    place = models.TextField()
    planned_at = models.DateTimeField()
    packages = models.IntegerField()
    ordered_by = models.TextField()
    ordered_at = models.DateTimeField()
    result = models.TextField(default="", blank=True)
    found = models.TextField(default="", blank=True)
    packages_opened = models.IntegerField(default=0)
    recorded_by = models.TextField(default="", blank=True)
    recorded_at = models.DateTimeField(null=True)

    class Meta:
        """A control has one inspection at a time."""

        constraints = [
            models.UniqueConstraint(
                fields=["control"], name="one_inspection_at_a_time", condition=models.Q(recorded_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"inspection {self.id} of {self.control_id}"


class Photograph(models.Model):
    """A picture taken at an inspection, under the digest of its bytes."""

    id = models.BigAutoField(primary_key=True)
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="photographs")
    digest = models.CharField(max_length=64)
    media_type = models.TextField()
    content = models.BinaryField()
    taken_by = models.TextField()
    taken_at = models.DateTimeField()

    class Meta:
        """The same picture is kept once an inspection."""

        constraints = [models.UniqueConstraint(fields=["inspection", "digest"], name="a_picture_is_kept_once")]

    def __str__(self) -> str:
        return self.digest


class Query(models.Model):
    """A question of an officer to the trader, inside the file, and the answer."""

    id = models.BigAutoField(primary_key=True)
    declaration = models.ForeignKey("declarations.Declaration", on_delete=models.PROTECT, related_name="+")
    question = models.TextField()
    asked_by = models.TextField()
    asked_at = models.DateTimeField()
    answer = models.TextField(default="", blank=True)
    answered_by = models.TextField(default="", blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        """What a trader must still answer is found by itself."""

        indexes = [
            models.Index(fields=["declaration"], name="query_open", condition=models.Q(answered_at__isnull=True))
        ]

    def __str__(self) -> str:
        return f"question {self.id} on {self.declaration_id}"


class Hold(models.Model):
    """Something that keeps goods from leaving until an officer lifts it: a hold, or what a check has found."""

    id = models.BigAutoField(primary_key=True)
    declaration = models.ForeignKey("declarations.Declaration", on_delete=models.PROTECT, related_name="+")
    kind = models.TextField(choices=[("hold", "hold"), ("finding", "finding")])
    control = models.ForeignKey(Control, on_delete=models.PROTECT, related_name="holds", null=True)
    reason = models.TextField()
    placed_by = models.TextField()
    placed_at = models.DateTimeField()
    lifted_by = models.TextField(default="", blank=True)
    lifted_at = models.DateTimeField(null=True)
    lifted_because = models.TextField(default="", blank=True)

    class Meta:
        """What keeps goods now is found by itself."""

        indexes = [models.Index(fields=["declaration"], name="hold_open", condition=models.Q(lifted_at__isnull=True))]

    def __str__(self) -> str:
        return f"{self.kind} on {self.declaration_id}"


class Notice(models.Model):
    """A decision against goods, with its ground of law and its reasons, as the trader is told it.

    ``found_at`` is the state in which the declaration was; it goes back from there when the decision ends.
    """

    id = models.BigAutoField(primary_key=True)
    declaration = models.ForeignKey("declarations.Declaration", on_delete=models.PROTECT, related_name="+")
    kind = models.TextField(choices=[("detention", "detention"), ("refusal", "refusal")])
    ground = models.TextField()
    law = models.TextField()
    reason = models.TextField()
    found_at = models.TextField()
    by = models.TextField()
    at = models.DateTimeField()
    ended_by = models.TextField(default="", blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_because = models.TextField(default="", blank=True)

    class Meta:
        """A declaration is detained once at a time, and refused once."""

        constraints = [
            models.UniqueConstraint(
                fields=["declaration", "kind"],
                name="one_decision_of_a_kind_in_force",
                condition=models.Q(ended_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.declaration_id}"


class Override(models.Model):
    """A decision against a lane or a finding: one person asks with a reason, another agrees or declines."""

    id = models.BigAutoField(primary_key=True)
    declaration = models.ForeignKey("declarations.Declaration", on_delete=models.PROTECT, related_name="+")
    against = models.TextField(choices=[("lane", "lane"), ("finding", "finding")])
    control = models.ForeignKey(Control, on_delete=models.PROTECT, related_name="+", null=True)
    hold = models.ForeignKey(Hold, on_delete=models.PROTECT, related_name="+", null=True)
    reason = models.TextField()
    asked_by = models.TextField()
    asked_at = models.DateTimeField()
    outcome = models.TextField(default="", blank=True)
    remark = models.TextField(default="", blank=True)
    decided_by = models.TextField(default="", blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        """One request waits at a time."""

        constraints = [
            models.UniqueConstraint(
                fields=["declaration"],
                name="one_override_asked_at_a_time",
                condition=models.Q(decided_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"override of the {self.against} of {self.declaration_id}"


class Appeal(models.Model):
    """A trader's appeal against a decision, and what an officer of another desk decided."""

    id = models.BigAutoField(primary_key=True)
    notice = models.OneToOneField(Notice, on_delete=models.PROTECT, related_name="appeal")
    declaration = models.ForeignKey("declarations.Declaration", on_delete=models.PROTECT, related_name="+")
    office = models.TextField()
    grounds = models.TextField()
    lodged_by = models.TextField()
    lodged_at = models.DateTimeField()
    officer = models.TextField(default="", blank=True)
    assigned_at = models.DateTimeField(null=True)
    outcome = models.TextField(default="", blank=True)
    reasons = models.TextField(default="", blank=True)
    decided_by = models.TextField(default="", blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        """What is undecided is found by office, oldest first."""

        indexes = [
            models.Index(
                fields=["office", "lodged_at"], name="appeal_open", condition=models.Q(decided_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"appeal {self.id} against {self.notice_id}"
