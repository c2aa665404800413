"""Two people do the same at the same time: one wins, the other is told, and nothing happens twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from clearway.clearance.giving_out import assign_waiting
from clearway.platform.calendar import now
from clearway.platform.events import log
from clearway.stations.controls import public as controls
from clearway.stations.controls.errors import ControlError
from tests.clearance.officer.desk import actor, alone, case, control, do, person, red, stands, trader, yellow


def _together(*acts: Callable[[], object]) -> list[str]:
    """Each act in a thread of its own; the code of its error, or nothing."""
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> str:
        try:
            start.wait()
            act()
        except ControlError as error:
            return error.code
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(run, acts))


def _count(mrn: str, kind: str) -> int:
    return sum(event.type == kind for event in log.about(f"declaration/{mrn}"))


def test_a_check_is_closed_once() -> None:
    file = yellow()
    name = alone()
    assign_waiting(at=now())
    number = control(file)

    outcomes = _together(
        lambda: do(file, controls.CloseCheck(number, "conform"), by=actor(name)),
        lambda: do(file, controls.CloseCheck(number, "not conform", "No invoice"), by=actor(name)),
    )

    assert outcomes[0] == ""
    # Who comes second finds the check closed, or the goods gone.
    assert outcomes[1] in {"CTL-003", "CTL-004"}
    assert _count(file.mrn, "controls.closed.v1") == 1
    is_released = stands(file.mrn).state == "released"
    assert is_released == (case(file).controls[0].result == "conform")


def test_an_inspection_is_recorded_once() -> None:
    file = red()
    name = alone()
    assign_waiting(at=now())
    do(file, controls.OrderInspection(control(file), "All", "Berth 4", now(), 1), by=actor(name))
    number = case(file).inspections[0].id

    outcomes = _together(
        *[lambda: do(file, controls.RecordInspection(number, "not conform", "x", 1), by=actor(name))] * 3
    )

    assert outcomes == ["", "CTL-003", "CTL-003"]
    assert len(case(file).holds) == 1


def test_an_appeal_is_lodged_and_decided_once() -> None:
    file = yellow()
    name = alone()
    assign_waiting(at=now())
    do(file, controls.Refuse("R01", "x"), by=actor(name))
    notice = case(file).notices[0].id
    appealed = controls.LodgeAppeal(notice, "It came by post")
    by_trader = _together(*[lambda: do(file, appealed, by=trader())] * 2)
    other = person()
    assign_waiting(at=now())
    appeal = case(file).appeals[0].id

    decided = _together(
        lambda: do(file, controls.DecideAppeal(appeal, "upheld", "yes"), by=actor(other)),
        lambda: do(file, controls.DecideAppeal(appeal, "rejected", "no"), by=actor(other)),
    )

    assert by_trader == decided == ["", "CTL-003"]
    assert _count(file.mrn, "controls.appeal-decided.v1") == 1


def test_work_is_given_out_once_however_many_give_it_out() -> None:
    file = yellow()
    alone()
    person()

    _together(*[lambda: assign_waiting(at=now())] * 4)

    assert _count(file.mrn, "controls.assigned.v1") == 1


def test_two_second_signatures_are_one() -> None:
    file = yellow()
    name = alone()
    assign_waiting(at=now())
    do(file, controls.AskOverride("lane", "x"), by=actor(name))
    request = case(file).overrides[0].id

    agreed = controls.DecideOverride(request, True, "Seen")
    first, second = actor(person("supervisor"), "supervisor"), actor(person("supervisor"), "supervisor")

    outcomes = _together(lambda: do(file, agreed, by=first), lambda: do(file, agreed, by=second))

    assert outcomes == ["", "CTL-003"]
    assert stands(file.mrn).state == "released"
