"""Taking a pack's register in, and the people and clients of a demonstration."""

import csv
from datetime import date
from pathlib import Path

from django.contrib.auth import get_user_model
from django.db import transaction
from oauth2_provider.models import Application

from clearway.platform.identity.permissions import scopes_for, scopes_for_office
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


@transaction.atomic
def add_member(party: str, username: str, password: str, *, role: str) -> None:
    """A person may sign in and act for a party; one that is known is left as it is."""
    user, is_new = get_user_model().objects.get_or_create(username=username)
    if is_new:
        user.set_password(password)
        user.save(update_fields=["password"])
    models.Member.objects.get_or_create(user=user, party_id=party, defaults={"role": role})


@transaction.atomic
def add_machine_client(
    party: str,
    client_id: str,
    secret: str,
    *,
    scopes: tuple[str, ...] | None = None,
    office: str = "",
    kind: str = "agency",
) -> None:
    """A party's software, or an office's, may ask for tokens with client credentials.

    One that is known is left as it is. Without scopes it may do whatever the party's software may ever do.
    """
    application, _ = Application.objects.get_or_create(
        client_id=client_id,
        defaults={
            "name": f"{party or office} software",
            "client_secret": secret,
            "client_type": Application.CLIENT_CONFIDENTIAL,
            "authorization_grant_type": Application.GRANT_CLIENT_CREDENTIALS,
        },
    )
    allowed = scopes_for_office(kind) if office else scopes_for(models.Party.objects.get(id=party).roles)
    defaults = {"party_id": party or None, "office": office, "name": client_id, "scopes": list(scopes or allowed)}
    models.MachineClient.objects.get_or_create(application=application, defaults=defaults)


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
