"""How the register of traders changes."""

import csv
from datetime import date
from pathlib import Path

from django.db import transaction

from clearway.registers.traders import models


@transaction.atomic
def load_register(folder: Path) -> int:
    """Take a pack's demonstration parties and mandates into the register; returns how many parties it names.

    A party that is already there is brought up to date, a mandate that is there is left as it is.
    """
    parties = [_party(row) for row in _rows(folder / "parties.csv")]
    models.Party.objects.bulk_create(
        parties,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["name", "country", "roles", "authorisations", "registered_on"],
    )
    given = set(models.Mandate.objects.values_list("trader_id", "agent_id", "since"))
    mandates = [_mandate(row) for row in _rows(folder / "mandates.csv")]
    models.Mandate.objects.bulk_create(
        one for one in mandates if (one.trader_id, one.agent_id, one.since) not in given
    )
    return len(parties)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _party(row: dict[str, str]) -> models.Party:
    return models.Party(
        id=row["id"],
        name=row["name"],
        country=row["country"],
        roles=row["roles"].split(),
        authorisations=row["authorisations"].split(),
        registered_on=date.fromisoformat(row["registered_on"]),
    )


def _mandate(row: dict[str, str]) -> models.Mandate:
    return models.Mandate(
        trader_id=row["trader"],
        agent_id=row["agent"],
        regimes=row["regimes"].split(),
        since=date.fromisoformat(row["since"]),
        until=date.fromisoformat(row["until"]) if row["until"] else None,
    )
