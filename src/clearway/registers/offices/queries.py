"""What the register of offices says, as values."""

from clearway.registers.offices import models


def offices_of(user: int) -> tuple[tuple[str, str], ...]:
    """The offices a person acts for, and in which role."""
    return tuple(models.Officer.objects.filter(user_id=user).order_by("office_id").values_list("office_id", "role"))


def present_officers(office: str) -> tuple[str, ...]:
    """The user names of those who can be given work in an office now."""
    rows = models.Officer.objects.filter(office_id=office, is_present=True, user__is_active=True)
    return tuple(rows.order_by("user__username").values_list("user__username", flat=True))


def title(office: str, language: str) -> str:
    """What an office is called in a language; its code where it is unknown."""
    titles = models.Office.objects.filter(code=office).values_list("titles", flat=True).first() or {}
    return str(titles.get(language) or titles.get("en") or office)
