"""The tables of the register of traders."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models


class Party(models.Model):
    """A trader, broker, carrier, operator, agency or bank, under its registration number."""

    id = models.TextField(primary_key=True)
    name = models.TextField()
    country = models.CharField(max_length=2)
    roles = ArrayField(models.TextField(), default=list)
    authorisations = ArrayField(models.TextField(), default=list)
    is_active = models.BooleanField(default=True)
    registered_on = models.DateField()
    requires_second_factor = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.id} {self.name}"


class Mandate(models.Model):
    """A trader lets an agent act for it; revoking writes the last day, it deletes nothing.

    From the day it was revoked on it serves for nothing new, not even on that day.
    """

    trader = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="mandates_given")
    agent = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="mandates_held")
    regimes = ArrayField(models.TextField(), default=list)
    since = models.DateField()
    until = models.DateField(null=True)
    revoked_on = models.DateField(null=True)

    class Meta:
        """A mandate does not end before it begins."""

        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="mandate_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"{self.trader_id} lets {self.agent_id} act"


class Member(models.Model):
    """A person who acts for a party, in a role."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="members")
    role = models.TextField()

    class Meta:
        """One role a person and party."""

        constraints = [models.UniqueConstraint(fields=["user", "party"], name="one_membership_a_party")]

    def __str__(self) -> str:
        return f"{self.user_id} is {self.role} of {self.party_id}"


class MachineClient(models.Model):
    """An OAuth 2 client of a party's, or an agency's, own software; ``scopes`` is the most it is ever given."""

    application = models.OneToOneField("oauth2_provider.Application", on_delete=models.CASCADE, related_name="+")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="machine_clients", null=True)
    office = models.TextField(default="")
    name = models.TextField(default="")
    scopes = ArrayField(models.TextField(), default=list)
    is_sandbox = models.BooleanField(default=False)
    made_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        """It belongs to a party or to an office."""

        constraints = [
            models.CheckConstraint(
                condition=models.Q(party__isnull=False, office="")
                | (models.Q(party__isnull=True) & ~models.Q(office="")),
                name="a_client_belongs_to_one",
            )
        ]

    def __str__(self) -> str:
        return f"client of {self.party_id or self.office}"
