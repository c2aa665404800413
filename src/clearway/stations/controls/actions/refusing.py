"""Decisions against goods: detention and refusal, each with a ground of law and a notice, and their end."""

from datetime import datetime

from clearway.platform.identity.actor import Actor
from clearway.stations.controls import errors, events, models
from clearway.stations.controls.actions.asked import must_be_in_charge, name_of, tell, worded
from clearway.stations.controls.actions.assigning import close_open
from clearway.stations.controls.contracts import Detain, EndDetention, FileNow, Refuse
from clearway.stations.controls.queries import standards

#: Where a declaration goes on after a decision against it has ended; elsewhere it goes back to where it was.
_FROM_THE_LANE = frozenset({"targeted", "permitted", "paid"})


def detain(order: Detain, file: FileNow, *, by: Actor, at: datetime) -> str | None:
    """Goods are detained: the declaration leaves the route, and the trader is given the notice."""
    must_be_in_charge(file, by)
    notice = _notice("detention", order, file, by=by, at=at)
    event = events.GoodsDetained(mrn=file.mrn, notice=notice.id, ground=notice.ground, law=notice.law)
    tell(event, file, by=by, at=at)
    return "held"


def end_detention(order: EndDetention, file: FileNow, *, by: Actor, at: datetime) -> str | None:
    """Who detained goods lets them go, or a supervisor does; the declaration goes on."""
    reason = worded(order.reason, "The reason")
    notice = _in_force(file, "detention")
    if notice.by != name_of(by) and not by.may("files:override"):
        raise errors.NotYours(officer=notice.by)
    return end(notice, file, because=reason, by=by, at=at)


def refuse(order: Refuse, file: FileNow, *, by: Actor, at: datetime) -> str | None:
    """A declaration is refused for good; its open checks and questions end with it."""
    must_be_in_charge(file, by)
    detention = models.Notice.objects.filter(declaration_id=file.id, kind="detention", ended_at__isnull=True).first()
    was = detention.found_at if detention else file.state
    notice = _notice("refusal", order, file, by=by, at=at, found_at=was)
    if detention is not None:
        detention.ended_by, detention.ended_at, detention.ended_because = name_of(by), at, "refused"
        detention.save(update_fields=["ended_by", "ended_at", "ended_because"])
    close_open(file, result="refused", by=by, at=at)
    event = events.DeclarationRefused(mrn=file.mrn, notice=notice.id, ground=notice.ground, law=notice.law)
    tell(event, file, by=by, at=at)
    return "refused"


def end(notice: models.Notice, file: FileNow, *, because: str, by: Actor, at: datetime) -> str:
    """A decision against goods ends; says where the declaration goes on."""
    notice.ended_by, notice.ended_at, notice.ended_because = name_of(by), at, because
    notice.save(update_fields=["ended_by", "ended_at", "ended_because"])
    kind = events.DetentionEnded if notice.kind == "detention" else events.RefusalEnded
    tell(kind(mrn=file.mrn, notice=notice.id), file, by=by, at=at)
    return "targeted" if notice.found_at in _FROM_THE_LANE else notice.found_at


def _in_force(file: FileNow, kind: str) -> models.Notice:
    rows = models.Notice.objects.select_for_update().filter(declaration_id=file.id, kind=kind)
    notice = rows.filter(ended_at__isnull=True).first()
    if notice is None:
        raise errors.NoSuchThing()
    return notice


def _notice(
    kind: str, order: Detain | Refuse, file: FileNow, *, by: Actor, at: datetime, found_at: str = ""
) -> models.Notice:
    law = standards.grounds(kind, at).get(order.ground)
    if law is None:
        raise errors.GroundUnknown(ground=order.ground)
    return models.Notice.objects.create(
        declaration_id=file.id,
        kind=kind,
        ground=order.ground,
        law=law,
        reason=worded(order.reason, "The reason"),
        found_at=found_at or file.state,
        by=name_of(by),
        at=at,
    )
