"""Appeals: lodged by the trader from the file, decided by an officer of another desk."""

from datetime import datetime

from clearway.core.control import is_possible
from clearway.core.control.deciding import Act
from clearway.platform.identity.actor import Actor
from clearway.stations.controls import errors, events, models
from clearway.stations.controls.actions import refusing
from clearway.stations.controls.actions.asked import locked, name_of, tell, worded
from clearway.stations.controls.actions.assigning import open_control
from clearway.stations.controls.actions.checking import lift_all
from clearway.stations.controls.contracts import DecideAppeal, FileNow, LodgeAppeal
from clearway.stations.controls.queries import standards

_ENDED_BY: dict[str, Act] = {"detention": "end detention", "refusal": "end refusal"}


def lodge_appeal(order: LodgeAppeal, file: FileNow, *, by: Actor, at: datetime) -> str | None:
    """The trader appeals against a decision, once, within the days of the law."""
    notice = locked(models.Notice.objects.all(), file, order.notice)
    earlier = models.Appeal.objects.filter(notice=notice).first()
    if earlier is not None:
        raise errors.AlreadyDone(officer=earlier.lodged_by)
    if not standards.may_be_appealed(notice.at, at):
        until = standards.last_day_of_appeal(notice.at, at)
        raise errors.AppealTooLate(day=until.isoformat() if until else "-")
    appeal = models.Appeal.objects.create(
        notice=notice,
        declaration_id=file.id,
        office=file.office,
        grounds=worded(order.grounds, "The grounds"),
        lodged_by=name_of(by),
        lodged_at=at,
    )
    tell(events.AppealLodged(mrn=file.mrn, appeal=appeal.id, against=notice.kind), file, by=by, at=at)
    return None


def decide_appeal(order: DecideAppeal, file: FileNow, *, by: Actor, at: datetime) -> str | None:
    """The officer it was given to decides; what is upheld ends the decision, and the declaration goes on."""
    appeal = locked(models.Appeal.objects.all(), file, order.appeal)
    if appeal.decided_at is not None:
        raise errors.AlreadyDone(officer=appeal.decided_by)
    notice = models.Notice.objects.select_for_update().get(id=appeal.notice_id)
    if appeal.officer != name_of(by) or notice.by == name_of(by):
        raise errors.NotYours(officer=appeal.officer or "-")
    reasons = worded(order.reasons, "The reasons")
    appeal.outcome, appeal.reasons = order.outcome, reasons
    appeal.decided_by, appeal.decided_at = name_of(by), at
    appeal.save(update_fields=["outcome", "reasons", "decided_by", "decided_at"])
    event = events.AppealDecided(mrn=file.mrn, appeal=appeal.id, against=notice.kind, outcome=order.outcome)
    tell(event, file, by=by, at=at)
    if order.outcome == "rejected" or notice.ended_at is not None:
        return None
    if not is_possible(_ENDED_BY[notice.kind], file.state):
        return None
    return _set_aside(notice, file, because=reasons, by=by, at=at)


def _set_aside(notice: models.Notice, file: FileNow, *, because: str, by: Actor, at: datetime) -> str:
    """The decision ends: what was found is judged anew, and a check that it cut short is taken up again."""
    findings = models.Hold.objects.filter(declaration_id=file.id, kind="finding", lifted_at__isnull=True)
    lift_all(list(findings), file, because=because, by=by, at=at)
    if notice.kind == "refusal":
        cut_short = models.Control.objects.filter(declaration_id=file.id, result="refused", closed_at=notice.at)
        for kind in sorted(set(cut_short.values_list("kind", flat=True))):
            open_control(file, kind, reason="the refusal was set aside", by=by, at=at)
    return refusing.end(notice, file, because=because, by=by, at=at)
