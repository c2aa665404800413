"""The officers' side: work is drawn for, documents and goods are checked, questions asked, decisions taken.

Officers act through the same acts as their pages do; the traders' answers and appeals go in beside them.
"""

import secrets
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Literal

from django.conf import settings

from clearway.clearance.carry_out import carry_out
from clearway.clearance.giving_out import assign_waiting
from clearway.gateways.console.morning.plan import Planned
from clearway.platform.calendar import now
from clearway.platform.identity.actor import Actor
from clearway.platform.identity.permissions import ROLES
from clearway.registers.offices import public as offices
from clearway.stations.controls import public as controls
from clearway.stations.declarations import public as declarations
from clearway.stations.declarations.public import DeclarationFile

Result = Literal["conform", "not conform"]

#: An appeal is decided by somebody who had no part in the decision.
FEWEST_OFFICERS = 2
#: The worker gives out work too: what changed hands in between is tried once more.
_TRIES = 2


def staff(codes: set[str], pack: Path) -> None:
    """Make sure that somebody works in each office; people made here cannot sign in, their passwords are not kept."""
    offices.load_offices(pack)
    for code in sorted(codes):
        for number in range(len(offices.present_officers(code)), FEWEST_OFFICERS):
            offices.add_officer(code, f"officer-{code}-{number + 1}", secrets.token_urlsafe(24), role="officer")
        if not any(name.startswith("supervisor") for name in offices.present_officers(code)):
            offices.add_officer(code, f"supervisor-{code}", secrets.token_urlsafe(24), role="supervisor")


def work(mrn: str, planned: Planned) -> str:
    """Do what an officer would about a declaration that waits for a control; says what was done, or nothing."""
    file = declarations.find(mrn)
    if file is None or planned.officer == "left":
        return ""
    said = ""
    for _ in range(_TRIES):
        assign_waiting(at=now(), office=file.office)
        try:
            return _WORK[planned.officer](file, planned)
        except controls.ControlError as error:
            said = f"not done: {error.code}"
    return said


def appeal(mrn: str, planned: Planned) -> str:
    """The trader appeals against a decision, and an officer of another desk decides."""
    file = declarations.find(mrn)
    if file is None:
        return ""
    open_ = [one for one in controls.case_of(file.id, at=now()).notices if one.ended_at is None]
    if not open_:
        return ""
    grounds = "The profiles were extruded in the country declared; the mill's records are with us and can be seen."
    _do(file, controls.LodgeAppeal(open_[0].id, grounds), _trader(planned))
    assign_waiting(at=now(), office=file.office)
    if planned.trader_does == "appeals late":
        return "appealed"
    lodged = controls.case_of(file.id, at=now()).appeals[-1]
    if not lodged.officer:
        return "appealed"
    reasons = "The records shown do not cover the lot declared."
    _do(file, controls.DecideAppeal(lodged.id, "rejected", reasons), _officer(file, lodged.officer))
    return "appealed, rejected"


def _conform(file: DeclarationFile, planned: Planned) -> str:
    return _check(file, "conform", "")


def _found(file: DeclarationFile, planned: Planned) -> str:
    """Something is found; the trader puts it right, and the goods are looked at once more."""
    said = _check(file, "not conform", "The motors deliver 500 W, not 250 W as declared.")
    seen = [one for one in controls.case_of(file.id, at=now()).controls if one.result == "not conform"]
    if not said or not seen:
        return said
    again = controls.CheckAgain("goods", "The motors were changed for those declared.")
    _do(file, again, _officer(file, seen[-1].closed_by))
    assign_waiting(at=now(), office=file.office)
    return f"{said}, then {_check(file, 'conform', '')}"


def _asked(file: DeclarationFile, planned: Planned) -> str:
    officer = _in_charge(file)
    if officer is None:
        return ""
    _do(file, controls.Ask("Which retailers are these for, and at which price are they sold to them?"), officer)
    for one in controls.case_of(file.id, at=now()).questions:
        if one.answered_at is None:
            answer = "For our own shops; the price list of the season is attached to the order."
            _do(file, controls.Answer(one.id, answer), _trader(planned))
    return "asked, answered, " + _check(file, "conform", "")


def _refused(file: DeclarationFile, planned: Planned) -> str:
    officer = _in_charge(file)
    if officer is None:
        return ""
    _do(file, controls.Refuse("R02", "The certificate of origin names another mill than the invoice."), officer)
    return "refused"


def _detained(file: DeclarationFile, planned: Planned) -> str:
    officer = _in_charge(file)
    if officer is None:
        return ""
    _do(file, controls.Detain("D02", "The trade mark on the boxes is registered for somebody else."), officer)
    return "detained"


def _questioned(file: DeclarationFile, planned: Planned) -> str:
    """The question stays with the trader when the morning ends."""
    return _begun(file, lambda _: controls.Ask("Is the fabric knitted or woven? Please name its weight."), "asked")


def _planned(file: DeclarationFile, planned: Planned) -> str:
    """The goods are opened tomorrow."""
    tomorrow = now() + timedelta(days=1)
    return _begun(
        file,
        lambda control: controls.OrderInspection(control, "Open every tenth box.", "Inspection hall 2", tomorrow, 4),
        "inspection ordered",
    )


def _held(file: DeclarationFile, planned: Planned) -> str:
    """The file may not go on, whatever else comes."""
    return _begun(file, lambda _: controls.PlaceHold("The port has called about a broken seal."), "held")


def _set_aside(file: DeclarationFile, planned: Planned) -> str:
    """The lane is to be set aside, and a supervisor has not signed yet."""
    reason = "The same goods of the same maker were opened twice this week; both were as declared."
    return _begun(file, lambda _: controls.AskOverride("lane", reason), "to be set aside")


def _begun(file: DeclarationFile, order: Callable[[int], controls.Order], said: str) -> str:
    """The officer in charge begins something that does not end this morning."""
    control, officer = _open(file), _in_charge(file)
    if control is None or officer is None:
        return ""
    _do(file, order(control), officer)
    return said


_WORK = {
    "conform": _conform,
    "found": _found,
    "asked": _asked,
    "refused": _refused,
    "detained": _detained,
    "questioned": _questioned,
    "planned": _planned,
    "held": _held,
    "set aside": _set_aside,
}


def _check(file: DeclarationFile, result: Result, found: str) -> str:
    """Close whatever check is open: documents at the desk, goods by an inspection."""
    said = ""
    for control in controls.case_of(file.id, at=now()).controls:
        if control.closed_at is not None or not control.officer:
            continue
        officer = _officer(file, control.officer)
        if control.kind == "documents":
            _do(file, controls.CloseCheck(control.id, result, found), officer)
        else:
            _inspect(file, control.id, result, found, officer)
        said = f"{control.kind} {result}"
    return said


def _inspect(file: DeclarationFile, control: int, result: Result, found: str, officer: Actor) -> None:
    soon = now() + timedelta(hours=1)
    _do(file, controls.OrderInspection(control, "Open and count.", "Inspection hall 2", soon, 3), officer)
    ordered = next(one for one in controls.case_of(file.id, at=now()).inspections if one.recorded_at is None)
    seen = found or "Goods are as declared; seals were whole."
    _do(file, controls.RecordInspection(ordered.id, result, seen, 3, _pictures()), officer)


def _in_charge(file: DeclarationFile) -> Actor | None:
    """The officer who has an open check of the file in hand."""
    for control in controls.case_of(file.id, at=now()).controls:
        if control.closed_at is None and control.officer:
            return _officer(file, control.officer)
    return None


def _pictures() -> tuple[bytes, ...]:
    """What the officer photographed, where the country's demonstration has a picture."""
    path = Path(settings.CLEARWAY_PACK) / "demonstration" / "carton.png"
    return (path.read_bytes(),) if path.exists() else ()


def _open(file: DeclarationFile) -> int | None:
    """The open check of the file that somebody has in hand."""
    of_file = controls.case_of(file.id, at=now()).controls
    return next((one.id for one in of_file if one.closed_at is None and one.officer), None)


def _do(file: DeclarationFile, order: controls.Order, by: Actor) -> None:
    carry_out(file.id, order, by=by, at=now())


def _officer(file: DeclarationFile, name: str) -> Actor:
    role = "supervisor" if name.startswith("supervisor") else "officer"
    return Actor(name=f"user:{name}", office=file.office, permissions=ROLES[role].permissions)


def _trader(planned: Planned) -> Actor:
    return Actor(name=f"client:morning-{planned.by}", party=planned.by, permissions=ROLES["declarant"].permissions)
