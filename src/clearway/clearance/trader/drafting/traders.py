"""For whom a party may declare: itself, and the firms that have given it a mandate."""

from datetime import date

from clearway.registers.traders.public import mandates, parties


def mandated(party: str, regime: str, day: date) -> tuple[tuple[str, str], ...]:
    """The numbers and names of those for whom a party may declare on a day, itself last where it is an agent."""
    held = {
        one.trader: one.trader_name
        for one in mandates.mandates_of(party)
        if one.agent == party and regime in one.regimes and one.is_live(day)
    }
    own = ((party, parties.party(party).name),)
    others = tuple(sorted(held.items(), key=lambda pair: pair[1].casefold()))
    return (*others, *own) if is_agent(party) else (*own, *others)


def is_alone(party: str, regime: str, day: date) -> bool:
    """Whether a party declares for nobody but itself."""
    return not is_agent(party) and len(mandated(party, regime, day)) == 1


def is_agent(party: str) -> bool:
    """Whether a party declares for others by trade."""
    return BROKER in parties.party(party).roles


BROKER = "broker"
