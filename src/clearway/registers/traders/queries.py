"""What the register of traders says, as values."""

from datetime import date
from typing import Any

import msgspec

from clearway.core.facts.circumstances import Mandate, RegisteredParty
from clearway.platform.database import hot

_KNOWN = """
SELECT
  (SELECT coalesce(json_agg(json_build_object(
      'id', id, 'name', name, 'country', country, 'roles', roles, 'authorisations', authorisations,
      'isActive', is_active, 'registeredOn', registered_on)), '[]')::text
   FROM traders_party WHERE id = ANY (%(ids)s)),
  (SELECT coalesce(json_agg(json_build_object('trader', trader_id, 'agent', agent_id, 'regimes', regimes)), '[]')::text
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
