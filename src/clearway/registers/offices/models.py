"""The tables of the register of offices."""

from django.conf import settings
from django.db import models

KINDS = ("customs", "agency", "ministry", "government")


class Office(models.Model):
    """A customs office, an agency or a government, under its code."""

    code = models.TextField(primary_key=True)
    kind = models.TextField(choices=[(one, one) for one in KINDS])
    titles = models.JSONField(default=dict)
    is_active = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.code


class Officer(models.Model):
    """A person who works for an office, in a role; work is given only to those who are present."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="offices")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="officers")
    role = models.TextField()
    is_present = models.BooleanField(default=True)

    class Meta:
        """One role a person and office."""

        constraints = [models.UniqueConstraint(fields=["user", "office"], name="one_role_an_office")]

    def __str__(self) -> str:
        return f"{self.user_id} is {self.role} of {self.office_id}"
