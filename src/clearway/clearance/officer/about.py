"""What an act is about: the entry of the file that it closes, signs, lifts or decides, in words."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, Final

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from clearway.clearance.officer import words
from clearway.clearance.officer.facts import ground_title
from clearway.stations.controls.public import Case

#: What is asked to be set aside, as whoever asked chose it.
_AGAINST: Final = {
    "lane": noop("The check that the lane asks for"),
    "finding": noop("What a check has found"),
}

Rows = list[tuple[str, str]]


def about(act: str, case: Case, of: int, at: datetime) -> Rows:
    """What whoever decides must have before their eyes; nothing where an act is about the whole file."""
    return _ABOUT[act](case, of, at) if act in _ABOUT else []


def _inspection(case: Case, of: int, _at: datetime) -> Rows:
    one = _entry(case.inspections, of)
    if one is None:
        return []
    return [
        (_("What is to be looked at"), one.what),
        (_("Where"), f"{one.place} · {_moment(one.planned_at)}"),
        (_("How many packages"), str(one.packages)),
    ]


def _hold(case: Case, of: int, _at: datetime) -> Rows:
    one = _entry(case.holds, of)
    if one is None:
        return []
    return [(_(words.WORK[one.kind]), one.reason), (_("Placed"), f"{_moment(one.placed_at)} · {one.placed_by}")]


def _detention(case: Case, _of: int, at: datetime) -> Rows:
    standing = [one for one in case.notices if one.kind == "detention" and one.ended_at is None]
    return [row for one in standing for row in _notice(one, at)]


def _override(case: Case, of: int, _at: datetime) -> Rows:
    one = _entry(case.overrides, of)
    if one is None:
        return []
    return [
        (_("What is to be set aside"), _(_AGAINST.get(one.against, one.against))),
        (_("Why"), one.reason),
        (_("Asked for by"), f"{one.asked_by} · {_moment(one.asked_at)}"),
    ]


def _appeal(case: Case, of: int, at: datetime) -> Rows:
    one = _entry(case.appeals, of)
    if one is None:
        return []
    against = _entry(case.notices, one.notice)
    return [*(_notice(against, at) if against else ()), (_("Appeal"), one.grounds)]


def _control(case: Case, of: int, _at: datetime) -> Rows:
    one = _entry(case.controls, of)
    return [(_(words.WORK[one.kind]), one.officer)] if one else []


def _notice(one: Any, at: datetime) -> Rows:
    return [
        (_(words.WORK[one.kind]), one.reason),
        (_("Ground of law"), f"{ground_title(one.ground, at)} · {one.law}"),
        (_("Decided"), f"{_moment(one.at)} · {one.by}"),
    ]


def _entry(entries: Iterable[Any], number: int) -> Any:
    return next((one for one in entries if one.id == number), None)


def _moment(at: datetime) -> str:
    return f"{localtime(at):%Y-%m-%d %H:%M}"


_ABOUT: Final[dict[str, Callable[[Case, int, datetime], Rows]]] = {
    "record": _inspection,
    "lift": _hold,
    "let-go": _detention,
    "sign": _override,
    "decide-appeal": _appeal,
    "give-out": _control,
}
