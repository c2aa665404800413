"""What the register of traders says, as values."""

from datetime import date
from hashlib import sha256
from typing import Any

import msgspec

from clearway.core.facts.circumstances import Mandate, RegisteredParty
from clearway.platform.database import hot
from clearway.platform.identity.actor import Actor
from clearway.registers.traders import models

_KNOWN = """
SELECT
  (SELECT coalesce(json_agg(json_build_object(
      'id', id, 'name', name, 'country', country, 'roles', roles, 'authorisations', authorisations,
      'isActive', is_active, 'registeredOn', registered_on)), '[]')::text
   FROM traders_party WHERE id = ANY (%(ids)s)),
  (SELECT coalesce(json_agg(json_build_object(
      'trader', trader_id, 'agent', agent_id, 'regimes', regimes)), '[]')::text
   FROM traders_mandate
   WHERE trader_id = ANY (%(ids)s) AND agent_id = ANY (%(ids)s) AND since <= %(day)s
     AND (until IS NULL OR until >= %(day)s))
"""

_PARTIES: msgspec.json.Decoder[Any] = msgspec.json.Decoder(tuple[RegisteredParty, ...])
_MANDATES: msgspec.json.Decoder[Any] = msgspec.json.Decoder(tuple[Mandate, ...])


def known(ids: set[str], day: date) -> tuple[dict[str, RegisteredParty], tuple[Mandate, ...]]:
    """The register's entries of some parties, and the mandates among them, on a day; one round trip."""
    with hot.pool().connection() as connection:
        row = connection.execute(_KNOWN, {"ids": sorted(ids), "day": day}).fetchone()
    assert row is not None
    parties = _PARTIES.decode(row[0])
    return {party.id: party for party in parties}, _MANDATES.decode(row[1])


_CLIENT = """
SELECT application.client_id, client.party_id, token.scope
FROM oauth2_provider_accesstoken token
JOIN oauth2_provider_application application ON application.id = token.application_id
JOIN traders_machineclient client ON client.application_id = application.id
WHERE token.token_checksum = %(checksum)s AND token.expires > now()
"""


def bearer(token: str) -> Actor | None:
    """Who an access token stands for, while it is valid: its client, for the client's party, with its scopes."""
    checksum = sha256(token.encode("utf-8")).hexdigest()
    with hot.pool().connection() as connection:
        row = connection.execute(_CLIENT, {"checksum": checksum}).fetchone()
    if row is None:
        return None
    return Actor(name=f"client:{row[0]}", party=row[1], permissions=frozenset(row[2].split()))


def parties_of(user: int) -> tuple[tuple[str, str], ...]:
    """The parties a person acts for, and in which role."""
    return tuple(models.Member.objects.filter(user_id=user).order_by("party_id").values_list("party_id", "role"))
