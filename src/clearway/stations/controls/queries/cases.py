"""Everything officers have done about a declaration, for its office; and what of it its trader may read."""

from datetime import datetime
from typing import Any, TypeVar

import msgspec
from django.db.models import Model, QuerySet

from clearway.stations.controls import contracts, models
from clearway.stations.controls.queries.clocks import Desk, clocks
from clearway.stations.controls.queries.standards import last_day_of_appeal, may_be_appealed

Seen = TypeVar("Seen", bound=msgspec.Struct)


def case_of(declaration: int, *, at: datetime) -> contracts.Case:
    """The whole work on a declaration, with its clocks, for officers."""
    of_it = {"declaration_id": declaration}
    controls = list(models.Control.objects.filter(**of_it).order_by("id"))
    queries = list(models.Query.objects.filter(**of_it).order_by("id"))
    notices = list(models.Notice.objects.filter(**of_it).order_by("id"))
    appeals = list(models.Appeal.objects.filter(**of_it).order_by("id"))
    return contracts.Case(
        controls=_all(controls, contracts.ControlSeen),
        inspections=_inspections(declaration),
        questions=_all(queries, contracts.QuestionSeen),
        holds=_all(models.Hold.objects.filter(**of_it).order_by("id"), contracts.HoldSeen),
        notices=_all(notices, contracts.NoticeSeen),
        overrides=_all(models.Override.objects.filter(**of_it).order_by("id"), contracts.OverrideSeen),
        appeals=_all(appeals, contracts.AppealSeen),
        clocks=clocks(
            Desk(at),
            controls=controls,
            queries=queries,
            notices=[one for one in notices if one.kind == "detention"],
            appeals=appeals,
        ),
    )


def told(declaration: int, *, at: datetime) -> contracts.Told:
    """What the trader may read of the office's work: questions, notices, inspections; no reasons, no names."""
    of_it = {"declaration_id": declaration}
    appeals = {one.notice_id: one for one in models.Appeal.objects.filter(**of_it)}
    notices = models.Notice.objects.filter(**of_it).order_by("id")
    inspections = models.Inspection.objects.filter(control__declaration_id=declaration).order_by("id")
    return contracts.Told(
        questions=_all(models.Query.objects.filter(**of_it).order_by("id"), contracts.QuestionTold),
        notices=tuple(_notice(one, appeals.get(one.id), at) for one in notices),
        inspections=_all(inspections, contracts.InspectionTold),
    )


def awaiting_answer(declarations: list[int]) -> frozenset[int]:
    """Which of some declarations have a question that their trader has not answered."""
    open_ = models.Query.objects.filter(declaration_id__in=declarations, answered_at__isnull=True)
    return frozenset(open_.values_list("declaration_id", flat=True))


def picture(number: int) -> contracts.Picture | None:
    """A photograph and the declaration it belongs to; who may see it is asked by who shows it."""
    row = models.Photograph.objects.filter(id=number).values_list(
        "inspection__control__declaration_id", "media_type", "digest", "content"
    )
    found = row.first()
    return contracts.Picture(found[0], found[1], found[2], bytes(found[3])) if found else None


def _inspections(declaration: int) -> tuple[contracts.InspectionSeen, ...]:
    pictures: dict[int, list[int]] = {}
    taken = models.Photograph.objects.filter(inspection__control__declaration_id=declaration).order_by("id")
    for number, inspection in taken.values_list("id", "inspection_id"):
        pictures.setdefault(inspection, []).append(number)
    rows = models.Inspection.objects.filter(control__declaration_id=declaration).order_by("id")
    names = [name for name in contracts.InspectionSeen.__struct_fields__ if name not in {"control", "photographs"}]
    return tuple(
        contracts.InspectionSeen(
            **{name: getattr(row, name) for name in names},
            control=row.control_id,
            photographs=tuple(pictures.get(row.id, ())),
        )
        for row in rows
    )


def _notice(one: models.Notice, appeal: models.Appeal | None, at: datetime) -> contracts.NoticeTold:
    return contracts.NoticeTold(
        id=one.id,
        kind=one.kind,
        ground=one.ground,
        law=one.law,
        reason=one.reason,
        at=one.at,
        ended_at=one.ended_at,
        ended_because=one.ended_because if appeal else "",
        may_appeal=appeal is None and one.ended_at is None and may_be_appealed(one.at, at),
        appeal_until=last_day_of_appeal(one.at, at),
        appeal_grounds=appeal.grounds if appeal else "",
        appeal_lodged_at=appeal.lodged_at if appeal else None,
        appeal_outcome=appeal.outcome if appeal else "",
        appeal_reasons=appeal.reasons if appeal else "",
        appeal_decided_at=appeal.decided_at if appeal else None,
    )


def _all(rows: "QuerySet[Any] | list[Any]", kind: type[Seen]) -> tuple[Seen, ...]:
    """Rows as values; a key into another table is given as its number."""
    return tuple(kind(**{name: _field(row, name) for name in kind.__struct_fields__}) for row in rows)


def _field(row: Model, name: str) -> Any:
    return getattr(row, f"{name}_id") if hasattr(row, f"{name}_id") else getattr(row, name)
