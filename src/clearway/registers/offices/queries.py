"""What the register of offices says, as values."""

from django.db.models import Count, Q

from clearway.platform.identity.permissions import ROLES
from clearway.registers.offices import models
from clearway.registers.offices.contracts import OfficeEntry, OfficerEntry, Post


def offices_of(user: int) -> tuple[tuple[str, str], ...]:
    """The offices a person acts for, and in which role."""
    rows = models.Officer.objects.filter(user_id=user, office__is_active=True).order_by("office_id")
    return tuple(rows.values_list("office_id", "role"))


def posts_of(user: int) -> tuple[Post, ...]:
    """The offices a person acts for, in which role, and what they are called."""
    rows = models.Officer.objects.filter(user_id=user, office__is_active=True).order_by("office_id")
    return tuple(Post(*row) for row in rows.values_list("office_id", "role", "office__titles"))


def present_officers(office: str) -> tuple[str, ...]:
    """The user names of those who can be given work in an office now."""
    rows = models.Officer.objects.filter(office_id=office, is_present=True, user__is_active=True)
    return tuple(rows.order_by("user__username").values_list("user__username", flat=True))


def title(office: str, language: str) -> str:
    """What an office is called in a language; its code where it is unknown."""
    titles = models.Office.objects.filter(code=office).values_list("titles", flat=True).first() or {}
    return str(titles.get(language) or titles.get("en") or office)


def every_office() -> tuple[OfficeEntry, ...]:
    """Every office, with how many people work there and how many are present."""
    rows = models.Office.objects.order_by("kind", "code").annotate(
        people=Count("officers"), here=Count("officers", filter=Q(officers__is_present=True))
    )
    return tuple(OfficeEntry(row.code, row.kind, row.titles, row.is_active, row.people, row.here) for row in rows)


def office(code: str) -> OfficeEntry | None:
    """One office."""
    row = models.Office.objects.filter(code=code).first()
    return OfficeEntry(row.code, row.kind, row.titles, row.is_active) if row else None


def people_who_may(permission: str) -> frozenset[str]:
    """The user names of everybody in whatever office whose role has a permission."""
    roles = [role.name for role in ROLES.values() if permission in role.permissions]
    rows = models.Officer.objects.filter(role__in=roles, office__is_active=True, user__is_active=True)
    return frozenset(rows.values_list("user__username", flat=True))


def officers_of(code: str) -> tuple[OfficerEntry, ...]:
    """The people who work for an office."""
    rows = models.Officer.objects.filter(office_id=code, user__is_active=True).order_by("user__username")
    return tuple(OfficerEntry(*row) for row in rows.values_list("id", "user__username", "role", "is_present"))
