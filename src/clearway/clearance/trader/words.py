"""The words of the route, the lanes and the log, as a trader reads them."""

import msgspec
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from clearway.core.journey import DETOURS, ROUTE
from clearway.stations.declarations.public import DeclarationFile

STATES = {
    "lodged": noop("Lodged"),
    "validated": noop("Validated"),
    "assessed": noop("Assessed"),
    "targeted": noop("Targeted"),
    "permitted": noop("Permitted"),
    "paid": noop("Paid"),
    "released": noop("Released"),
    "reviewed": noop("Reviewed"),
    "refused": noop("Refused"),
    "held": noop("Held"),
    "cancelled": noop("Cancelled"),
}

LANES = {
    "green": noop("Green lane"),
    "blue": noop("Blue lane"),
    "yellow": noop("Yellow lane"),
    "red": noop("Red lane"),
}

LANES_MEAN = {
    "green": noop("Nothing is looked at before release."),
    "blue": noop("Nothing is looked at before release; your books may be looked at afterwards."),
    "yellow": noop("An officer looks at the documents before release."),
    "red": noop("An officer looks at the goods before release."),
}

OUTCOMES = {
    "refused": noop("Refused"),
    "accepted": noop("Accepted; somebody must act before release"),
    "decided": noop("Decided; nobody needs to act before release"),
}

SEVERITIES = {"reject": noop("Must be corrected"), "warn": noop("Warning"), "note": noop("Note")}

ROLES = {
    "owner": noop("Owner: may read, lodge and manage"),
    "declarant": noop("Declarant: may read and lodge"),
    "reader": noop("Reader: may read"),
    "manager": noop("Manager: may announce cargo and manage"),
    "operator": noop("Operator: may announce cargo"),
    "teller": noop("Bank: may tell of payments"),
    "permit officer": noop("Permit officer: may issue and change permits"),
    "loan clerk": noop("Loan clerk: may look facts up where they are held"),
    "licence clerk": noop("Licence clerk: may look facts up where they are held"),
    "welfare clerk": noop("Welfare clerk: may look facts up where they are held"),
    "customs clerk": noop("Customs clerk: may look facts up where they are held"),
    "usage desk": noop("Usage desk: tells people who used their data"),
    "officer": noop("Officer: may check and decide"),
    "supervisor": noop("Supervisor: may check, decide, and agree to overrides"),
    "administrator": noop("Administrator: keeps registers, law and the event log"),
}

PURPOSES = {"original": noop("As lodged"), "amendment": noop("Amended")}

EVENTS = {
    "declarations.lodged.v1": noop("Lodged"),
    "declarations.amended.v1": noop("Amended"),
    "declarations.cancelled.v1": noop("Cancelled"),
    "clearance.decided.v1": noop("Decided"),
}

_NAMES = [stop.name for stop in ROUTE]


class Stop(msgspec.Struct, frozen=True):
    """A stop of the picture of the route."""

    name: str
    question: str
    place: str


def route(file: DeclarationFile, reached: str) -> tuple[Stop, ...]:
    """The way through the house: behind, here, ahead; a file off the route goes no further."""
    here = _NAMES.index(reached)
    ends = any(detour.name == file.state and detour.back_to is None for detour in DETOURS)
    return tuple(
        Stop(_(STATES[stop.name]), _(stop.question), _place(number, here, ends=ends))
        for number, stop in enumerate(ROUTE)
    )


def _place(number: int, here: int, *, ends: bool) -> str:
    if number <= here:
        return "behind"
    if number == here + 1:
        return "stopped" if ends else "next"
    return "never" if ends else "ahead"
