"""What was heard of a part: since when without a pause, and when last."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from clearway.clearance.statistics import heard, models
from clearway.platform.calendar import now
from clearway.platform.events.readers import Happened
from tests.portal.people import words

pytestmark = pytest.mark.usefixtures("country")

NINE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def silence(country: None) -> None:
    models.Heard.objects.all().delete()


def test_what_is_heard_again_soon_was_there_all_the_time() -> None:
    for minutes in (0, 30, 90):
        heard.hear("bank", at=NINE + timedelta(minutes=minutes))

    assert heard.heard()["bank"] == (NINE, NINE + timedelta(minutes=90))


def test_after_a_silence_it_begins_anew() -> None:
    heard.hear("worker", at=NINE)
    heard.hear("worker", at=NINE + timedelta(minutes=5))

    assert heard.heard()["worker"] == (NINE + timedelta(minutes=5), NINE + timedelta(minutes=5))


def test_what_is_heard_late_moves_nothing_back() -> None:
    heard.hear("bank", at=NINE + timedelta(hours=1))
    heard.hear("bank", at=NINE)

    assert heard.heard()["bank"][1] == NINE + timedelta(hours=1)


def test_the_pulse_is_written_down_seldom() -> None:
    heard.pulse(NINE)
    heard.pulse(NINE + timedelta(seconds=5))
    assert heard.heard()["worker"][1] == NINE

    heard.pulse(NINE + timedelta(seconds=25))
    assert heard.heard()["worker"][1] == NINE + timedelta(seconds=25)


@pytest.mark.parametrize(
    ("kind", "who"),
    [("payments.received.v1", "bank"), ("permits.issued.v1", "agency"), ("cargo.arrived.v1", "operator")],
)
def test_what_an_outside_party_tells_is_a_sign_of_life(kind: str, who: str) -> None:
    heard.READER.actions[kind]([Happened(1, NINE, kind, "x/1", "somebody", {})])

    assert set(heard.heard()) == {who}


def test_the_status_page_names_every_part_and_calls_a_silent_worker_late() -> None:
    said = words(Client().get("/status"))
    for name in ("web", "store", "log", "worker", "bank", "agency", "operator", "mail", "law"):
        assert f'<tr id="{name}">' in said

    heard.hear("worker", at=now())
    heard.hear("bank", at=now())

    rows = words(Client().get("/status")).split("<tr id=")
    works = {row.split('"')[1] for row in rows[1:] if "state-works" in row}
    assert {"web", "store", "worker", "bank"} <= works
    assert "agency" not in works
