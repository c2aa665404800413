"""The tables of notices."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

#: The ways to a person. An inbox is in the portal; the others go out of the house.
CHANNELS = ("portal", "email", "sms")

#: How a delivery stands. ``sending``: it was being handed over; whoever finds it so does not know how that ended.
#: ``doubtful``: it may have been handed over, and is not repeated by itself.
DELIVERY_STATES = ("waiting", "sending", "delivered", "failed", "doubtful")


class Text(models.Model):
    """What a kind of notice says in one language: the country's own words, loaded from its pack."""

    kind = models.TextField()
    language = models.CharField(max_length=5)
    title = models.TextField()
    text = models.TextField()
    short = models.TextField()

    class Meta:
        """One text a kind and language."""

        constraints = [models.UniqueConstraint(fields=["kind", "language"], name="one_text_a_kind_and_language")]

    def __str__(self) -> str:
        return f"{self.kind} {self.language}"


class Reach(models.Model):
    """Where a person is reached outside the portal, as they have shown; an empty address is not used."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    email = models.EmailField(blank=True, default="")
    phone = models.CharField(max_length=16, blank=True, default="")

    def __str__(self) -> str:
        return f"reach of {self.user_id}"


class Unconfirmed(models.Model):
    """An address that a person gave and has not shown to be theirs: nothing but the question goes there.

    Of the code that was sent, only a digest is kept.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    way = models.TextField(choices=[(one, one) for one in CHANNELS[1:]])
    address = models.TextField()
    digest = models.CharField(max_length=64)
    asked_at = models.DateTimeField()
    until = models.DateTimeField()
    tries = models.IntegerField(default=0)

    class Meta:
        """A person is asked for one address of a way at a time."""

        constraints = [models.UniqueConstraint(fields=["user", "way"], name="one_question_a_person_and_way")]

    def __str__(self) -> str:
        return f"{self.way} of {self.user_id}, asked for"


class Choice(models.Model):
    """A person wants, or does not want, a kind of notice by a way; without a row the kind's default holds."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.TextField()
    channel = models.TextField(choices=[(one, one) for one in CHANNELS])
    is_wanted = models.BooleanField()

    class Meta:
        """A person chooses once for each kind and way."""

        constraints = [models.UniqueConstraint(fields=["user", "kind", "channel"], name="one_choice_a_kind_and_way")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.kind} by {self.channel} {self.is_wanted}"


class Notice(models.Model):
    """What a person was told, in the portal, in the words they were told it.

    ``source`` is what it comes from, ``event/<number>`` or ``deadline/<number>``; ``subject`` is what it is about.
    """

    id = models.BigAutoField(primary_key=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    source = models.TextField()
    kind = models.TextField()
    subject = models.TextField()
    title = models.TextField()
    text = models.TextField()
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        """A person is told once of what happened; an inbox is read newest first."""

        constraints = [models.UniqueConstraint(fields=["user", "source", "kind"], name="told_once_in_the_portal")]
        indexes = [
            models.Index(fields=["user", "-id"], name="notice_by_person"),
            models.Index(fields=["user"], name="notice_unread", condition=models.Q(read_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.user_id}"


class Line(models.Model):
    """A way out of the house to one outside party: the mail server, the SMS provider, or one endpoint.

    ``failures`` counts failures in a row; from some number on the line rests until ``rests_until``.
    """

    name = models.TextField(primary_key=True)
    failures = models.IntegerField(default=0)
    rests_until = models.DateTimeField(null=True)
    last_error = models.TextField(default="", blank=True)
    last_success_at = models.DateTimeField(null=True)
    last_failure_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class Endpoint(models.Model):
    """Where a party's software takes notices: an address, the kinds it wants (none named: all), its secrets.

    Secrets are sealed; the former one signs beside the present one until ``former_until``.
    """

    id = models.BigAutoField(primary_key=True)
    party = models.TextField(db_index=True)
    url = models.TextField()
    description = models.TextField(default="", blank=True)
    kinds = ArrayField(models.TextField(), default=list, blank=True)
    secret = models.TextField()
    former_secret = models.TextField(default="", blank=True)
    former_until = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    made_by = models.TextField()
    is_on = models.BooleanField(default=True)
    off_because = models.TextField(default="", blank=True)
    removed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"endpoint {self.id} of {self.party}"


class Delivery(models.Model):
    """One thing told to one recipient by one way; its number stays the same however often it is tried.

    ``tries`` counts within the present series of attempts, ``attempts`` all there ever were.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    source = models.TextField()
    recipient = models.TextField()
    channel = models.TextField()
    line = models.TextField()
    party = models.TextField(default="", blank=True)
    kind = models.TextField()
    subject = models.TextField()
    address = models.TextField()
    content = models.JSONField()
    state = models.TextField(default="waiting", choices=[(one, one) for one in DELIVERY_STATES])
    made_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    tries = models.IntegerField(default=0)
    attempts = models.IntegerField(default=0)
    ended_at = models.DateTimeField(null=True)
    last_answer = models.TextField(default="", blank=True)

    class Meta:
        """Nothing is told twice; what waits is found by line, what was sent by recipient."""

        constraints = [
            models.UniqueConstraint(
                fields=["source", "kind", "recipient", "channel"], name="one_delivery_of_a_notice"
            )
        ]
        indexes = [
            models.Index(
                fields=["line", "due_at"],
                name="delivery_to_carry",
                condition=models.Q(state__in=["waiting", "sending"]),
            ),
            models.Index(fields=["recipient", "-made_at"], name="delivery_by_recipient"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} to {self.recipient}: {self.state}"


class Attempt(models.Model):
    """One attempt to hand a delivery over, and how it ended."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="tried")
    number = models.IntegerField()
    at = models.DateTimeField()
    took_ms = models.IntegerField()
    outcome = models.TextField()
    answer = models.TextField()

    class Meta:
        """An attempt is numbered within its delivery."""

        constraints = [models.UniqueConstraint(fields=["delivery", "number"], name="one_attempt_a_number")]

    def __str__(self) -> str:
        return f"{self.delivery_id} attempt {self.number}: {self.outcome}"


class Deadline(models.Model):
    """A moment at which somebody has to be reminded, unless what it stands for was done before."""

    id = models.BigAutoField(primary_key=True)
    kind = models.TextField()
    subject = models.TextField()
    due_at = models.DateTimeField()
    facts = models.JSONField(default=dict)
    tries = models.IntegerField(default=0)
    error = models.TextField(default="", blank=True)

    class Meta:
        """A subject has one deadline of a kind at a time; what is due is found by time."""

        constraints = [models.UniqueConstraint(fields=["kind", "subject"], name="one_deadline_a_kind_and_subject")]
        indexes = [models.Index(fields=["due_at"], name="deadline_when_due")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.subject} at {self.due_at}"
