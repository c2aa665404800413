"""A denied request for bulk is on record, as a denied look-up is: who asked for what, and what was lacking."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from clearway.hub.distribution import events
from clearway.hub.distribution.judging import Wanted
from clearway.hub.exchange.public import Denied
from clearway.platform.events import log
from clearway.platform.identity.actor import Actor


@contextmanager
def on_record(wanted: Wanted, *, by: Actor, at: datetime) -> Iterator[None]:
    """What is denied within is recorded, outside of whatever was undone by it."""
    try:
        yield
    except Denied as denied:
        organisation, denials = by.party or by.office or "", denied.denials
        event = events.BulkDenied(
            kind=wanted.kind,
            organisation=organisation,
            article=wanted.article,
            names=tuple(sorted(wanted.names)),
            rule=denials[0].rule if denials else "",
            missing=tuple(one.code for one in denials),
        )
        log.record(event, subject=f"organisation/{organisation}", actor=by.name, at=at)
        raise
