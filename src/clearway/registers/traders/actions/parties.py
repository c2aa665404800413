"""Entering parties into the register, and taking them out of business."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from clearway.platform.events import log
from clearway.platform.identity.errors import RoleUnfit
from clearway.platform.identity.permissions import ROLES_OF_PARTIES
from clearway.registers.traders import events, models
from clearway.registers.traders.errors import NumberTaken


@transaction.atomic
def register(
    number: str, name: str, *, country: str, roles: tuple[str, ...], today: date, by: str, at: datetime
) -> None:
    """A party is entered into the register from today."""
    if not roles or not set(roles) <= set(ROLES_OF_PARTIES):
        raise RoleUnfit(role=", ".join(roles) or "-", roles=", ".join(ROLES_OF_PARTIES))
    try:
        with transaction.atomic():
            models.Party.objects.create(id=number, name=name, country=country, roles=list(roles), registered_on=today)
    except IntegrityError:
        raise NumberTaken(party=number) from None
    told = events.PartyRegistered(party=number, roles=roles)
    log.record(told, subject=f"party/{number}", actor=by, at=at)


@transaction.atomic
def deactivate(number: str, *, by: str, at: datetime) -> None:
    """A party may do nothing more; what it did stays."""
    if models.Party.objects.filter(id=number, is_active=True).update(is_active=False):
        log.record(events.PartyDeactivated(party=number), subject=f"party/{number}", actor=by, at=at)


@transaction.atomic
def reactivate(number: str, *, by: str, at: datetime) -> None:
    """A party may act again."""
    if models.Party.objects.filter(id=number, is_active=False).update(is_active=True):
        log.record(events.PartyReactivated(party=number), subject=f"party/{number}", actor=by, at=at)
