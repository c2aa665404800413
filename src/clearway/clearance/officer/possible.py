"""Which acts a file offers to whom: what would be refused is not offered."""

from collections.abc import Iterator

import msgspec
from django.utils.translation import gettext as _

from clearway.clearance.acting import Acting
from clearway.clearance.officer import forms
from clearway.core.control import is_possible
from clearway.stations.controls.public import Case
from clearway.stations.declarations.public import DeclarationFile


class Offer(msgspec.Struct, frozen=True):
    """An act that can be done now, and the entry of the file it is about (0 for the whole file)."""

    name: str
    title: str
    of: int = 0
    is_main: bool = False
    is_grave: bool = False


def offers(file: DeclarationFile, case: Case, who: Acting, name: str) -> tuple[Offer, ...]:
    """What an officer can do with a file now: first what lies on their desk, then the rest."""
    found = [*_of_checks(file, case, name), *_of_decisions(file, case, who, name)]
    if is_in_charge(case, who, name):
        found += _of_file(file, case, name)
    found += _of_supervisors(file, case, who)
    return tuple(
        Offer(act, _(forms.BY_NAME[act].title), of, is_main, forms.BY_NAME[act].is_grave)
        for act, of, is_main in found
        if who.actor.may(forms.BY_NAME[act].permission)
    )


def is_in_charge(case: Case, who: Acting, name: str) -> bool:
    """Whether the file is in one's hands: by an open check, as a supervisor, or where nobody has it."""
    holders = {one.officer for one in case.controls if one.closed_at is None}
    return not holders or name in holders or who.actor.may("files:override")


_Found = Iterator[tuple[str, int, bool]]


def _of_checks(file: DeclarationFile, case: Case, name: str) -> _Found:
    if not is_possible("control", file.state):
        return
    ordered = {one.control: one.id for one in case.inspections if one.recorded_at is None}
    is_asked = any(one.answered_at is None for one in case.questions)
    for control in case.controls:
        if control.closed_at is not None or control.officer != name:
            continue
        if control.id in ordered:
            yield "record", ordered[control.id], True
            continue
        if control.kind == "documents" and not is_asked:
            yield "check", control.id, True
        yield "inspect", control.id, control.kind == "goods"


def _of_decisions(file: DeclarationFile, case: Case, who: Acting, name: str) -> _Found:
    for appeal in case.appeals:
        if appeal.decided_at is None and appeal.officer == name:
            yield "decide-appeal", appeal.id, True
    for override in case.overrides:
        if override.decided_at is None and override.asked_by != name:
            yield "sign", override.id, True
    yield from _of_what_keeps_the_goods(file, case, name, is_supervisor=who.actor.may("files:override"))


def _of_what_keeps_the_goods(file: DeclarationFile, case: Case, name: str, *, is_supervisor: bool) -> _Found:
    for hold in case.holds if is_possible("hold", file.state) else ():
        if hold.lifted_at is None and hold.kind == "hold" and (is_supervisor or hold.placed_by == name):
            yield "lift", hold.id, True
    for notice in case.notices if file.state == "held" else ():
        if notice.ended_at is None and (is_supervisor or notice.by == name):
            yield "let-go", 0, True


def _of_file(file: DeclarationFile, case: Case, name: str) -> _Found:
    if is_possible("ask", file.state):
        yield "ask", 0, _is_to_decide(case, name)
    if is_possible("hold", file.state):
        yield "hold", 0, False
    open_kinds = {one.kind for one in case.controls if one.closed_at is None}
    if is_possible("control", file.state) and len(open_kinds) < len(("documents", "goods")):
        yield "again", 0, False
    is_found = any(one.kind == "finding" and one.lifted_at is None for one in case.holds)
    is_waiting = any(one.decided_at is None for one in case.overrides)
    if is_possible("override", file.state) and (open_kinds or is_found) and not is_waiting:
        yield "override", 0, False
    if is_possible("detain", file.state):
        yield "detain", 0, False
    if is_possible("refuse", file.state):
        yield "refuse", 0, False


def _is_to_decide(case: Case, name: str) -> bool:
    """Whether one is to decide on a file that could not be assessed, and the trader has not been asked yet."""
    is_asked = any(one.answered_at is None for one in case.questions)
    is_theirs = any(one.kind == "decision" and one.closed_at is None and one.officer == name for one in case.controls)
    return is_theirs and not is_asked


def _of_supervisors(file: DeclarationFile, case: Case, who: Acting) -> _Found:
    for control in case.controls:
        if control.closed_at is None and control.officer:
            yield "give-out", control.id, False
