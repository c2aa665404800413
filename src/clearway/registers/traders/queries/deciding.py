"""What decisions and the interface ask of the register of traders, each in one statement."""

from datetime import date
from hashlib import sha256
from typing import Any

import msgspec

from clearway.core.facts.circumstances import Mandate, RegisteredParty
from clearway.platform.database import hot
from clearway.platform.identity.actor import Actor

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
     AND (until IS NULL OR until >= %(day)s) AND (revoked_on IS NULL OR revoked_on > %(day)s))
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
SELECT application.client_id, client.party_id, client.office, client.is_sandbox,
  ARRAY(SELECT unnest(string_to_array(token.scope, ' ')) INTERSECT SELECT unnest(client.scopes))
FROM oauth2_provider_accesstoken token
JOIN oauth2_provider_application application ON application.id = token.application_id
JOIN traders_machineclient client ON client.application_id = application.id
LEFT JOIN traders_party party ON party.id = client.party_id
WHERE token.token_checksum = %(checksum)s AND token.expires > now()
  AND client.revoked_at IS NULL AND coalesce(party.is_active, client.office <> '')
"""


def bearer(token: str) -> Actor | None:
    """Who an access token stands for, while it is valid: its client, for the client's party or office.

    It may do what was asked for with the token, and of that only what the client may still do now.
    """
    checksum = sha256(token.encode("utf-8")).hexdigest()
    with hot.pool().connection() as connection:
        row = connection.execute(_CLIENT, {"checksum": checksum}).fetchone()
    if row is None:
        return None
    client, party, office, is_sandbox, scopes = row
    return Actor(
        name=f"client:{client}",
        party=party,
        permissions=frozenset(scopes),
        office=office or None,
        is_sandbox=is_sandbox,
    )
