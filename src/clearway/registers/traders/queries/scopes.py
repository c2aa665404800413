"""What a client may ask for with a token: machine clients their own scopes, partner sites who signed in."""

from typing import Any

from django.conf import settings
from oauth2_provider.scopes import BaseScopes

from clearway.registers.traders import models


class GrantedScopes(BaseScopes):  # type: ignore[misc] # The toolkit gives no types.
    """The scopes that were granted to each client, and none besides."""

    def get_all_scopes(self) -> dict[str, str]:
        """Every scope, and what it stands for."""
        return dict(settings.CLEARWAY_SCOPES)

    def get_available_scopes(self, application: Any = None, request: Any = None, *_: Any, **__: Any) -> list[str]:
        """What this client may ask for."""
        if application is None:
            return list(settings.CLEARWAY_SITE_SCOPES)
        client = models.MachineClient.objects.filter(application=application).first()
        if client is not None:
            return [] if client.revoked_at else list(client.scopes)
        return list(settings.CLEARWAY_SITE_SCOPES)

    def get_default_scopes(self, application: Any = None, request: Any = None, *args: Any, **more: Any) -> list[str]:
        """What a client gets that asks for nothing in particular."""
        return self.get_available_scopes(application, request, *args, **more)
