"""Where holders are reached."""

from clearway.hub.exchange import models


def reach(holder: str, address: str) -> None:
    """A holder's system is reached at an address from now on."""
    models.HolderSystem.objects.update_or_create(holder=holder, defaults={"address": address})
