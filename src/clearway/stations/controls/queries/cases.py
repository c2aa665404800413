"""Everything officers have done about a declaration, for its office; and what of it its trader may read."""

from datetime import datetime
from typing import Any, Final

import msgspec
from django.db import connection

from clearway.stations.controls import contracts, models
from clearway.stations.controls.queries.clocks import Desk, clocks
from clearway.stations.controls.queries.standards import last_day_of_appeal, may_be_appealed

#: The whole of a file in one statement; each part under the name of its value.
_CASE: Final = """
SELECT json_build_object(
    'controls', (SELECT coalesce(json_agg(c ORDER BY c.id), '[]') FROM controls_control c
                 WHERE c.declaration_id = %(declaration)s),
    'inspections', (SELECT coalesce(json_agg(i ORDER BY i.id), '[]') FROM (
                 SELECT i.*, i.control_id AS control,
                        ARRAY(SELECT p.id FROM controls_photograph p WHERE p.inspection_id = i.id ORDER BY p.id)
                        AS photographs
                 FROM controls_inspection i JOIN controls_control c ON c.id = i.control_id
                 WHERE c.declaration_id = %(declaration)s) i),
    'questions', (SELECT coalesce(json_agg(q ORDER BY q.id), '[]') FROM controls_query q
                 WHERE q.declaration_id = %(declaration)s),
    'holds', (SELECT coalesce(json_agg(h ORDER BY h.id), '[]') FROM (
                 SELECT h.*, h.control_id AS control FROM controls_hold h
                 WHERE h.declaration_id = %(declaration)s) h),
    'notices', (SELECT coalesce(json_agg(n ORDER BY n.id), '[]') FROM controls_notice n
                 WHERE n.declaration_id = %(declaration)s),
    'overrides', (SELECT coalesce(json_agg(o ORDER BY o.id), '[]') FROM controls_override o
                 WHERE o.declaration_id = %(declaration)s),
    'appeals', (SELECT coalesce(json_agg(a ORDER BY a.id), '[]') FROM (
                 SELECT a.*, a.notice_id AS notice FROM controls_appeal a
                 WHERE a.declaration_id = %(declaration)s) a)
)::text
"""
_READ: Any = msgspec.json.Decoder(contracts.Case)


def case_of(declaration: int, *, at: datetime) -> contracts.Case:
    """The whole work on a declaration, with its clocks, for officers."""
    case = _case(declaration)
    return msgspec.structs.replace(case, clocks=clocks(Desk(at), case))


def clocks_of(declaration: int, *, at: datetime) -> tuple[contracts.Clock, ...]:
    """Every clock of a declaration, whoever runs it; those that were stopped too."""
    return clocks(Desk(at), _case(declaration))


def told(declaration: int, *, at: datetime) -> contracts.Told:
    """What the trader may read of the office's work: questions, notices, inspections; no reasons, no names."""
    case = _case(declaration)
    appeals = {one.notice: one for one in case.appeals}
    return contracts.Told(
        questions=tuple(
            contracts.QuestionTold(one.id, one.question, one.asked_at, one.answer, one.answered_at)
            for one in case.questions
        ),
        notices=tuple(_notice(one, appeals.get(one.id), at) for one in case.notices),
        inspections=tuple(
            contracts.InspectionTold(one.what, one.place, one.planned_at, one.packages, one.result, one.recorded_at)
            for one in case.inspections
        ),
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


def _case(declaration: int) -> contracts.Case:
    with connection.cursor() as cursor:
        cursor.execute(_CASE, {"declaration": declaration})
        [text] = cursor.fetchone()
    found: contracts.Case = _READ.decode(text)
    return found


def _notice(one: contracts.NoticeSeen, appeal: contracts.AppealSeen | None, at: datetime) -> contracts.NoticeTold:
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
