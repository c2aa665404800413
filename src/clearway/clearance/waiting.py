"""Those who wait: whoever writes a permit or reports cargo lets the declarations go on that waited for it.

A station's own act comes first and is committed; only then is asked who waits, and each declaration goes on under its
own lock. Locks are thus taken declaration first, permit or cargo second, everywhere. What a process that died in
between has left, the worker takes on.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from clearway.clearance.proceed import proceed
from clearway.core.facts.declaration import Declaration
from clearway.core.permit import claims
from clearway.platform.calendar import day_in
from clearway.registers.lawbook import public as lawbook
from clearway.stations.cargo import public as cargo
from clearway.stations.declarations import public as declarations
from clearway.stations.permits import public as permits

#: The stop of the route from which a file goes on to its permits.
BEFORE_PERMITS = "targeted"
#: So many declarations go on while somebody waits for a page; the worker takes on the others.
AT_ONCE = 20
#: So many the worker takes on in one turn.
IN_A_TURN = 50


def ask_agencies(number: int, declaration: Declaration, *, at: datetime) -> None:
    """Hold a decided file's permits against its goods while it waits for others, so that nobody waits in turn.

    A declaration that names no permit costs nothing here.
    """
    book = lawbook.current(at)
    law = book.on(day_in(book.country.time_zone, at))
    if not claims(declaration, law):
        return
    with transaction.atomic():
        file = declarations.lock(number)
        if file.state == BEFORE_PERMITS:
            permits.cover(file.id, file.mrn, declaration, law, at)


def for_permit(number: str, *, at: datetime) -> None:
    """The declarations that wait for a permit go on as far as they can."""
    _go_on(permits.waiting_for(number)[:AT_ONCE], at)


def for_cargo(number: str, *, at: datetime) -> None:
    """The declarations that wait for cargo go on as far as they can."""
    _go_on(cargo.awaiting(number)[:AT_ONCE], at)


def sweep(*, at: datetime) -> bool:
    """Take on declarations that were not asked again when their permit or cargo came; whether more are waiting."""
    left = {*permits.left_waiting(at=at, limit=IN_A_TURN), *cargo.left_waiting(at=at, limit=IN_A_TURN)}
    _go_on(sorted(left), at)
    return len(left) >= IN_A_TURN


def _go_on(waiting: Iterable[int], at: datetime) -> None:
    for declaration in waiting:
        proceed(declaration, at=at)
