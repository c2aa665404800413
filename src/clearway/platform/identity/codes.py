"""Codes of an app: made for somebody beforehand, and what the app would show at an instant."""

from datetime import datetime

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.contrib.auth import get_user_model


def new_secret() -> str:
    """A secret that an app shares with the house."""
    return str(generate_totp_secret())


def shown_now(secret: str, *, at: datetime) -> str:
    """The code that an app with this secret shows at an instant."""
    return str(format_hotp_value(hotp_value(secret, int(at.timestamp()) // app_settings.TOTP_PERIOD)))


def give_app(username: str, secret: str) -> None:
    """A person has an app with this secret; one who has an app keeps it."""
    user = get_user_model().objects.get(username=username)
    if not Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.TOTP).exists():
        TOTP.activate(user, secret)
        RecoveryCodes.activate(user)
