"""Files are given out by chance and load; nobody chooses, nobody judges what is theirs."""

from collections import Counter
from decimal import Decimal

import pytest

from clearway.clearance.giving_out import assign_waiting
from clearway.platform import numbering
from clearway.platform.calendar import now
from clearway.platform.events import log
from clearway.registers.traders import public as traders
from clearway.stations.controls import public as controls
from clearway.stations.controls.errors import NotYours
from clearway.stations.controls.public import desks
from tests.clearance.officer.desk import (
    OFFICE,
    PASSWORD,
    actor,
    alone,
    case,
    control,
    do,
    empty,
    person,
    trader,
    yellow,
)
from tests.conftest import BROKER


def test_a_file_waits_while_nobody_is_present() -> None:
    empty()
    file = yellow()

    assign_waiting(at=now(), office=OFFICE)

    assert case(file).controls[0].officer == ""


def test_a_file_is_given_out_once_and_says_why() -> None:
    file = yellow()
    name = alone()

    assert assign_waiting(at=now(), office=OFFICE) >= 1
    assert assign_waiting(at=now(), office=OFFICE) == 0

    told = [event for event in log.about(f"declaration/{file.mrn}") if event.type == "controls.assigned.v1"]
    assert [(one.facts["officer"], one.facts["reason"]) for one in told] == [(name, "drawn by chance and load")]


def test_work_is_shared_by_load(monkeypatch: pytest.MonkeyPatch) -> None:
    empty()
    files = [yellow() for _ in range(12)]
    names = {person(), person(), person()}
    draws = iter(Decimal(number * 37 % 100) / 100 for number in range(10_000))
    monkeypatch.setattr(numbering, "draw", lambda: next(draws))

    assign_waiting(at=now(), office=OFFICE)

    hands = Counter(case(file).controls[0].officer for file in files)
    assert set(hands) == names
    assert max(hands.values()) <= 8


def test_the_work_of_the_absent_is_drawn_anew() -> None:
    file = yellow()
    first = alone()
    assign_waiting(at=now(), office=OFFICE)
    second = alone()

    assign_waiting(at=now(), office=OFFICE)

    assert case(file).controls[0].officer == second
    told = [event for event in log.about(f"declaration/{file.mrn}") if event.type == "controls.assigned.v1"]
    assert told[-1].facts["reason"] == "the officer is away"
    with pytest.raises(NotYours):
        do(file, controls.CloseCheck(control(file), "conform"), by=actor(first))


def test_nobody_is_given_what_they_lodged() -> None:
    name = alone()
    file = yellow(by=trader(name))

    assign_waiting(at=now(), office=OFFICE)

    assert case(file).controls[0].officer == ""


def test_nobody_is_given_a_file_of_a_party_they_act_for() -> None:
    name = alone()
    traders.add_member(BROKER, name, PASSWORD, role="reader")
    file = yellow()

    assign_waiting(at=now(), office=OFFICE)

    assert case(file).controls[0].officer == ""


def test_a_supervisor_has_a_file_given_out_again_and_not_to_the_same_person() -> None:
    file = yellow()
    first = alone()
    assign_waiting(at=now(), office=OFFICE)
    second = person()

    again = controls.GiveOutAgain(control(file), "They know each other")
    do(file, again, by=actor("supervisor of the day", "supervisor"))
    assign_waiting(at=now(), office=OFFICE)

    assert case(file).controls[0].officer == second
    assert first != second


def test_what_somebody_closed_meanwhile_is_not_given_out() -> None:
    file = yellow()
    name = alone()
    number = control(file)
    assign_waiting(at=now(), office=OFFICE)
    do(file, controls.CloseCheck(number, "conform"), by=actor(name))

    given = desks.Assigned("control", number, file.mrn, name, person(), "too late")

    assert desks.assign([given], at=now()) == 0
