"""Holds: goods are kept from leaving, and let go."""

from datetime import datetime

from clearway.platform.identity.actor import Actor
from clearway.stations.controls import errors, events, models
from clearway.stations.controls.actions.asked import locked, must_be_in_charge, name_of, tell, worded
from clearway.stations.controls.actions.checking import lift_all
from clearway.stations.controls.contracts import FileNow, LiftHold, PlaceHold


def place_hold(order: PlaceHold, file: FileNow, *, by: Actor, at: datetime) -> str | None:
    """Goods are kept from leaving; the rest of the route goes on."""
    must_be_in_charge(file, by)
    hold = models.Hold.objects.create(
        declaration_id=file.id,
        kind="hold",
        reason=worded(order.reason, "The reason"),
        placed_by=name_of(by),
        placed_at=at,
    )
    tell(events.HoldPlaced(mrn=file.mrn, hold=hold.id, kind="hold"), file, by=by, at=at)
    return None


def lift_hold(order: LiftHold, file: FileNow, *, by: Actor, at: datetime) -> str | None:
    """Who placed a hold lifts it, or a supervisor does; what a check has found is not lifted like this."""
    reason = worded(order.reason, "The reason")
    hold = locked(models.Hold.objects.all(), file, order.hold)
    if hold.lifted_at is not None:
        raise errors.AlreadyDone(officer=hold.lifted_by)
    if hold.kind != "hold":
        raise errors.NotPossibleNow(mrn=file.mrn, state=file.state)
    if hold.placed_by != name_of(by) and not by.may("files:override"):
        raise errors.NotYours(officer=hold.placed_by)
    lift_all([hold], file, because=reason, by=by, at=at)
    return None
