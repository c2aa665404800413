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

    def __str__(self) -> str:
        return f"{self.id} {self.name}"


class Mandate(models.Model):
    """A trader lets an agent act for it; revoking writes the last day, it deletes nothing."""

    trader = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="mandates_given")
    agent = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="mandates_held")
    regimes = ArrayField(models.TextField(), default=list)
    since = models.DateField()
    until = models.DateField(null=True)

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
    role = models.TextField(choices=[("owner", "owner"), ("declarant", "declarant"), ("reader", "reader")])

    class Meta:
        """One role a person and party."""

        constraints = [models.UniqueConstraint(fields=["user", "party"], name="one_membership_a_party")]

    def __str__(self) -> str:
        return f"{self.user_id} is {self.role} of {self.party_id}"


class MachineClient(models.Model):
    """An OAuth 2 client of a party's own software."""

    application = models.OneToOneField("oauth2_provider.Application", on_delete=models.CASCADE, related_name="+")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="machine_clients")

    def __str__(self) -> str:
        return f"client of {self.party_id}"
