"""Going on: a file that waited is taken as far as it can go, under its lock, in one transaction.

Whoever changes what a file may wait for (a bank's payment, an officer's result, a permit, an arrival) calls this in
the same transaction. It knows the order of the stops and contains no rule.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

import msgspec
from django.db import transaction

from clearway.clearance.events import DeclarationAdvanced
from clearway.core.facts.declaration import Declaration
from clearway.core.journey import stops_after
from clearway.core.law.lawbook import Law
from clearway.core.release import gate
from clearway.core.settle import holders_of, means_of
from clearway.platform.events import log
from clearway.registers.lawbook import public as lawbook
from clearway.stations.cargo import public as cargo
from clearway.stations.controls import public as controls
from clearway.stations.declarations import public as declarations
from clearway.stations.declarations.public import DeclarationFile
from clearway.stations.duties import public as duties
from clearway.stations.payments import public as payments
from clearway.stations.permits import public as permits
from clearway.stations.release import public as release

#: A file that could go on by itself and has not done so after this long was left by a process that died.
LEFT_BEHIND = timedelta(seconds=30)
#: States from which a file goes on by itself; elsewhere somebody has taken it off the route.
ON_THE_WAY = frozenset({"targeted", "permitted", "paid"})


class Way(msgspec.Struct, frozen=True):
    """A locked file, what it declares, the law of its day, and the moment."""

    file: DeclarationFile
    facts: Declaration
    law: Law
    at: datetime


@transaction.atomic
def proceed(declaration: int, *, at: datetime) -> DeclarationFile:
    """Take a file from stop to stop until it must wait for somebody; asked again, nothing happens twice."""
    file = declarations.lock(declaration)
    if file.state not in ON_THE_WAY:
        return file
    facts = declarations.version_of(file.id, file.version).facts
    way = Way(file, facts, lawbook.current(at).on(file.day), at)
    reached, waits_for = file.state, ""
    for stop in stops_after(file.state):
        act = ACTS.get(stop.decision)
        if act is None:
            break
        waits_for = act(way)
        if waits_for:
            break
        reached = stop.name
    return stand(file, state=reached, waits_for=waits_for, at=at)


def stand(file: DeclarationFile, *, state: str, waits_for: str, at: datetime) -> DeclarationFile:
    """A locked file stands elsewhere from now on, and the log tells of it; told once."""
    if (state, waits_for) == (file.state, file.waits_for):
        return file
    event = DeclarationAdvanced(mrn=file.mrn, version=file.version, reached=state, waits_for=waits_for)
    log.record(event, subject=f"declaration/{file.mrn}", actor="clearway", at=at)
    return declarations.move(file, state=state, waits_for=waits_for)


def sweep(*, at: datetime, limit: int = 200) -> int:
    """Take on what a process that died left behind; says how many files were looked at."""
    could_go_on = declarations.recent(waits_for="clearance", limit=limit)
    left = [file for file in could_go_on if file.lodged_at < at - LEFT_BEHIND]
    for file in left:
        proceed(file.id, at=at)
    return len(left)


def _permit(way: Way) -> str:
    coverage = permits.cover(way.file.id, way.file.mrn, way.facts, way.law, way.at)
    return "" if coverage.is_covered else "permit"


def _settle(way: Way) -> str:
    assessment = duties.assessment_of(way.file.id, way.file.version)
    means = means_of(assessment, way.law) if assessment else "nothing"
    holders = holders_of(way.facts) if means == "deferment" else ()
    return "" if payments.settle(way.file.id, means, holders=holders, at=way.at) else "payment"


def _release(way: Way) -> str:
    of_cargo = cargo.hindrances(way.file.id, way.file.mrn, way.facts, way.law, way.at)
    waits_for = gate((*controls.hindrances(way.file.id), *of_cargo))
    if not waits_for:
        release.release(way.file.id, mrn=way.file.mrn, version=way.file.version, at=way.at)
        cargo.tell_released(way.file.id, way.file.mrn, way.facts, way.law, way.at)
    return waits_for


#: What is done at each stop behind the lane; each says whom the file must wait for, or nothing.
ACTS: dict[str, Callable[[Way], str]] = {"permit": _permit, "settle": _settle, "release": _release}
