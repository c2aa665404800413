"""Who reacts to what: every reader of the event log, and everything else the worker does in turn.

A reaction is an action beside an event's type. It is told of each event once, in order, and what it writes is
committed together with the reader's place in the log.
"""

from collections.abc import Callable
from datetime import datetime

from clearway.clearance import giving_out, waiting
from clearway.clearance.notices import reacting as notices
from clearway.clearance.statistics import heard
from clearway.clearance.statistics import reading as statistics
from clearway.config import watching
from clearway.gateways.watch.own import delivering as customs
from clearway.hub.agreements.public import files as agreements
from clearway.hub.boarding import public as boarding
from clearway.hub.consents.public import records as consents
from clearway.hub.disclosures import public as disclosures
from clearway.hub.distribution.public import clock as distribution
from clearway.hub.holding import public as holding
from clearway.hub.misuse import public as misuse
from clearway.hub.reviews import public as reviews
from clearway.hub.savings import public as savings
from clearway.platform.calendar import now
from clearway.platform.events import readers
from clearway.platform.events.errands import Errand, Work
from clearway.platform.events.readers import Reader
from clearway.platform.notifications import deadlines, ways
from clearway.platform.notifications.postman import Postman
from clearway.stations.drafts import public as drafts
from clearway.watch.intake import public as intake

#: Event type -> action, by reader. Readers do not wait for one another.
READERS: tuple[Reader, ...] = (
    statistics.READER,
    heard.READER,
    notices.READER,
    misuse.READER,
    savings.READER,
    reviews.READER,
    holding.READER,
    consents.READER,
    watching.CASES,
    customs.READER,
)

#: What else is done in turn, behind the readers.
ERRANDS: tuple[Errand, ...] = (
    heard.ERRAND,
    Errand("work is given to officers", lambda at: giving_out.assign_waiting(at=at) > 0),
    Errand("deadlines", lambda at: deadlines.wake(DEADLINES, at=at)),
    Errand("those who wait for permits and cargo", lambda at: waiting.sweep(at=at)),
    Errand("concealments that have ended", lambda at: disclosures.tell_ended(at=at) > 0),
    Errand("look-ups whose official may be family", misuse.compare),
    Errand("look-ups that no pattern looks back to", misuse.forget),
    Errand("copies of registers that may have changed", lambda at: distribution.look_when_due(at=at)),
    Errand("distributions whose time is over", lambda at: distribution.end_what_is_over(at=at)),
    Errand("copies that should be destroyed", lambda at: distribution.announce_overdue(at=at)),
    Errand("findings whose day has passed", watching.keep),
    customs.ERRAND,
    intake.ERRAND,
    Errand("forgotten drafts", lambda at: drafts.forget_expired(at=at) >= drafts.FORGOTTEN_AT_ONCE),
)

#: What is done when a deadline comes, by its kind.
DEADLINES: deadlines.Wakes = {agreements.ENDING: agreements.tell_ending, boarding.ENDING: boarding.tell_ending}


def _turn(verb: Callable[..., bool], reader: Reader) -> Callable[[datetime], bool]:
    return lambda at: verb(reader, at=at)


def work() -> Work:
    """Everything the worker is given to do."""
    reading = tuple(
        Errand(f"{verb.__name__} {reader.name}", _turn(verb, reader))
        for reader in READERS
        for verb in (readers.read, readers.retry)
    )
    return Work(
        (*reading, *ERRANDS),
        (
            Postman(ways.conversation, now).run,
            watching.watchman().run,
            watching.nightwatch().run,
            watching.examiner().run,
        ),
    )
