"""People who sign in, by what others know them, and how they are asked in."""

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """A person with a sign-in of their own; which party or office they act for is kept by the registers.

    ``language`` is what they chose, and empty before they choose: then they read as their browser asks.
    """

    language = models.CharField(max_length=5, default="", blank=True)


class ExternalIdentity(models.Model):
    """A person as an outside OpenID provider names them: by a verified claim that never changes.

    ``person`` is the personal number that the provider has verified, and empty where it tells of none.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="external_identities")
    issuer = models.TextField()
    subject = models.TextField()
    person = models.TextField(default="", blank=True)
    linked_at = models.DateTimeField()

    class Meta:
        """A name at a provider is one person here, and so is a personal number."""

        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="one_person_an_external_name"),
            models.UniqueConstraint(
                fields=["person"], condition=~models.Q(person=""), name="one_account_a_personal_number"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} at {self.issuer}"


class Invitation(models.Model):
    """A link that lets one person join a party or an office once; only a digest of it is kept.

    ``subject`` is ``party/<number>`` or ``office/<code>``.
    """

    digest = models.CharField(max_length=64, primary_key=True)
    subject = models.TextField(db_index=True)
    role = models.TextField()
    invited_by = models.TextField()
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.role} of {self.subject}"
