"""The edge of the exchange, opened for Granian: a process of its own that shares rules and log with the house."""

import gc
import os
import sys
from typing import TypeVar

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clearway.config.settings")
django.setup()

from clearway.config import freshness  # noqa: E402 - models may be imported once Django is set up.
from clearway.config.environment import VARIABLES, SettingMissing, read  # noqa: E402 - the same.
from clearway.gateways.xroad import evidence  # noqa: E402 - the same.
from clearway.gateways.xroad.call import GENERATIONS, STYLES, Manner  # noqa: E402 - the same.
from clearway.gateways.xroad.edge import Edge  # noqa: E402 - the same.
from clearway.gateways.xroad.front import LEAST, Fronted  # noqa: E402 - the same.
from clearway.gateways.xroad.recording import Recorded  # noqa: E402 - the same.
from clearway.platform.calendar import now  # noqa: E402 - the same.
from clearway.registers.lawbook import public as lawbook  # noqa: E402 - the same.

Choice = TypeVar("Choice")


def _chosen(name: str, table: dict[str, Choice]) -> Choice:
    if read(name) not in table:
        raise SettingMissing(f"{name} is {read(name)}; {' and '.join(table)} are known. {VARIABLES[name].sentence}")
    return table[read(name)]


_GENERATION = _chosen("CLEARWAY_XROAD_CODES", GENERATIONS)
_STYLE = _chosen("CLEARWAY_XROAD_STATUS", STYLES)


def manner() -> Manner:
    """The country is the instance, unless another name is set."""
    instance = read("CLEARWAY_XROAD_INSTANCE") or lawbook.current(now()).country.code
    return Manner(instance, _GENERATION, _STYLE)


freshness.keep()
evidence.seal_of_the_edge()
# Records are stored by a thread beside the loop: whoever waits for an answer takes the interpreter back soon.
sys.setswitchinterval(0.0005)
# What a call leaves behind goes by itself; looking for rings among all objects is needed seldom, and stops everybody.
gc.freeze()
gc.set_threshold(20_000, 20, 50)
_recorded = Recorded(
    Edge(manner),
    keep_days=int(read("CLEARWAY_XROAD_KEEP_DAYS")),
    keeps_bodies=read("CLEARWAY_XROAD_BODIES") == "1",
    server=read("CLEARWAY_XROAD_SERVER"),
)
_secret = read("CLEARWAY_XROAD_FRONT")
if _secret and len(_secret) < LEAST:
    raise SettingMissing(f"CLEARWAY_XROAD_FRONT has {LEAST} characters at least.")
application = Fronted(_recorded, _secret) if _secret else _recorded
