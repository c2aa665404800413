"""Who acts for a party, and what a party asks of them."""

from datetime import datetime

from django.db import transaction

from clearway.platform.events import log
from clearway.platform.identity import invitations
from clearway.platform.identity.errors import RoleUnfit
from clearway.platform.identity.permissions import ROLES, roles_for
from clearway.registers.traders import events, models
from clearway.registers.traders.errors import LastManager, PartyUnknown

_MANAGING = [name for name, role in ROLES.items() if "party:manage" in role.permissions]


def invite(party: str, role: str, *, by: str, at: datetime) -> str:
    """Make a one-time link's secret for a person who shall act for the party."""
    entry = models.Party.objects.filter(id=party, is_active=True).first()
    if entry is None:
        raise PartyUnknown(party=party)
    _must_fit(entry, role)
    return invitations.invite(f"party/{party}", role, by=by, at=at)


@transaction.atomic
def join(party: str, user: int, username: str, *, role: str, at: datetime) -> None:
    """A person acts for a party from now on; one who does already gets the role."""
    models.Member.objects.update_or_create(user_id=user, party_id=party, defaults={"role": role})
    told = events.MemberJoined(party=party, username=username, role=role)
    log.record(told, subject=f"party/{party}", actor=f"user:{username}", at=at)


@transaction.atomic
def change_role(party: str, member: int, role: str, *, by: str, at: datetime) -> None:
    """A person acts in another role; the last who looks after the party keeps theirs."""
    _must_fit(models.Party.objects.select_for_update().get(id=party), role)
    row = models.Member.objects.select_related("user").filter(id=member, party_id=party).first()
    if row is None or row.role == role:
        return
    if role not in _MANAGING:
        _must_leave_somebody(row)
    row.role = role
    row.save(update_fields=["role"])
    told = events.MemberRoleChanged(party=party, username=row.user.username, role=role)
    log.record(told, subject=f"party/{party}", actor=by, at=at)


@transaction.atomic
def remove(party: str, member: int, *, by: str, at: datetime) -> None:
    """A person acts for the party no longer, from this moment."""
    models.Party.objects.select_for_update().get(id=party)
    row = models.Member.objects.select_related("user").filter(id=member, party_id=party).first()
    if row is None:
        return
    _must_leave_somebody(row)
    told = events.MemberRemoved(party=party, username=row.user.username)
    row.delete()
    log.record(told, subject=f"party/{party}", actor=by, at=at)


@transaction.atomic
def require_second_factor(party: str, *, is_required: bool, by: str, at: datetime) -> None:
    """A party asks its people for a second factor, or no longer."""
    changed = models.Party.objects.filter(id=party).exclude(requires_second_factor=is_required)
    if changed.update(requires_second_factor=is_required):
        told = events.SecondFactorAsked(party=party, is_required=is_required)
        log.record(told, subject=f"party/{party}", actor=by, at=at)


def _must_fit(entry: models.Party, role: str) -> None:
    given = roles_for(entry.roles)
    if role not in given:
        raise RoleUnfit(role=role, roles=", ".join(given))


def _must_leave_somebody(row: models.Member) -> None:
    if row.role not in _MANAGING:
        return
    others = models.Member.objects.filter(party_id=row.party_id, role__in=_MANAGING, user__is_active=True)
    if not others.exclude(id=row.id).exists():
        raise LastManager(username=row.user.username)
