"""What officers decide against goods and in their favour, by how many, and what becomes of an appeal."""

import pytest

from clearway.clearance.giving_out import assign_waiting
from clearway.platform.calendar import now
from clearway.platform.identity.actor import Forbidden
from clearway.stations.controls import public as controls
from clearway.stations.controls.errors import (
    AlreadyDone,
    FourEyesNeeded,
    GroundUnknown,
    NotPossibleNow,
    NotYours,
)
from clearway.stations.declarations.public import DeclarationFile
from clearway.stations.payments import public as payments
from tests.clearance.officer.desk import (
    actor,
    case,
    control,
    do,
    in_hand,
    lodged,
    person,
    red,
    stands,
    trader,
    yellow,
)


def test_a_hold_keeps_goods_that_nothing_else_keeps() -> None:
    file = yellow()
    name = in_hand(file)
    do(file, controls.PlaceHold("A call from the port"), by=actor(name))

    waiting = do(file, controls.CloseCheck(control(file), "conform"), by=actor(name))
    with pytest.raises(NotYours):
        do(file, controls.LiftHold(case(file).holds[0].id, "x"), by=actor(person()))
    after = do(file, controls.LiftHold(case(file).holds[0].id, "Settled"), by=actor(name))

    assert (waiting.waits_for, after.state) == ("officer", "released")


def test_detained_goods_leave_the_route_and_come_back_to_it() -> None:
    file = yellow()
    name = in_hand(file)

    held = do(file, controls.Detain("D03", "A sample was taken"), by=actor(name))
    do(file, controls.CloseCheck(control(file), "conform"), by=actor(name))
    still = stands(file.mrn)
    after = do(file, controls.EndDetention("The laboratory found nothing"), by=actor(name))

    assert (held.state, held.waits_for, still.state, after.state) == ("held", "officer", "held", "released")
    [notice] = controls.told(file.id, at=now()).notices
    assert notice.law == "Customs Act 2018, s. 71(1)(c)"


def test_a_decision_against_the_goods_names_a_ground_of_its_own_law() -> None:
    file = yellow()
    name = in_hand(file)

    for order in (controls.Detain("R01", "x"), controls.Refuse("D01", "x"), controls.Refuse("", "x")):
        with pytest.raises(GroundUnknown):
            do(file, order, by=actor(name))


def test_what_is_refused_goes_no_further() -> None:
    file = yellow()
    name = in_hand(file)

    after = do(file, controls.Refuse("R01", "The invoice never came"), by=actor(name))

    assert (after.state, after.waits_for) == ("refused", "")
    assert case(file).controls[0].result == "refused"
    for order in (
        controls.Ask("x"),
        controls.PlaceHold("x"),
        controls.Refuse("R01", "x"),
        controls.Detain("D01", "x"),
    ):
        with pytest.raises(NotPossibleNow):
            do(file, order, by=actor(name))


def test_what_is_refused_owes_nothing_and_owes_again_once_the_refusal_is_set_aside() -> None:
    file = lodged("SAMPLES", "1-tableware")
    owed = _standing(file)
    name = in_hand(file)

    do(file, controls.Refuse("R01", "The invoice never came"), by=actor(name))
    refused = _standing(file)
    do(file, controls.LodgeAppeal(case(file).notices[0].id, "It came by post"), by=trader())
    judge = person()
    assign_waiting(at=now())
    do(file, controls.DecideAppeal(case(file).appeals[0].id, "upheld", "The post had it"), by=actor(judge))

    assert owed.left.amount > 0
    assert (refused.is_cancelled, refused.left.amount) == (True, 0)
    assert _standing(file).left == owed.left
    assert stands(file.mrn).state == "permitted", "it waits for its check and its money again"


def test_what_has_left_is_left_alone() -> None:
    file = yellow()
    name = in_hand(file)
    do(file, controls.CloseCheck(control(file), "conform"), by=actor(name))

    for order in (
        controls.Ask("x"),
        controls.PlaceHold("x"),
        controls.Refuse("R01", "x"),
        controls.Detain("D01", "x"),
    ):
        with pytest.raises(NotPossibleNow):
            do(file, order, by=actor(name))


def test_a_finding_is_set_aside_by_two_people_and_neither_found_it() -> None:
    file = yellow()
    name = in_hand(file)
    do(file, controls.CloseCheck(control(file), "not conform", "No invoice"), by=actor(name))
    first, second = person("supervisor"), person("supervisor")
    do(file, controls.AskOverride("finding", "The invoice lies in another file"), by=actor(first, "supervisor"))
    request = case(file).overrides[0].id

    with pytest.raises(FourEyesNeeded):
        do(file, controls.DecideOverride(request, True, "Seen"), by=actor(first, "supervisor"))
    with pytest.raises(FourEyesNeeded):
        do(file, controls.DecideOverride(request, True, "Seen"), by=actor(name, "supervisor"))
    with pytest.raises(Forbidden):
        do(file, controls.DecideOverride(request, True, "Seen"), by=actor(person()))
    after = do(file, controls.DecideOverride(request, True, "Seen"), by=actor(second, "supervisor"))

    assert after.state == "released"
    with pytest.raises(AlreadyDone):
        do(file, controls.DecideOverride(request, False, "No"), by=actor(person("supervisor"), "supervisor"))


def test_what_is_declined_changes_nothing() -> None:
    file = yellow()
    name = in_hand(file)
    do(file, controls.AskOverride("lane", "A known trader"), by=actor(name))

    after = do(
        file,
        controls.DecideOverride(case(file).overrides[0].id, False, "Not known to me"),
        by=actor(person("supervisor"), "supervisor"),
    )

    assert after.waits_for == "control"
    assert case(file).controls[0].closed_at is None


def test_the_check_of_a_lane_is_dropped_by_two_people() -> None:
    file = red()
    name = in_hand(file)
    do(file, controls.AskOverride("lane", "Live animals in the heat"), by=actor(name))

    order = controls.DecideOverride(case(file).overrides[0].id, True, "Seen at the gate")
    after = do(file, order, by=actor(person("supervisor"), "supervisor"))

    assert after.state == "released"
    assert case(file).controls[0].result == "dropped"


def test_an_appeal_is_decided_by_somebody_who_had_no_part_in_it() -> None:
    file = yellow()
    name = in_hand(file)
    do(file, controls.Refuse("R01", "The invoice never came"), by=actor(name))
    do(file, controls.LodgeAppeal(case(file).notices[0].id, "It came by post"), by=trader())

    assign_waiting(at=now())
    untouched = case(file).appeals[0].officer
    other = person()
    assign_waiting(at=now())
    [appeal] = case(file).appeals
    with pytest.raises(NotYours):
        do(file, controls.DecideAppeal(appeal.id, "rejected", "No"), by=actor(name))
    after = do(file, controls.DecideAppeal(appeal.id, "upheld", "The post had it"), by=actor(other))

    assert (untouched, appeal.officer) == ("", other)
    # The check that the refusal cut short is taken up again.
    assert (after.state, after.waits_for) == ("paid", "control")
    [told] = controls.told(file.id, at=now()).notices
    assert (told.appeal_outcome, told.ended_at is not None) == ("upheld", True)


def test_a_rejected_appeal_leaves_the_decision() -> None:
    file = yellow()
    name = in_hand(file)
    do(file, controls.Refuse("R01", "The invoice never came"), by=actor(name))
    notice = case(file).notices[0].id
    do(file, controls.LodgeAppeal(notice, "It came by post"), by=trader())
    other = person()
    assign_waiting(at=now())

    after = do(file, controls.DecideAppeal(case(file).appeals[0].id, "rejected", "It did not"), by=actor(other))

    assert after.state == "refused"
    with pytest.raises(AlreadyDone):
        do(file, controls.LodgeAppeal(notice, "Again"), by=trader())


def _standing(file: DeclarationFile) -> payments.Standing:
    standing = payments.standing(file.mrn)
    assert standing is not None
    return standing
