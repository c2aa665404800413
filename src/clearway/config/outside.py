"""The outside parties of the demonstration, as processes beside the house: who there is, and how each is started."""

import sys
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from clearway.config.environment import read
from clearway.platform import loopback

_HOME = "clearway.gateways.simulators"
#: With the portal at its usual place the outside parties are at theirs, so that other verbs find them.
USUAL_PORT = 8000
#: What the portal must know of the identity provider before it starts, where the operator has named no other.
OPENID = {
    "CLEARWAY_OPENID_CLIENT": "clearway",
    "CLEARWAY_OPENID_SECRET": "simulated",
    "CLEARWAY_OPENID_NAME": "Demoland identity",
    "CLEARWAY_OPENID_STRONG": "urn:demoland:high",
    "CLEARWAY_OPENID_PERSON": "person_number",
}


class Outsider(NamedTuple):
    """An outside party that can be simulated: where it listens, what it keeps itself in and drops into."""

    name: str
    title: str
    port: int | None = None
    kept: str = ""
    drops: str = ""


OUTSIDERS = (
    Outsider("openid", "Identity provider", 8704),
    Outsider("registers", "Registers", 8705, drops="registers"),
    Outsider("bank", "Bank", 8701, "bank.json"),
    Outsider("agency", "Agency", None, "simulated-agency.json"),
    Outsider("operator", "Operator", None, "simulated-operator.json"),
    Outsider("townhall", "Town hall", None, "simulated-townhall.json", drops="townhall"),
)


def present() -> tuple[Outsider, ...]:
    """Those that this installation brings, and that stand for nobody real."""
    found = (one for one in OUTSIDERS if _is_there("__main__") and _is_there(one.name))
    return tuple(one for one in found if one.name != "openid" or not read("CLEARWAY_OPENID_ISSUER"))


def command(one: Outsider, portal: int) -> list[str]:
    """How a party is started; one that listens says in its first line where."""
    options: list[str] = []
    if one.port is not None:
        options += ["--port", str(one.port if portal == USUAL_PORT and loopback.is_free(one.port) else 0)]
    if one.kept:
        options += ["--url", f"http://127.0.0.1:{portal}", "--account", str(Path(read("CLEARWAY_VAR")) / one.kept)]
    if one.drops:
        options += ["--drops", str(Path(read("CLEARWAY_VAR")) / one.drops), "--pack", read("CLEARWAY_PACK")]
    return [sys.executable, "-m", _HOME, one.name, *options]


def _is_there(module: str) -> bool:
    return find_spec(_HOME) is not None and find_spec(f"{_HOME}.{module}") is not None
