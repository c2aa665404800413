"""An officer reads what the watch would find before saving, over real HTTP; saved otherwise, nothing comes of it."""

import html
import re
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from clearway.clearance.carry_out import carry_out
from clearway.clearance.giving_out import assign_waiting
from clearway.clearance.officer.foreseen import Saving
from clearway.gateways.console.morning.windows import Form
from clearway.gateways.watch.own import delivering, foreseeing, records
from clearway.platform.calendar import now
from clearway.platform.events import log
from clearway.stations.controls import public as controls
from clearway.watch.intake import public as intake
from tests.clearance.officer.desk import (
    actor,
    alone,
    case,
    control,
    do,
    lodged,
    person,
    quiet_office,
    stands,
    yellow,
)
from tests.gateways.rest.web import Web
from tests.gateways.watch.own_customs import asks_to_let_go, begun, browser, far_below, found, paid, works
from tests.portal.people import signed_in, words

__all__ = ["quiet_office"]

#: Beside the question to the watch, a page asks the store so often more.
MOST_STATEMENTS = 4


def test_a_second_signature_is_warned_of_and_given_otherwise_or_all_the_same(web: Web, quiet_office: None) -> None:
    book = begun()
    signer = person("supervisor")
    officer = alone()
    last, *others = [yellow() for _ in range(5)]
    assign_waiting(at=now())
    for file in others:
        asked = asks_to_let_go(file, officer)
        do(file, controls.DecideOverride(asked, agrees=True, remark="Known"), by=actor(signer, "supervisor"))
    works(book)
    assert found("CU-11") == {}
    window = browser(web.url, signer)

    asked = asks_to_let_go(last, officer)
    window.open(f"/office/files/{last.mrn}/sign?of={asked}")
    shown = " ".join(window.shown.split())
    window.fill(Form(signer, "before", answers={"agrees": "no", "remark": "Look at it"}), "")
    works(book)

    for said in ("the watch would find something", "Customs Control Order 2019, art. 17", "5 were released",
                  "you chose “I agree”", f"{officer} · "):  # fmt: skip
        assert said in shown, said
    assert (found("CU-11"), stands(last.mrn).waits_for) == ({}, "control")

    asked = asks_to_let_go(last, officer)
    window.open(f"/office/files/{last.mrn}/sign?of={asked}")
    window.fill(Form(signer, "before", answers={"agrees": "yes", "remark": "Go on"}), "")
    works(book)

    assert stands(last.mrn).state == "released"
    [(pair, state)] = found("CU-11").items()
    assert (pair.startswith(f"{officer} · "), state) == (True, "seen")
    told = log.about(f"forewarned/{last.mrn}")
    assert [(one.facts["act"], one.facts["findings"], one.actor) for one in told] == [
        ("sign", [f"CU-11/{pair}"], f"user:{signer}")
    ] * 2
    window.open(f"/office/files/{last.mrn}/history")
    assert "Shown what the watch would find" in window.shown


def test_a_release_far_below_the_usual_value_is_warned_of_and_found_once_the_goods_leave(
    web: Web, quiet_office: None
) -> None:
    book = begun()
    officer = alone()
    warned, released = lodged("SAMPLES", "1-tableware"), lodged("SAMPLES", "1-tableware")
    assign_waiting(at=now())
    far_below(book, warned)
    window = browser(web.url, officer)

    window.open(f"/office/files/{warned.mrn}/check?of={control(warned)}")
    shown = " ".join(window.shown.split())
    window.fill(Form(officer, "before", answers={"result": "not conform", "found": "The value is wrong"}), "")
    window.open(f"/office/files/{released.mrn}/check?of={control(released)}")
    window.fill(Form(officer, "before", answers={"result": "conform"}), "")
    works(book)
    waiting = found("CU-05")
    state = paid(released).state
    works(book)

    for said in ("Value of a unit far below", f"A corrected value of item {warned.mrn}/1", "art. 60", "99 000"):
        assert said in shown, said
    assert (waiting, state) == ({}, "released")
    assert found("CU-05") == {f"{released.mrn}/1": "seen"}


def test_what_was_not_shown_is_shown_before_it_is_saved(quiet_office: None) -> None:
    book = begun()
    officer, file = alone(), lodged("SAMPLES", "1-tableware")
    assign_waiting(at=now())
    far_below(book, file)
    client = signed_in(officer)
    at, said = f"/office/files/{file.mrn}/check", {"of": control(file), "result": "conform"}

    first = client.post(at, said)
    still = case(file).controls[-1].closed_at
    mark = re.search(r'name="shown" value="(\w+)"', words(first))
    assert mark is not None
    second = client.post(at, {**said, "shown": mark[1]})

    assert (first.status_code, "Nothing is saved yet" in words(first), still) == (200, True, None)
    assert second.status_code == 302
    assert len(log.about(f"forewarned/{file.mrn}")) == 1


@pytest.mark.parametrize("language", ["ko", "vi", "es", "fr"])
def test_it_is_said_in_the_officers_language(quiet_office: None, language: str) -> None:
    book = begun()
    officer, file = alone(), lodged("SAMPLES", "1-tableware")
    assign_waiting(at=now())
    far_below(book, file)

    page = signed_in(officer).get(
        f"/office/files/{file.mrn}/check?of={control(file)}", headers={"Accept-Language": language}
    )

    card = book.scenario("CU-05").card
    assert card.title[language] in html.unescape(words(page))
    assert "Before you save" not in words(page)


def test_a_watch_that_is_away_or_slow_keeps_nobody_from_deciding(
    quiet_office: None,
) -> None:
    begun()
    officer, file = alone(), yellow()
    assign_waiting(at=now())
    client = signed_in(officer)
    at, said = f"/office/files/{file.mrn}/check", {"of": control(file), "result": "conform"}

    with transaction.atomic(), connection.cursor() as store:
        # Whoever asks the watch would wait for this table.
        store.execute("LOCK TABLE watch_sources.customs_overrides IN ACCESS EXCLUSIVE MODE")
        page, done = client.get(f"{at}?of={control(file)}"), client.post(at, said)

    assert "The watch cannot be asked just now" in words(page)
    assert (done.status_code, stands(file.mrn).state) == (302, "released")


def test_a_watch_that_has_not_heard_of_everything_says_so(quiet_office: None) -> None:
    book = begun()
    officer = alone()
    first, second = yellow(), yellow()
    assign_waiting(at=now())
    works(book)
    client = signed_in(officer)
    address = f"/office/files/{second.mrn}/check?of={control(second)}"
    late = now() - timedelta(minutes=5)

    carry_out(first.id, controls.CloseCheck(control(first), "conform"), by=actor(officer), at=late)
    behind = words(client.get(address))
    works(book)

    assert "has not heard of everything since" in behind
    assert "has not heard of everything since" not in words(client.get(address))


def test_the_question_costs_few_statements(quiet_office: None) -> None:
    begun()
    officer, file = alone(), yellow()
    assign_waiting(at=now())
    saving = Saving("check", file, case(file), actor(officer), now())
    order = controls.CloseCheck(control(file), "conform")
    foreseeing.foresee(saving, order, "en")
    with CaptureQueriesContext(connection) as asked:
        foreseeing.foresee(saving, order, "en")
    # The trips of the question itself are counted where it is asked.
    assert len(asked) <= MOST_STATEMENTS


def test_sources_that_are_quiet_say_so_and_not_twice(quiet_office: None) -> None:
    book = begun()
    works(book)
    at = now() + timedelta(hours=1)

    assert [delivering.say_nothing_is_new(at), delivering.say_nothing_is_new(at)] == [True, False]
    assert {one.reached for one in intake.standing("DLCU", records.SOURCES)} == {at}
