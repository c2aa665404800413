"""Anybody who was given a number and its code follows a declaration, and learns nothing but stops and days."""

from datetime import timedelta

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from clearway.clearance.following import code_of
from clearway.clearance.public.guessing import ALLOWED, WINDOW, is_guessing, missed
from clearway.clearance.public.tracking import reached, says
from clearway.core.journey import ROUTE, WAITS
from clearway.platform.calendar import now
from clearway.platform.events.log import Told
from clearway.stations.declarations import public as declarations
from clearway.stations.declarations.public import DeclarationFile
from tests.conftest import today
from tests.portal.people import words
from tests.stations.release.released import lodged

pytestmark = pytest.mark.usefixtures("country")


def _asked(number: str, code: str, address: str = "192.0.2.1", **headers: str) -> HttpResponse:
    return Client(REMOTE_ADDR=address).get("/track", {"number": number, "code": code}, headers=headers)


def _file(state: str = "targeted", waits_for: str = "") -> DeclarationFile:
    return DeclarationFile(
        id=1, mrn="26DL00012345678901", reference="R", submitter="S", declarant="D", importer="I", exporter="E",
        regime="import", type_code="IMA", office="DL000101", state=state, lane="red", waits_for=waits_for, version=2,
        lodged_at=now(), day=today(),
    )  # fmt: skip


def test_number_and_code_show_the_stops_passed_and_when() -> None:
    file = lodged()

    page = words(_asked(file.mrn, code_of(file.mrn)))

    assert file.mrn in page
    assert "stop-behind" in page
    assert file.lodged_at.strftime("%Y-") in page


def test_nothing_personal_or_commercial_is_told() -> None:
    file = lodged()
    facts = declarations.version_of(file.id, 1).facts

    page = words(_asked(file.mrn, code_of(file.mrn))).lower()

    secrets = [file.importer, file.declarant, file.submitter, file.reference, file.office, "green", "red lane",
               "CSQU3054383", "DML", "EUR", "Blue Kiln", facts.items[0].description or "?", "yellow"]  # fmt: skip
    assert [word for word in secrets if word and word.lower() in page] == []


def test_spaces_and_small_letters_of_a_note_do_not_matter() -> None:
    file = lodged()
    noted = f" {file.mrn[:6].lower()} {file.mrn[6:].lower()} "
    assert _asked(noted, code_of(file.mrn).lower()).status_code == 200


def test_a_wrong_code_is_answered_like_a_number_that_never_was() -> None:
    mrn = lodged().mrn

    wrong, unknown = _asked(mrn, "AAAAAAAA", "192.0.2.2"), _asked("26DL00000000000000", "AAAAAAAA", "192.0.2.2")

    assert (wrong.status_code, unknown.status_code) == (404, 404)
    assert words(wrong).replace(mrn, "") == words(unknown).replace("26DL00000000000000", "")


def test_the_code_of_one_number_opens_no_other() -> None:
    first, second = lodged().mrn, lodged().mrn
    assert code_of(first) != code_of(second)
    assert _asked(second, code_of(first), "192.0.2.3").status_code == 404


def test_guessing_is_not_answered_for_a_while_even_when_it_hits() -> None:
    mrn, address = lodged().mrn, "192.0.2.4"
    for number in range(ALLOWED):
        assert _asked(f"26DL0000000000{number:04}", "AAAAAAAA", address).status_code == 404

    assert _asked(mrn, code_of(mrn), address).status_code == 429
    assert _asked(mrn, code_of(mrn), "192.0.2.5").status_code == 200


def test_the_while_ends_and_long_addresses_count_as_one_household() -> None:
    request = RequestFactory().get("/track", REMOTE_ADDR="2001:db8::1")
    neighbour = RequestFactory().get("/track", REMOTE_ADDR="2001:db8::2")
    elsewhere = RequestFactory().get("/track", REMOTE_ADDR="2001:db8:0:1::1")
    at = now() + timedelta(days=1)

    for _ in range(ALLOWED):
        missed(request, at=at)

    assert is_guessing(neighbour, at=at)
    assert not is_guessing(elsewhere, at=at)
    assert not is_guessing(request, at=at + WINDOW)
    missed(request, at=at + WINDOW)
    assert not is_guessing(request, at=at + WINDOW)


def test_half_of_what_is_needed_asks_for_the_other_half() -> None:
    assert "Give both" in words(_asked("26DL00012345678901", ""))


def test_the_picture_has_the_moment_of_each_stop_of_the_present_version() -> None:
    file, at = _file(), now()

    def told(type: str, version: int, reached: str, minutes: int) -> Told:
        return Told(1, at + timedelta(minutes=minutes), type, "clearway", {"version": version, "reached": reached})

    stops = reached(
        file,
        [
            told("clearance.decided.v1", 1, "paid", 1),
            told("clearance.decided.v1", 2, "targeted", 2),
            told("clearance.advanced.v1", 2, "permitted", 3),
            told("clearance.advanced.v1", 2, "released", 4),
        ],
    )

    minutes = [round((stop.at - at).total_seconds() / 60) if stop.at else None for stop in stops]
    assert minutes == [0, 2, 2, 2, 3, 4, 4, None]
    assert [stop.place for stop in stops] == ["behind"] * 7 + ["ahead"]


@pytest.mark.parametrize(
    ("waits_for", "marked"),
    [("payment", "Paid"), ("permit", "Permits agreed"), ("control", "Checked by the rules"), ("arrival", "Released")],
)
def test_the_picture_marks_the_stop_that_is_waited_for(waits_for: str, marked: str) -> None:
    stops = reached(_file(waits_for=waits_for), [])

    assert [stop.name for stop in stops if stop.place == "next"] == [marked]


def test_a_stop_that_asks_nothing_of_the_file_is_not_needed_and_has_no_moment() -> None:
    stops = reached(_file("released"), [], not_needed=frozenset({"permitted"}))

    assert [(stop.name, stop.note, stop.at) for stop in stops if stop.place == "skipped"] == [
        ("Permits agreed", "not needed", None)
    ]


def test_a_customer_is_told_that_somebody_else_pays() -> None:
    assert says(_file(waits_for="payment")) == "It waits for the declarant to pay. You need not pay anything here."
    assert "your" not in " ".join(stop.note for stop in reached(_file(waits_for="payment"), []))


def test_that_customs_looks_is_told_in_the_same_words_whatever_it_looks_at() -> None:
    alike = {says(_file(waits_for=word)) for word in ("clearance", "officer", "control")} | {says(_file("held"))}
    assert len(alike) == 1
    assert all(says(_file(waits_for=word)) for word in WAITS)
    assert all(says(_file(stop.name)) for stop in ROUTE)


def test_what_has_ended_says_so_and_goes_no_further() -> None:
    file = lodged("6-net-above-gross")
    page = words(_asked(file.mrn, code_of(file.mrn)))
    assert "stop-stopped" in page
    assert "It does not go on" in page


def test_following_costs_few_statements() -> None:
    mrn = lodged().mrn
    _asked(mrn, code_of(mrn))
    with CaptureQueriesContext(connection) as seen:
        _asked(mrn, code_of(mrn))
    assert len(seen) <= 6
