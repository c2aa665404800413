"""Work is given out: by chance, with a reason, and told."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from clearway.platform.events import log
from clearway.platform.identity.actor import Actor
from clearway.stations.controls import errors, events, models
from clearway.stations.controls.actions.asked import locked, name_of, tell, worded
from clearway.stations.controls.contracts import Assigned, FileNow, GiveOutAgain


@transaction.atomic
def assign(given: Sequence[Assigned], *, at: datetime) -> int:
    """Work goes into the hands that were drawn for it; what somebody else has given out meanwhile stays there."""
    done = 0
    for one in given:
        if _move(one, at):
            event = events.ControlAssigned(
                mrn=one.mrn, what=one.what, officer=one.officer, before=one.before, reason=one.reason
            )
            log.record(event, subject=f"declaration/{one.mrn}", actor="clearway", at=at)
            done += 1
    return done


def _move(one: Assigned, at: datetime) -> bool:
    """Whether the work was still where the draw found it."""
    if one.what == "appeal":
        appeals = models.Appeal.objects.filter(id=one.id, officer=one.before, decided_at__isnull=True)
        return bool(appeals.update(officer=one.officer, assigned_at=at))
    controls = models.Control.objects.filter(id=one.id, officer=one.before, closed_at__isnull=True)
    return bool(controls.update(officer=one.officer, assigned_at=at))


def give_out_again(order: GiveOutAgain, file: FileNow, *, by: Actor, at: datetime) -> str | None:
    """A check goes back to where it is drawn for; a supervisor says why, and not to whom."""
    reason = worded(order.reason, "The reason")
    control = locked(models.Control.objects.all(), file, order.control)
    if control.closed_at is not None:
        raise errors.AlreadyDone(officer=control.closed_by or "-")
    before, control.officer, control.assigned_at = control.officer, "", None
    control.save(update_fields=["officer", "assigned_at"])
    event = events.ControlAssigned(mrn=file.mrn, what="control", officer="", before=before, reason=reason)
    tell(event, file, by=by, at=at)
    return None


def open_control(file: FileNow, kind: str, *, reason: str, by: Actor, at: datetime) -> None:
    """A check is opened besides those that lodging has opened; it waits for a draw."""
    models.Control.objects.create(
        declaration_id=file.id, version=file.version, kind=kind, office=file.office, opened_at=at
    )
    tell(events.ControlOpened(mrn=file.mrn, version=file.version, kind=kind, reason=reason), file, by=by, at=at)


def ask_for_decision(file: FileNow, *, since: datetime, at: datetime) -> bool:
    """An officer is asked for by a file that nothing could be assessed for; asked again, nothing happens."""
    asked = {"version": file.version, "office": file.office, "opened_at": since}
    _, is_new = models.Control.objects.get_or_create(
        declaration_id=file.id, kind="decision", closed_at=None, defaults=asked
    )
    if is_new:
        event = events.ControlOpened(
            mrn=file.mrn, version=file.version, kind="decision", reason="nothing could be assessed"
        )
        log.record(event, subject=f"declaration/{file.mrn}", actor="clearway", at=at)
    return is_new


def close_open(file: FileNow, *, result: str, by: Actor, at: datetime, kind: str | None = None) -> None:
    """Open work of a kind, or all of it, ends because the file was decided otherwise; whoever decided has told it."""
    open_ = models.Control.objects.filter(declaration_id=file.id, closed_at__isnull=True)
    if kind is not None:
        open_ = open_.filter(kind=kind)
    open_.update(result=result, closed_at=at, closed_by=name_of(by))
