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

#: What a file waits for, by the stop that comes next.
WAITS = {
    "validated": noop("The check of what was declared"),
    "assessed": noop("A correction: what is owed cannot be worked out"),
    "targeted": noop("The choice of its lane"),
    "permitted": noop("The agreement of other agencies"),
    "paid": noop("Payment, or security"),
    "released": noop("Release of the goods"),
    "reviewed": noop("A review after release"),
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
#: A trader must act: it was refused, or it stopped because what is owed cannot be worked out.
_TRADERS_TURN = frozenset({"refused", "validated"})


class Stop(msgspec.Struct, frozen=True):
    """A stop of the picture of the route."""

    name: str
    question: str
    place: str


def needs_trader(file: DeclarationFile) -> bool:
    """Whether the next step is the trader's own."""
    return file.state in _TRADERS_TURN


def waits_for(file: DeclarationFile) -> str:
    """What has to happen next, in one sentence."""
    if file.state == "refused":
        return _("You: lodge it corrected, under a new reference")
    if file.state == "cancelled":
        return _("Nothing: it was withdrawn")
    return _(WAITS[_next(file.state)]) if _next(file.state) else _("Nothing: it is done")


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


def _next(state: str) -> str:
    """The stop after a state; nothing after the last, and after a detour the one it comes back to."""
    detour = next((one for one in DETOURS if one.name == state), None)
    if detour is not None:
        return detour.back_to or ""
    place = _NAMES.index(state) + 1
    return _NAMES[place] if place < len(_NAMES) else ""
