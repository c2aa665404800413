"""What a partner's site is told about a person who signed in."""

from typing import Any

from django.conf import settings
from oauth2_provider.oauth2_validators import OAuth2Validator

from clearway.registers.offices import public as offices
from clearway.registers.traders import public as traders


class PeopleClaims(OAuth2Validator):  # type: ignore[misc] # The toolkit gives no types.
    """Claims by scope: ``profile`` names the person, ``roles`` their parties and offices."""

    oidc_claim_scope = {  # noqa: RUF012 - the toolkit reads it as a table.
        "sub": "openid",
        "preferred_username": "profile",
        "locale": "profile",
        "parties": "roles",
        "offices": "roles",
    }

    def get_additional_claims(self, request: Any) -> dict[str, Any]:
        """Everything that may be told; what was not asked for is left out by the table above."""
        user = request.user
        return {
            "preferred_username": user.get_username(),
            "locale": user.language or settings.LANGUAGE_CODE,
            "parties": [{"party": one.party, "role": one.role} for one in traders.memberships_of(user.pk)],
            "offices": [{"office": office, "role": role} for office, role in offices.offices_of(user.pk)],
        }
