"""Giving and revoking mandates."""

from datetime import date, datetime
from typing import get_args

from django.db import transaction

from clearway.core.facts.declaration import Regime
from clearway.platform.events import log
from clearway.registers.traders import events, models
from clearway.registers.traders.errors import (
    MandateDoubled,
    MandateToOneself,
    MandateWrongDays,
    NotAnAgent,
    PartyUnknown,
    RegimeUnknown,
)

#: The kinds of declaration for which an agent may be let act.
REGIMES: tuple[str, ...] = tuple(one for one in get_args(Regime) if one != "unknown")


@transaction.atomic
def give(
    trader: str,
    agent: str,
    *,
    regimes: tuple[str, ...],
    since: date,
    until: date | None,
    today: date,
    by: str,
    at: datetime,
) -> int:
    """A trader lets an agent act for it, from a day, until a day or until it is revoked."""
    if agent == trader:
        raise MandateToOneself
    # The trader's row is locked so that the same mandate is not given twice at once.
    models.Party.objects.select_for_update().get(id=trader)
    named = models.Party.objects.filter(id=agent, is_active=True).first()
    if named is None:
        raise PartyUnknown(party=agent)
    if "broker" not in named.roles:
        raise NotAnAgent(agent=agent)
    if not regimes or not set(regimes) <= set(REGIMES):
        raise RegimeUnknown
    if until is not None and until < max(since, today):
        raise MandateWrongDays(until=until.isoformat())
    open_ones = models.Mandate.objects.filter(trader_id=trader, agent_id=agent, revoked_on=None)
    if open_ones.exclude(until__lt=max(since, today)).exists():
        raise MandateDoubled(agent=agent)
    given = models.Mandate.objects.create(
        trader_id=trader, agent_id=agent, regimes=list(regimes), since=since, until=until
    )
    told = events.MandateGiven(
        mandate=given.id,
        trader=trader,
        agent=agent,
        regimes=regimes,
        since=since.isoformat(),
        until=until.isoformat() if until else "",
    )
    log.record(told, subject=f"party/{trader}", actor=by, at=at)
    return int(given.id)


@transaction.atomic
def revoke(mandate: int, *, of: str, today: date, by: str, at: datetime) -> None:
    """One of the two sides ends a mandate: it serves for nothing new, and today is its last day.

    A mandate that is over, or that is between others, is left as it is.
    """
    rows = models.Mandate.objects.select_for_update().filter(id=mandate, revoked_on=None)
    row = rows.filter(trader_id=of).first() or rows.filter(agent_id=of).first()
    if row is None or (row.until is not None and row.until < today):
        return
    row.until = max(today, row.since)
    row.revoked_on = today
    row.save(update_fields=["until", "revoked_on"])
    told = events.MandateRevoked(
        mandate=row.id, trader=row.trader_id, agent=row.agent_id, until=row.until.isoformat()
    )
    log.record(told, subject=f"party/{row.trader_id}", actor=by, at=at)
