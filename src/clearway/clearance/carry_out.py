"""Carrying out an act of an officer, or a trader's answer to one: under the file's lock, in one transaction.

It knows the order: the act first, then where the declaration stands because of it, then as far as it can go. What an
act needs and changes is the station's.
"""

from datetime import datetime
from typing import Final

from django.db import transaction

from clearway.clearance.proceed import proceed, stand
from clearway.platform.identity.actor import Actor
from clearway.stations.cargo import public as cargo
from clearway.stations.controls import public as controls
from clearway.stations.declarations import public as declarations
from clearway.stations.declarations.public import DeclarationFile
from clearway.stations.duties import public as duties
from clearway.stations.payments import public as payments
from clearway.stations.permits import public as permits

#: Whom a declaration waits for in a state that an act has put it in; elsewhere it goes on by itself.
_WAITS: Final = {"held": "officer", "refused": "", "validated": "officer", "assessed": "officer"}


@transaction.atomic
def carry_out(declaration: int, order: controls.Order, *, by: Actor, at: datetime) -> DeclarationFile:
    """Do one act on a file and take it on; ``controls.ControlError`` where the act cannot be done, and nothing is."""
    file = declarations.lock(declaration)
    now = controls.FileNow(file.id, file.mrn, file.version, file.office, file.state)
    state = controls.perform(order, now, by=by, at=at)
    if state is not None:
        stand(file, state=state, waits_for=_WAITS.get(state, "clearance"), at=at)
    if state == "refused":
        permits.give_back(file.id, file.mrn, at)
        cargo.forget(file.id)
        payments.cancel(file.id, at=at)
    elif state is not None and file.state == "refused":
        _owe_again(file, at=at)
    return proceed(declaration, at=at)


def _owe_again(file: DeclarationFile, *, at: datetime) -> None:
    assessment = duties.assessment_of(file.id, file.version)
    if assessment is not None:
        payments.restore(file.id, assessment, at=at)
