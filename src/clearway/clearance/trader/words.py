"""The words of the route, the lanes and the log, as a trader reads them."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

import msgspec
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from clearway.core.journey import DETOURS, ROUTE
from clearway.stations.declarations.public import DeclarationFile

STATES = {
    "lodged": noop("Lodged"),
    "validated": noop("Free of errors"),
    "assessed": noop("Amount worked out"),
    "targeted": noop("Checked by the rules"),
    "permitted": noop("Permits agreed"),
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
    "accepted": noop("Accepted; before release, what is owed is paid and every permit it needs is agreed"),
    "decided": noop("Decided; nobody needs to act before release"),
}

#: What an accepted file's lane has somebody do before release.
ACCEPTED = {
    "yellow": noop("Accepted; an officer looks at the documents before release"),
    "red": noop("Accepted; an officer looks at the goods before release"),
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
    "desk manager": noop("Desk manager: may look facts up, and sees what the organisation has looked up"),
    "data holder": noop("Data holder: decides who may ask for what the organisation holds"),
    "privacy officer": noop("Privacy officer: sees complaints and reviews, and may stop any agreement"),
    "data receiver": noop("Data receiver: may receive in bulk what agreements allow"),
    "consent desk": noop("Consent desk: asks persons for consents, keeps their records and wordings"),
    "citizen desk": noop("Citizen desk: writes down what citizens decide before it"),
    "usage desk": noop("Usage desk: tells people who used their data"),
    "watch official": noop("Official of the watch: checks what was found and says what was done"),
    "record keeper": noop("Record keeper: looks after the systems that deliver records to the watch"),
    "watch manager": noop("Manager of the watch: acts too, and sees what is late or has no owner"),
    "watch auditor": noop("Auditor of the watch: sees findings of the governments within, and proposes scenarios"),
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

#: At which stop a file waits, by whom it waits for: what somebody still has to do there is not behind it.
WAITS_AT = {
    "clearance": "",
    "officer": "targeted",
    "control": "targeted",
    "permit": "permitted",
    "payment": "paid",
    "arrival": "released",
}
#: What the picture says beside the stop that is waited for.
NOTES = {
    "clearance": noop("in a moment"),
    "officer": noop("waits for an officer"),
    "control": noop("waits for an officer"),
    "permit": noop("waits for another agency"),
    "payment": noop("waits for your payment"),
    "arrival": noop("waits for the goods"),
}


class Stop(msgspec.Struct, frozen=True):
    """A stop of the picture of the route, and what is said beside it."""

    name: str
    question: str
    place: str
    note: str = ""


def route(
    file: DeclarationFile,
    reached: str,
    *,
    not_needed: frozenset[str] = frozenset(),
    notes: Mapping[str, str] = MappingProxyType(NOTES),
) -> tuple[Stop, ...]:
    """The way through the house: behind, waited for, ahead, or not needed; a file off the route goes no further."""
    ends = any(detour.name == file.state and detour.back_to is None for detour in DETOURS)
    waits = "officer" if file.state == "held" else file.waits_for
    here = _NAMES.index(reached)
    awaited = -1 if ends or not waits else _NAMES.index(WAITS_AT[waits] or _NAMES[min(here + 1, len(_NAMES) - 1)])
    places = [
        _place(number, here, awaited, ends=ends, is_needed=stop.name not in not_needed)
        for number, stop in enumerate(ROUTE)
    ]
    said = {"next": notes.get(waits, ""), "skipped": noop("not needed")}
    return tuple(
        Stop(_(STATES[stop.name]), _(stop.question), place, _(said[place]) if said.get(place) else "")
        for stop, place in zip(ROUTE, places, strict=True)
    )


def awaited(stops: Iterable[Stop]) -> Stop | None:
    """The stop that is waited for, if any is."""
    return next((one for one in stops if one.place == "next"), None)


def _place(number: int, here: int, awaited: int, *, ends: bool, is_needed: bool) -> str:
    if number == awaited:
        return "next"
    if ends and number > here:
        return "stopped" if number == here + 1 else "never"
    if not is_needed:
        return "skipped"
    return "behind" if number <= here else "ahead"
