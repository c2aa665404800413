"""How the register of offices changes."""

import csv
from datetime import datetime
from pathlib import Path

from django.contrib.auth import get_user_model
from django.db import transaction

from clearway.platform.events import log
from clearway.platform.identity import invitations
from clearway.platform.identity.errors import RoleUnfit
from clearway.platform.identity.permissions import ROLES_OF_OFFICES
from clearway.registers.offices import events, models


@transaction.atomic
def load_offices(folder: Path) -> int:
    """Take a pack's offices, agencies, holders and governments into the register; returns how many it names."""
    tables = (("offices.csv", "customs"), ("agencies.csv", "agency"), ("sharing/holders.csv", "agency"),
              ("watch/tenants.csv", "government"))  # fmt: skip
    rows = [row for name, kind in tables for row in _offices(folder / name, kind)]
    models.Office.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["code"], update_fields=["titles", "is_active"]
    )
    return len(rows)


@transaction.atomic
def add_officer(office: str, username: str, password: str, *, role: str) -> None:
    """A person may sign in and act for an office; one that is known is left as it is."""
    user, is_new = get_user_model().objects.get_or_create(username=username)
    if is_new:
        user.set_password(password)
        user.save(update_fields=["password"])
    models.Officer.objects.get_or_create(user=user, office_id=office, defaults={"role": role})


@transaction.atomic
def add_office(code: str, *, kind: str, titles: dict[str, str], by: str, at: datetime) -> None:
    """An office that no pack names, such as an agency's desk; one that is known is left as it is."""
    _, is_new = models.Office.objects.get_or_create(code=code, defaults={"kind": kind, "titles": titles})
    if is_new:
        log.record(events.OfficeAdded(office=code, kind=kind), subject=f"office/{code}", actor=by, at=at)


def invite(office: str, role: str, *, by: str, at: datetime) -> str:
    """Make a one-time link's secret for a person who shall work for the office."""
    _must_fit(office, role)
    return invitations.invite(f"office/{office}", role, by=by, at=at)


@transaction.atomic
def join(office: str, user: int, username: str, *, role: str, at: datetime) -> None:
    """A person works for an office from now on; one who does already gets the role."""
    models.Officer.objects.update_or_create(user_id=user, office_id=office, defaults={"role": role})
    _tell(events.OfficerJoined(office=office, username=username, role=role), f"user:{username}", at)


@transaction.atomic
def change_role(office: str, officer: int, role: str, *, by: str, at: datetime) -> None:
    """A person works in another role."""
    _must_fit(office, role)
    row = _own(office, officer)
    if row is not None and row.role != role:
        row.role = role
        row.save(update_fields=["role"])
        _tell(events.OfficerRoleChanged(office=office, username=row.user.username, role=role), by, at)


@transaction.atomic
def set_presence(office: str, officer: int, *, is_present: bool, by: str, at: datetime) -> None:
    """A person can be given work, or for a while not; what they have stays theirs."""
    row = _own(office, officer)
    if row is not None and row.is_present != is_present:
        row.is_present = is_present
        row.save(update_fields=["is_present"])
        _tell(events.OfficerPresence(office=office, username=row.user.username, is_present=is_present), by, at)


@transaction.atomic
def remove(office: str, officer: int, *, by: str, at: datetime) -> None:
    """A person works for the office no longer, from this moment."""
    row = _own(office, officer)
    if row is not None:
        row.delete()
        _tell(events.OfficerRemoved(office=office, username=row.user.username), by, at)


Told = events.OfficerJoined | events.OfficerRoleChanged | events.OfficerPresence | events.OfficerRemoved


def _tell(told: Told, by: str, at: datetime) -> None:
    log.record(told, subject=f"office/{told.office}", actor=by, at=at)


def _own(office: str, officer: int) -> models.Officer | None:
    rows = models.Officer.objects.select_for_update(of=("self",)).select_related("user")
    return rows.filter(id=officer, office_id=office).first()


def _must_fit(office: str, role: str) -> None:
    kind = models.Office.objects.filter(code=office, is_active=True).values_list("kind", flat=True).first()
    given = ROLES_OF_OFFICES.get(kind or "", ())
    if role not in given:
        raise RoleUnfit(role=role, roles=", ".join(given) or "-")


def _offices(path: Path, kind: str) -> list[models.Office]:
    """The offices of a table; a pack may have no agencies."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            models.Office(code=row["code"], kind=kind, titles=_titles(row), is_active=not row.get("until"))
            for row in csv.DictReader(lines)
        ]


def _titles(row: dict[str, str]) -> dict[str, str]:
    return {name.removeprefix("title_"): text for name, text in row.items() if name.startswith("title_")}
