"""Signing in and out, language, account, what works now, and the pages for what goes wrong."""

import re

import pytest
from django.db import OperationalError, connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext

from clearway.clearance.trader import standing
from clearway.clearance.trader.standing import LATE, components
from clearway.platform.calendar import now
from clearway.platform.events.models import Event
from clearway.platform.transparency import log
from tests.conftest import BROKER, TRADER
from tests.portal.people import PASSWORD, STRANGER, lodged, member, signed_in, words

pytestmark = pytest.mark.usefixtures("country")


def test_one_signs_in_and_comes_to_the_page_one_asked_for() -> None:
    client, name = Client(), member()

    asked = client.get("/account")
    signed = client.post(asked["Location"], {"username": name, "password": PASSWORD, "next": "/account"})

    assert signed["Location"] == "/account"
    assert client.get("/account").status_code == 200


def test_signing_out_ends_it() -> None:
    client = signed_in(member())

    client.post("/sign-out")

    assert client.get("/").status_code == 302


@pytest.mark.parametrize("elsewhere", ["//evil.example/", "https://evil.example/", "javascript:alert(1)"])
def test_signing_in_leads_to_no_other_site(elsewhere: str) -> None:
    signed = Client().post("/sign-in", {"username": member(), "password": PASSWORD, "next": elsewhere})

    assert signed["Location"] == "/"


def test_a_wrong_password_says_no_more_than_that() -> None:
    known = Client().post("/sign-in", {"username": member(), "password": "wrong"})
    unknown = Client().post("/sign-in", {"username": "nobody at all", "password": "wrong"})

    for response in (known, unknown):
        assert response.status_code == 200
        assert "The user name and the password do not belong together." in words(response)


def test_guessing_is_stopped() -> None:
    client, name = Client(), member()

    for _ in range(10):
        client.post("/sign-in", {"username": name, "password": "wrong"})
    locked = client.post("/sign-in", {"username": name, "password": PASSWORD})

    assert locked.status_code == 429
    assert "Signing in is locked" in words(locked)


def test_a_language_is_chosen_and_kept() -> None:
    client = Client()

    chosen = client.post("/language", {"language": "ko", "next": "/status"})

    assert chosen["Location"] == "/status"
    assert '<html lang="ko">' in words(client.get("/status"))
    assert client.post("/language", {"language": "ko", "next": "//evil.example"})["Location"] != "//evil.example"


def test_every_language_is_offered_by_its_own_name_on_every_page() -> None:
    page = words(Client().get("/sign-in", headers={"accept-language": "ko"}))

    for name in ("English", "한국어", "Tiếng Việt", "Español", "Français"):
        assert name in page


def test_somebody_with_two_parties_acts_for_the_one_they_choose() -> None:
    client = signed_in(member("owner", BROKER, STRANGER))
    of_broker = lodged()

    client.post("/account", {"party": STRANGER})
    assert client.get(f"/declarations/{of_broker}").status_code == 404
    client.post("/account", {"party": BROKER})
    assert client.get(f"/declarations/{of_broker}").status_code == 200


def test_nobody_acts_for_a_party_that_is_not_theirs() -> None:
    client = signed_in(member("owner", STRANGER))
    of_broker = lodged()

    client.post("/account", {"party": BROKER})

    assert client.get(f"/declarations/{of_broker}").status_code == 404
    assert BROKER not in words(client.get("/"))


def test_a_membership_that_ended_ends_at_once() -> None:
    name = member("owner", BROKER, TRADER)
    client = signed_in(name)
    client.post("/account", {"party": TRADER})
    session = client.session
    session["party"] = STRANGER
    session.save()

    page = words(client.get("/account"))

    assert STRANGER not in page


def test_status_says_what_works_and_no_secrets() -> None:
    lodged()

    response = Client().get("/status")

    assert response.status_code == 200
    page = words(response)
    assert "The service can be used." in page
    assert re.search(r"Demoland, version \d+\.\d+", page)
    assert not re.search(r"postgres|127\.0\.0\.1|/tmp|sha256|Traceback", page)


def test_status_answers_when_the_store_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> None:
        raise OperationalError("connection to server at 127.0.0.1 failed: secret")

    client = signed_in(member())
    monkeypatch.setattr(standing.log, "latest_checkpoint", away)

    response = client.get("/status")

    assert response.status_code == 503
    assert "No declaration is taken just now." in words(response)
    assert "secret" not in words(response)


def test_status_asks_nothing_about_who_looks() -> None:
    """Else it could not answer while the store is away."""
    client = signed_in(member())

    assert "session" not in "".join(query["sql"] for query in _queries(client, "/status"))


def _queries(client: Client, address: str) -> list[dict[str, str]]:
    with CaptureQueriesContext(connection) as seen:
        client.get(address)
    return list(seen.captured_queries)


def test_a_worker_that_stands_still_is_late_and_not_before() -> None:
    lodged()
    newest = Event.objects.order_by("-id").values_list("at", flat=True)[0]

    soon = {one.name: one.state for one in components(newest + LATE / 2)}
    later = {one.name: one.state for one in components(newest + LATE * 2)}

    assert log.latest_checkpoint() is None or log.latest_checkpoint().at < now()  # type: ignore[union-attr] # the same row
    assert (soon["log"], later["log"]) == ("works", "late")


def test_there_is_a_page_for_what_is_not_there() -> None:
    response = Client().get("/nothing/here")

    assert response.status_code == 404
    assert "There is nothing at this address" in words(response)


@pytest.mark.parametrize("template", ["400.html", "500.html"])
def test_a_failure_has_a_page_that_needs_nothing(template: str) -> None:
    page = render_to_string(template)

    assert "<h1>" in page
    assert 'href="/"' in page


def test_a_failure_is_shown_without_its_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client(raise_request_exception=False)
    monkeypatch.setattr("clearway.clearance.trader.status.components", lambda at: 1 / 0)

    response = client.get("/status")

    assert response.status_code == 500
    assert "Something failed on our side" in words(response)
    assert "division" not in words(response)


def test_the_head_names_the_firm_and_folds_without_a_script() -> None:
    page = words(signed_in(member("owner")).get("/"))
    head = page.partition("</header>")[0]

    assert re.search(r"<span>[^<]*· [A-Z][a-z]+[^<]* <span", head)
    assert '<input class="house-open" type="checkbox" id="menu">' in head
    assert head.index('id="menu"') < head.index('class="house-fold"') < head.index('class="house-links"')


def test_times_on_the_status_page_are_in_the_zone_of_every_other_page() -> None:
    page = words(Client().get("/status"))

    assert "All times are those of the zone UTC+7." in page
    assert not re.search(r"\d\d:\d\d UTC\b", page)
