"""How the register of offices changes."""

import csv
from pathlib import Path

from django.contrib.auth import get_user_model
from django.db import transaction

from clearway.registers.offices import models


@transaction.atomic
def load_offices(folder: Path) -> int:
    """Take a pack's customs offices and agencies into the register; returns how many it names."""
    rows = [*_offices(folder / "offices.csv", "customs"), *_offices(folder / "agencies.csv", "agency")]
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


def _offices(path: Path, kind: str) -> list[models.Office]:
    """The offices of a table; a pack may have no agencies."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            models.Office(code=row["code"], kind=kind, titles=_titles(row), is_active=not row["until"])
            for row in csv.DictReader(lines)
        ]


def _titles(row: dict[str, str]) -> dict[str, str]:
    return {name.removeprefix("title_"): text for name, text in row.items() if name.startswith("title_")}
