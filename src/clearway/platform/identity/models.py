"""People who sign in."""

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """A person with a sign-in of their own; which party or office they act for is kept by the registers."""

    language = models.CharField(max_length=5, default="en")
