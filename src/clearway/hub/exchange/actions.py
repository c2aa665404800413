"""Where holders are reached."""

from clearway.hub.exchange import models


def reach(holder: str, address: str) -> None:
    """A holder's system is reached at an address from now on."""
    models.HolderSystem.objects.update_or_create(holder=holder, defaults={"address": address})


def address_of(holder: str) -> str:
    """Where a holder's system is reached; empty where this installation knows of none."""
    return models.HolderSystem.objects.filter(holder=holder).values_list("address", flat=True).first() or ""
