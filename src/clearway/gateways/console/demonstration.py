"""The demonstration: people who can sign in, a machine client, and a few declarations, all invented.

Passwords are made at the first start and kept in the data folder; none stands in the code.
"""

import secrets
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from django.conf import settings

from clearway.clearance import conductor, writer
from clearway.gateways.console import outside, people
from clearway.gateways.messages.receive import receive
from clearway.platform.calendar import now
from clearway.platform.identity.actor import Actor
from clearway.registers.traders import public as traders

#: The pack is the law of the demonstration country from its beginning.
LAW_SINCE = datetime(2020, 1, 1, tzinfo=UTC)


class Demonstration(msgspec.Struct):
    """Who takes part: the parties are in the pack's register; ``own`` are files the trader lodges himself."""

    trader: str
    broker: str
    own: tuple[str, ...] = ()


class Logins(msgspec.Struct):
    """What is needed to come in, as kept in the data folder."""

    trader_password: str
    broker_password: str
    client_id: str
    client_secret: str


def set_up() -> list[str]:
    """Make the demonstration's people and lodge its declarations, once; says how to come in."""
    folder = Path(settings.CLEARWAY_PACK) / "demonstration"
    parties = msgspec.toml.decode((folder / "parties.toml").read_bytes(), type=Demonstration)
    logins = _logins(Path(settings.CLEARWAY_VAR) / "demonstration.json")
    traders.add_member(parties.trader, "trader", logins.trader_password, role="owner")
    traders.add_member(parties.broker, "broker", logins.broker_password, role="declarant")
    traders.add_machine_client(parties.broker, logins.client_id, logins.client_secret)
    outside.set_up(folder, Path(settings.CLEARWAY_VAR), at=now())
    for party, is_own in ((parties.trader, True), (parties.broker, False)):
        actor = Actor(name="demonstration", party=party, permissions=frozenset({"declarations:write"}))
        paths = [path for path in sorted(folder.glob("*.json")) if (path.stem in parties.own) is is_own]
        conductor.lodge_many([receive(path.read_bytes()).submitted for path in paths], by=actor)
    writer.close()
    return [
        *people.set_up(folder, Path(settings.CLEARWAY_VAR)),
        f"sign in as trader with {logins.trader_password}",
        f"sign in as broker with {logins.broker_password}",
        f"API client {logins.client_id} with secret {logins.client_secret}",
    ]


def _logins(path: Path) -> Logins:
    if path.exists():
        return msgspec.json.decode(path.read_bytes(), type=Logins)
    made = Logins(
        trader_password=secrets.token_urlsafe(12),
        broker_password=secrets.token_urlsafe(12),
        client_id="demonstration",
        client_secret=secrets.token_urlsafe(24),
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_bytes(msgspec.json.encode(made))
    return made
