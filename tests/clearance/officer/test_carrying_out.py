"""What officers do with files, and where the files stand then."""

import pytest

from clearway.clearance.giving_out import assign_waiting
from clearway.platform.calendar import now
from clearway.platform.events import log
from clearway.platform.identity.actor import Forbidden
from clearway.registers.lawbook import public as lawbook
from clearway.stations.controls import models
from clearway.stations.controls import public as controls
from clearway.stations.controls.errors import (
    AlreadyDone,
    NoSuchThing,
    NotOfThisOffice,
    NotPossibleNow,
    NotYours,
    PictureRefused,
    StillAsked,
    WordsMissing,
)
from tests.clearance.officer.desk import (
    JPEG,
    OTHER_OFFICE,
    PNG,
    actor,
    case,
    control,
    do,
    events,
    in_hand,
    person,
    red,
    stands,
    trader,
    yellow,
)

EVERYTHING = (controls.Ask("x"), controls.PlaceHold("x"), controls.Refuse("R01", "x"), controls.Detain("D01", "x"))
PLAN = {"what": "Every tenth carton", "place": "Berth 4", "packages": 3}


def test_a_check_that_finds_nothing_lets_the_goods_go() -> None:
    file = yellow()
    name = in_hand(file)

    after = do(file, controls.CloseCheck(control(file), "conform"), by=actor(name))

    assert (after.state, after.waits_for) == ("released", "")
    assert events(file)[-3:] == ["controls.closed.v1", "release.released.v1", "clearance.advanced.v1"]


def test_what_a_check_finds_keeps_the_goods_until_it_is_dealt_with() -> None:
    file = yellow()
    name = in_hand(file)

    after = do(file, controls.CloseCheck(control(file), "not conform", "No invoice"), by=actor(name))

    assert (after.state, after.waits_for) == ("paid", "officer")
    with pytest.raises(NotPossibleNow):
        do(file, controls.LiftHold(case(file).holds[0].id, "please"), by=actor(name))


def test_a_second_check_that_is_conform_lifts_the_finding_of_the_first() -> None:
    file = yellow()
    name = in_hand(file)
    do(file, controls.CloseCheck(control(file), "not conform", "No invoice"), by=actor(name))

    do(file, controls.CheckAgain("documents", "The invoice came"), by=actor(name))
    assign_waiting(at=now())
    after = do(file, controls.CloseCheck(control(file), "conform"), by=actor(name))

    assert after.state == "released"
    assert case(file).holds[0].lifted_because == "checked again"


def test_a_finding_takes_words() -> None:
    file = yellow()
    name = in_hand(file)

    with pytest.raises(WordsMissing):
        do(file, controls.CloseCheck(control(file), "not conform", " "), by=actor(name))

    assert stands(file.mrn).waits_for == "control"


def test_nobody_checks_what_was_not_given_to_them() -> None:
    file = yellow()
    in_hand(file)
    other, supervisor = person(), person("supervisor")

    for by in (actor(other), actor(supervisor, "supervisor")):
        with pytest.raises(NotYours):
            do(file, controls.CloseCheck(control(file), "conform"), by=by)


def test_nobody_acts_on_a_file_of_another_office() -> None:
    file = yellow()
    name = in_hand(file)

    for order in (controls.CloseCheck(control(file), "conform"), controls.Ask("Why?"), controls.PlaceHold("x")):
        with pytest.raises(NotOfThisOffice):
            do(file, order, by=actor(name, office=OTHER_OFFICE))


def test_traders_do_not_do_officers_work_nor_officers_traders() -> None:
    file = yellow()
    name = in_hand(file)

    with pytest.raises(Forbidden):
        do(file, controls.CloseCheck(control(file), "conform"), by=trader())
    with pytest.raises(Forbidden):
        do(file, controls.Answer(1, "x"), by=actor(name))


def test_a_question_is_answered_once_inside_the_file() -> None:
    file = yellow()
    name = in_hand(file)
    do(file, controls.Ask("Which invoice?"), by=actor(name))
    question = case(file).questions[0].id

    with pytest.raises(StillAsked):
        do(file, controls.CloseCheck(control(file), "conform"), by=actor(name))
    do(file, controls.Answer(question, "Number 7"), by=trader())
    with pytest.raises(AlreadyDone):
        do(file, controls.Answer(question, "Number 8"), by=trader())

    assert controls.told(file.id, at=now()).questions[0].answer == "Number 7"
    assert do(file, controls.CloseCheck(control(file), "conform"), by=actor(name)).state == "released"


def test_an_answer_to_another_files_question_is_none() -> None:
    file, other = yellow(), yellow()
    name = in_hand(file)
    do(file, controls.Ask("Which invoice?"), by=actor(name))

    with pytest.raises(NoSuchThing):
        do(other, controls.Answer(case(file).questions[0].id, "Number 7"), by=trader())


def test_goods_are_looked_at_by_plan_and_photographed() -> None:
    file = red()
    name = in_hand(file)

    do(file, controls.OrderInspection(control(file), planned_at=now(), **PLAN), by=actor(name))
    inspection = case(file).inspections[0]
    done = controls.RecordInspection(inspection.id, "conform", "As declared", 3, (PNG, JPEG, PNG))
    after = do(file, done, by=actor(name))

    assert after.state == "released"
    [recorded] = case(file).inspections
    assert len(recorded.photographs) == 2
    pictures = [controls.picture(number) for number in recorded.photographs]
    assert [(one.media_type, one.declaration) for one in pictures if one] == [
        ("image/png", file.id),
        ("image/jpeg", file.id),
    ]


@pytest.mark.parametrize(
    "content", [b"GIF89a", b"<svg onload=alert(1)>", b"", PNG[:4], b"%PDF-1.7 \x89PNG\r\n\x1a\n"]
)
def test_what_is_no_picture_by_its_first_bytes_is_not_kept(content: bytes) -> None:
    file = red()
    name = in_hand(file)
    do(file, controls.OrderInspection(control(file), planned_at=now(), **PLAN), by=actor(name))

    with pytest.raises(PictureRefused):
        done = controls.RecordInspection(case(file).inspections[0].id, "conform", "As declared", 3, (content,))
        do(file, done, by=actor(name))

    assert case(file).inspections[0].recorded_at is None
    assert stands(file.mrn).waits_for == "control"


def test_too_many_and_too_large_pictures_are_not_kept() -> None:
    file = red()
    name = in_hand(file)
    do(file, controls.OrderInspection(control(file), planned_at=now(), **PLAN), by=actor(name))
    number = case(file).inspections[0].id

    for pictures in (tuple(PNG + bytes([one]) for one in range(13)), (PNG + b"\x00" * (5 * 1024 * 1024),)):
        with pytest.raises(PictureRefused):
            do(file, controls.RecordInspection(number, "conform", "x", 1, pictures), by=actor(name))


def test_a_check_of_documents_can_become_an_examination() -> None:
    file = yellow()
    name = in_hand(file)
    do(file, controls.OrderInspection(control(file), planned_at=now(), **PLAN), by=actor(name))

    with pytest.raises(NotPossibleNow):
        do(file, controls.CloseCheck(control(file), "conform"), by=actor(name))
    done = controls.RecordInspection(case(file).inspections[0].id, "not conform", "Half is missing", 3)
    after = do(file, done, by=actor(name))

    assert after.waits_for == "officer"


def test_a_trader_reads_neither_reasons_of_the_office_nor_names() -> None:
    file = yellow()
    name = in_hand(file)
    do(file, controls.PlaceHold("A secret tip"), by=actor(name))
    do(file, controls.Ask("Which invoice?"), by=actor(name))
    do(file, controls.Detain("D01", "Told to you"), by=actor(name))

    said = str(controls.told(file.id, at=now()))

    assert "Told to you" in said
    assert "secret" not in said
    assert name not in said


def test_every_act_is_on_the_log_under_the_officers_name_and_without_reasons() -> None:
    file = yellow()
    name = in_hand(file)
    do(file, controls.PlaceHold("A secret tip"), by=actor(name))

    told = log.about(f"declaration/{file.mrn}")[-2]

    assert (told.type, told.actor) == ("controls.hold-placed.v1", f"officer:{name}")
    assert "secret" not in str(told.facts)


def test_the_offices_clock_stands_still_while_the_traders_runs() -> None:
    file = yellow()
    name = in_hand(file)
    do(file, controls.Ask("Which invoice?"), by=actor(name))

    office, theirs = controls.clocks_of(file.id, at=now())

    assert (office.step, office.runner, office.is_running) == ("documents", "office", False)
    assert (theirs.step, theirs.runner, theirs.is_running) == ("answer", "trader", True)
    assert office.law == "Customs Service Standards (Amendment) Order 2024, art. 1"


def test_grounds_and_their_law_come_from_the_pack() -> None:
    at = now()

    assert set(controls.grounds("refusal", at)) == {"R01", "R02", "R03", "R04", "R05"}
    assert all(controls.grounds("detention", at).values())
    assert "control_grounds" in lawbook.current(at).codelists


def test_rows_that_lodging_writes_know_nothing_of_what_came_later() -> None:
    file = yellow()

    row = models.Control.objects.get(declaration_id=file.id)

    assert (row.found, row.closed_by, row.assigned_at) == ("", "", None)
