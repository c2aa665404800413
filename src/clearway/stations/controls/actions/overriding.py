"""Deciding against a lane or a finding: one asks with a reason, another agrees."""

from datetime import datetime

from clearway.core.control import objection
from clearway.platform.identity.actor import Actor
from clearway.stations.controls import errors, events, models
from clearway.stations.controls.actions.asked import locked, must_be_in_charge, name_of, tell, worded
from clearway.stations.controls.actions.checking import lift_all
from clearway.stations.controls.contracts import AskOverride, DecideOverride, FileNow


def ask_override(order: AskOverride, file: FileNow, *, by: Actor, at: datetime) -> str | None:
    """Somebody asks that the check of a lane be dropped, or that a finding be set aside, and says why."""
    must_be_in_charge(file, by)
    reason = worded(order.reason, "The reason")
    if models.Override.objects.filter(declaration_id=file.id, decided_at__isnull=True).exists():
        raise errors.AlreadyDone(officer="-")
    hold = _finding(file) if order.against == "finding" else None
    control = _open(file) if order.against == "lane" else None
    if hold is None and control is None:
        raise errors.NoSuchThing()
    models.Override.objects.create(
        declaration_id=file.id,
        against=order.against,
        control=control,
        hold=hold,
        reason=reason,
        asked_by=name_of(by),
        asked_at=at,
    )
    tell(events.OverrideAsked(mrn=file.mrn, against=order.against), file, by=by, at=at)
    return None


def decide_override(order: DecideOverride, file: FileNow, *, by: Actor, at: datetime) -> str | None:
    """Another person agrees, and the check is dropped or the finding set aside; or declines, and all stays."""
    override = locked(models.Override.objects.all(), file, order.override)
    if override.decided_at is not None:
        raise errors.AlreadyDone(officer=override.decided_by)
    remark = worded(order.remark, "The reason")
    finder = models.Hold.objects.get(id=override.hold_id).placed_by if override.hold_id else ""
    if objection(asked_by=override.asked_by, agreed_by=name_of(by), found_by=finder, reason=remark):
        raise errors.FourEyesNeeded()
    override.outcome = "agreed" if order.agrees else "declined"
    override.remark, override.decided_by, override.decided_at = remark, name_of(by), at
    override.save(update_fields=["outcome", "remark", "decided_by", "decided_at"])
    event = events.OverrideDecided(
        mrn=file.mrn, against=override.against, outcome=override.outcome, asked_by=override.asked_by
    )
    tell(event, file, by=by, at=at)
    if order.agrees:
        _carry_out(override, file, by=by, at=at)
    return None


def _carry_out(override: models.Override, file: FileNow, *, by: Actor, at: datetime) -> None:
    if override.hold_id:
        holds = models.Hold.objects.filter(id=override.hold_id, lifted_at__isnull=True)
        lift_all(list(holds), file, because=override.reason, by=by, at=at)
        return
    control = models.Control.objects.select_for_update().get(id=override.control_id)
    if control.closed_at is None:
        control.result, control.closed_at, control.closed_by = "dropped", at, name_of(by)
        control.save(update_fields=["result", "closed_at", "closed_by"])
        told = events.ControlClosed(mrn=file.mrn, version=control.version, kind=control.kind, result="dropped")
        tell(told, file, by=by, at=at)


def _finding(file: FileNow) -> models.Hold | None:
    holds = models.Hold.objects.filter(declaration_id=file.id, kind="finding", lifted_at__isnull=True)
    return holds.order_by("id").first()


def _open(file: FileNow) -> models.Control | None:
    return models.Control.objects.filter(declaration_id=file.id, closed_at__isnull=True).order_by("id").first()
