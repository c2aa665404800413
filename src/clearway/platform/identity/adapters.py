"""How the sign-in library behaves in this house: no sign-up, its secrets sealed, its words ours."""

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as noop

from clearway.platform.calendar import now
from clearway.platform.identity.codes import new_secret
from clearway.platform.sealing import SealBroken, seal, unseal

logger = logging.getLogger(__name__)

#: What the secrets of second factors are sealed for.
_PURPOSE = "clearway second factors"

#: So many seconds after a proof of who one is, means of signing in may be changed without another.
FRESH_SECONDS = 600

_SAID = {
    "mfa/messages/totp_activated.txt": noop("The app is set up. From now on you are asked for its code."),
    "mfa/messages/totp_deactivated.txt": noop("The app is removed."),
    "mfa/messages/webauthn_added.txt": noop("The key is added."),
    "mfa/messages/webauthn_removed.txt": noop("The key is removed."),
    "mfa/messages/recovery_codes_generated.txt": noop("New recovery codes are made; the old ones work no longer."),
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth gives no types.
    """People are invited; nobody signs up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: a person comes in by an invitation."""
        return False

    def is_reauthentication_required(self, *, app: str, **_kwargs: Any) -> bool:
        """Whether who one is was proved too long ago to change how one signs in."""
        request = self.request
        records = get_authentication_records(request, request.user)
        return not records or now().timestamp() - records[-1]["at"] > FRESH_SECONDS

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Only what this house has words for is said."""
        said = message or (_(_SAID[message_template]) if message_template in _SAID else "")
        if said:
            messages.add_message(request, level, said, extra_tags=extra_tags)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc] # allauth gives no types.
    """Secrets of second factors are sealed before they are stored."""

    error_messages = {  # noqa: RUF012 - the library reads it as a table.
        "cannot_delete_authenticator": gettext_lazy("A second factor is needed for what you do here."),
        "cannot_generate_recovery_codes": gettext_lazy("Set up an app or a key first."),
        "incorrect_code": gettext_lazy("The code is wrong, or its time is over. Use the one that is shown now."),
        "unverified_email": gettext_lazy("Confirm your e-mail address first."),
    }

    def encrypt(self, text: str) -> str:
        """The text sealed with a key made from the installation's secret."""
        return seal(text, purpose=_PURPOSE)

    def decrypt(self, encrypted_text: str) -> str:
        """The text again; where the house's secret has changed since, one that no code fits."""
        try:
            return unseal(encrypted_text, purpose=_PURPOSE)
        except SealBroken:
            logger.warning("a second factor was sealed with another secret of the house; its owner needs a new one")
            return new_secret()
