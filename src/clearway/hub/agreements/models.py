"""The table of agreements: a row a version, and never another content under the same version."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

STATES = ("proposed", "approved", "refused", "suspended", "ended")


class Agreement(models.Model):
    """One version of an agreement between the holder of a kind of information and an organisation.

    ``organisation`` is the number of a party or the code of an office. ``decided_by`` is whoever of the holder moved
    it last, ``reason`` why. ``is_stopped`` says that a privacy officer suspended it, and its holder cannot take it up
    again.
    """

    pk = models.CompositePrimaryKey("number", "version")
    number = models.TextField()
    version = models.IntegerField()
    kind = models.TextField()
    holder = models.TextField(db_index=True)
    organisation = models.TextField()
    article = models.TextField()
    grants = ArrayField(models.TextField())
    roles = ArrayField(models.TextField())
    offices = ArrayField(models.TextField(), default=list, blank=True)
    case_kinds = ArrayField(models.TextField(), default=list, blank=True)
    exemption = models.TextField(default="", blank=True)
    in_office_hours = models.BooleanField(default=False)
    emergency = models.BooleanField(default=False)
    assurance = models.IntegerField(default=1)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    state = models.TextField(choices=[(one, one) for one in STATES], default="proposed")
    proposed_by = models.TextField()
    proposed_at = models.DateTimeField()
    decided_by = models.TextField(default="", blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(default="", blank=True)
    is_stopped = models.BooleanField(default=False)

    class Meta:
        """A look-up asks for the agreements of one organisation about one kind; one version is in use at a time."""

        indexes = [models.Index(fields=["organisation", "kind"], name="agreement_by_asker")]
        constraints = [
            models.UniqueConstraint(
                fields=["number"], condition=Q(state__in=["approved", "suspended"]), name="one_version_in_use"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}/{self.version}"
