"""The clocks of declarations, as offices and traders are shown them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from clearway.core.control import Clock, Pause, clock, office_hours
from clearway.core.control.clocks import Runner
from clearway.stations.controls import models
from clearway.stations.controls.contracts import Case
from clearway.stations.controls.queries.standards import law_at, standards


class Desk:
    """The standards and hours of a day, with which any number of clocks are read."""

    def __init__(self, at: datetime) -> None:
        """Read the law of the day once."""
        law = law_at(at)
        self.at = at
        self.standards = standards(law)
        self.hours = office_hours(law)

    def clock(
        self,
        step: str,
        runner: Runner,
        since: datetime,
        *,
        until: datetime | None = None,
        pauses: Sequence[Pause] = (),
    ) -> Iterable[Clock]:
        """The clock of a step, or none where the law sets no standard for it."""
        standard = self.standards.get(step)
        if standard is not None:
            yield clock(
                step,
                runner=runner,
                since=since,
                until=until,
                pauses=pauses,
                standard=standard,
                hours=self.hours,
                at=self.at,
            )


def clocks(desk: Desk, case: Case) -> tuple[Clock, ...]:
    """The clocks of a file, first to last of each kind; the office's stand still while the trader's runs."""
    pauses = [Pause(one.asked_at, one.answered_at) for one in case.questions]
    found: list[Clock] = []
    for control in case.controls:
        found += desk.clock(control.kind, "office", control.opened_at, until=control.closed_at, pauses=pauses)
    for question in case.questions:
        found += desk.clock("answer", "trader", question.asked_at, until=question.answered_at)
    for notice in case.notices:
        if notice.kind == "detention":
            found += desk.clock("detention", "office", notice.at, until=notice.ended_at, pauses=pauses)
    for appeal in case.appeals:
        found += desk.clock("appeal", "office", appeal.lodged_at, until=appeal.decided_at)
    return tuple(found)


def control_clocks(rows: Sequence[tuple[int, int, str, datetime]], *, at: datetime) -> Mapping[int, Clock]:
    """The office's running clocks of many rows (a number, declaration, step, since), by number; one statement.

    A step for which the law sets no standard has none.
    """
    desk = Desk(at)
    pauses: dict[int, list[Pause]] = {}
    asked = models.Query.objects.filter(declaration_id__in={row[1] for row in rows})
    for declaration, since, until in asked.values_list("declaration_id", "asked_at", "answered_at"):
        pauses.setdefault(declaration, []).append(Pause(since, until))
    found = {}
    for number, declaration, step, since in rows:
        still = () if step == "appeal" else pauses.get(declaration, ())
        for one in desk.clock(step, "office", since, pauses=still):
            found[number] = one
    return found
