"""Checks of documents and goods: their results, and looking once more."""

from datetime import datetime

from clearway.platform.identity.actor import Actor
from clearway.stations.controls import errors, events, models
from clearway.stations.controls.actions.asked import locked, must_be_in_charge, name_of, tell, worded
from clearway.stations.controls.actions.assigning import open_control
from clearway.stations.controls.contracts import CheckAgain, CloseCheck, FileNow, Result


def close_check(order: CloseCheck, file: FileNow, *, by: Actor, at: datetime) -> str | None:
    """The documents of a declaration were checked; what is not conform keeps the goods until it is dealt with."""
    control = own_control(order.control, file, by)
    if control.kind != "documents":
        raise errors.NoSuchThing()
    if models.Query.objects.filter(declaration_id=file.id, answered_at__isnull=True).exists():
        raise errors.StillAsked()
    if models.Inspection.objects.filter(control=control, recorded_at__isnull=True).exists():
        raise errors.NotPossibleNow(mrn=file.mrn, state=file.state)
    close(control, file, result=order.result, found=order.found, by=by, at=at)
    return None


def check_again(order: CheckAgain, file: FileNow, *, by: Actor, at: datetime) -> str | None:
    """Documents or goods are looked at once more, by whoever the draw falls on."""
    must_be_in_charge(file, by)
    reason = worded(order.reason, "The reason")
    if models.Control.objects.filter(declaration_id=file.id, closed_at__isnull=True, kind=order.kind).exists():
        raise errors.NotPossibleNow(mrn=file.mrn, state=file.state)
    open_control(file, order.kind, reason=reason, by=by, at=at)
    return None


def own_control(number: int, file: FileNow, by: Actor) -> models.Control:
    """A check that is open and in the hands of who acts."""
    control = locked(models.Control.objects.all(), file, number)
    if control.closed_at is not None:
        raise errors.AlreadyDone(officer=control.closed_by or "-")
    if control.officer != name_of(by):
        raise errors.NotYours(officer=control.officer or "-")
    return control


def close(control: models.Control, file: FileNow, *, result: Result, found: str, by: Actor, at: datetime) -> None:
    """Write the result of a check. What is conform now lifts what an earlier check of the kind had found."""
    words = worded(found, "What was found") if result == "not conform" else found.strip()
    control.result, control.found, control.closed_at, control.closed_by = result, words, at, name_of(by)
    control.save(update_fields=["result", "found", "closed_at", "closed_by"])
    told = events.ControlClosed(mrn=file.mrn, version=control.version, kind=control.kind, result=result)
    tell(told, file, by=by, at=at)
    if result == "not conform":
        hold = models.Hold.objects.create(
            declaration_id=file.id,
            kind="finding",
            control=control,
            reason=words,
            placed_by=name_of(by),
            placed_at=at,
        )
        tell(events.HoldPlaced(mrn=file.mrn, hold=hold.id, kind="finding"), file, by=by, at=at)
        return
    earlier = models.Hold.objects.filter(declaration_id=file.id, kind="finding", control__kind=control.kind)
    lift_all(list(earlier.filter(lifted_at__isnull=True)), file, because="checked again", by=by, at=at)


def lift_all(holds: list[models.Hold], file: FileNow, *, because: str, by: Actor, at: datetime) -> None:
    """Holds keep the goods no more."""
    for hold in holds:
        hold.lifted_by, hold.lifted_at, hold.lifted_because = name_of(by), at, because
        hold.save(update_fields=["lifted_by", "lifted_at", "lifted_because"])
        tell(events.HoldLifted(mrn=file.mrn, hold=hold.id, kind=hold.kind), file, by=by, at=at)
