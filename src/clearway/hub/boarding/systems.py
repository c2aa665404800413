"""A holder's system comes aboard: its address is named, and it is tried."""

from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from django.db import transaction

from clearway.hub.boarding import errors, events
from clearway.hub.exchange import public as exchange
from clearway.hub.exchange.public import Probe
from clearway.platform.events import log
from clearway.platform.notifications import guard
from clearway.platform.notifications.guard import AddressRefused
from clearway.registers.lawbook import public as lawbook

#: What whoever runs the house may name besides: a schema of views, or a folder of tables.
OF_THE_OPERATOR: Final = ("postgresql", "file")


@transaction.atomic
def name_system(holder: str, address: str, *, by: str, at: datetime, is_operator: bool = False) -> None:
    """A holder's system is asked at an address from now on."""
    if holder not in lawbook.current(at).sharing.holders:
        raise errors.HolderUnknown(holder=holder, kind="")
    wanted = address.strip().rstrip("/")
    way = _way(wanted, is_operator=is_operator)
    exchange.reach(holder, wanted)
    log.record(events.SystemNamed(holder=holder, way=way), subject=f"organisation/{holder}", actor=by, at=at)


def try_system(holder: str, kind: str, key: str, *, by: str, at: datetime) -> Probe:
    """A holder's system is asked for a record made for trying; what the record says is not kept."""
    catalogue = lawbook.current(at).sharing
    known = catalogue.kinds.get(kind)
    if known is None or known.holder != holder or holder not in catalogue.holders:
        raise errors.HolderUnknown(holder=holder, kind=kind)
    if not key or not key.isprintable():
        raise errors.KeyMissing
    found = Probe.of(catalogue.holders[holder], known, key)
    told = events.SystemTried(holder=holder, kind=kind, outcome=found.outcome, millis=found.millis)
    log.record(told, subject=f"organisation/{holder}", actor=by, at=at)
    return found


def _way(address: str, *, is_operator: bool) -> str:
    try:
        way = urlsplit(address).scheme
        if not (is_operator and way in OF_THE_OPERATOR):
            guard.check_form(address, is_private_allowed=True)
    except (AddressRefused, ValueError):
        raise errors.AddressUnfit(address=address[:100]) from None
    return way
