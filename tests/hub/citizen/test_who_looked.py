"""A citizen sees every access about themselves, without a gap, proves it, and objects to it."""

import re
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from clearway.hub.citizen import accesses as pages
from clearway.hub.consents import public as consents
from clearway.hub.disclosures import public as disclosures
from clearway.hub.exchange import models
from clearway.hub.exchange import public as exchange
from clearway.hub.exchange.public import Denied
from clearway.platform.calendar import now
from clearway.platform.events import log as events
from clearway.platform.transparency import keys, log
from clearway.platform.transparency.verify import Proven, Refuted, verify_bundle
from tests.hub.citizen.looking import agreed, look
from tests.hub.citizen.people import BANK, HOLDER, citizen, fresh_number
from tests.portal.people import outsider, signed_in, words

pytestmark = pytest.mark.usefixtures("country")


@pytest.fixture
def person(monkeypatch: pytest.MonkeyPatch, country: None) -> str:
    """A person about whom a bank may ask, because they allowed it."""
    agreed(monkeypatch)
    number, at = fresh_number(), now()
    asked = consents.ask(number, BANK, "RES-001", "CR-12", ("address",), by="user:bank", at=at)
    consents.give(asked, subject=number, by=f"person:{number}", at=at)
    return number


def test_every_access_is_listed_and_counted(person: str) -> None:
    look(person)
    look(person, case="L-2")
    with suppress(Denied):
        look(person, name="born")

    page = words(citizen(person).get("/me/accesses"))

    assert "3 of 3 are shown." in page
    assert "No number is left out." in page
    assert re.findall(r">Access (\d+)</a>", page) == ["3", "2", "1"]


def test_an_access_tells_who_why_and_which_fields_and_no_official_by_name(person: str) -> None:
    made = look(person)

    page = words(citizen(person).get(f"/me/accesses/{made.access}"))

    for said in ("A lender assesses whether a borrower can repay", "Credit Act 2015", "L-1", "Address",
                 "Your consent", "Residents Registry", "Access 1 of 1"):  # fmt: skip
        assert said in page
    assert "k.lee" not in page
    assert exchange.about(f"person/{person}")[0].official_number in page
    frame = page.partition("<main")[0]
    assert f"{exchange.about(f'person/{person}')[0].at:%Y}" not in frame


def test_another_persons_access_is_not_there(person: str) -> None:
    made, other = look(person), citizen(fresh_number())

    assert other.get(f"/me/accesses/{made.access}").status_code == 404
    assert other.get(f"/me/accesses/{made.access}/proof").status_code == 404
    assert other.post(f"/me/accesses/{made.access}", {"sort": "misuse", "text": "x"}).status_code == 404
    assert "0 of 0" in words(other.get("/me/accesses"))


def test_whoever_has_no_verified_number_is_told_how_to_come_by_one() -> None:
    page = words(signed_in(outsider()).get("/me/accesses"))

    assert "Your personal number is not known here" in page


def test_a_list_with_a_gap_says_so(person: str) -> None:
    for _ in range(3):
        look(person)
    models.Access.objects.filter(subject=f"person/{person}", ordinal=2).delete()

    page = words(citizen(person).get("/me/accesses"))

    assert "its numbers have a gap" in page
    assert "No number is left out." not in page


def test_the_newest_access_cannot_be_taken_away_unnoticed(person: str) -> None:
    for _ in range(2):
        look(person)
    models.Access.objects.filter(subject=f"person/{person}", ordinal=2).delete()

    assert "its numbers have a gap" in words(citizen(person).get("/me/accesses"))


def test_a_long_list_is_turned_without_a_gap(person: str) -> None:
    for _ in range(pages.ON_A_PAGE + 2):
        look(person)
    client = citizen(person)

    first, second = words(client.get("/me/accesses")), words(client.get("/me/accesses?before=3"))

    assert "Numbers 27 to 3 of 27 are shown." in first
    assert "Numbers 2 to 1 of 27 are shown." in second
    assert "gap" not in first + second


def test_the_proof_is_checked_with_the_public_key_alone_and_names_nobody(person: str) -> None:
    made, client = look(person), citizen(person)
    signer = keys.load_or_create(Path(settings.CLEARWAY_VAR) / "keys" / "log.key", settings.CLEARWAY_ORIGIN)
    while (batch := log.sequence(signer, at=now())) and not batch.is_exhausted:
        pass

    answer = client.get(f"/me/accesses/{made.access}/proof")

    assert answer.status_code == 200, words(answer)
    assert isinstance(verify_bundle(answer.content, signer.vkey), Proven)
    assert isinstance(verify_bundle(answer.content.replace(b"answered", b"denied"), signer.vkey), Refuted)
    assert made.access.encode() in answer.content
    assert b"k.lee" not in answer.content


def test_a_proof_that_is_not_in_the_log_yet_is_promised(person: str) -> None:
    made = look(person)

    answer = citizen(person).get(f"/me/accesses/{made.access}/proof")

    assert answer.status_code == 503
    assert "The proof is not ready" in words(answer)


def _concealed(person: str, client: Client) -> str:
    at = now()
    disclosures.conceal(
        f"person/{person}", BANK, case_number="C-9", article="SHA-9", until=at + timedelta(hours=1), by="user:judge",
        at=at,
    )  # fmt: skip
    return look(person, case="C-9").access


def test_a_concealed_access_stays_counted_and_appears_when_its_time_is_over(
    person: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = citizen(person)
    look(person)
    hidden = _concealed(person, client)

    page = words(client.get("/me/accesses"))
    assert "2 of 2 are shown." in page
    assert "Told later" in page
    assert "C-9" not in page
    assert client.get(f"/me/accesses/{hidden}").status_code == 404
    assert client.get(f"/me/accesses/{hidden}/proof").status_code == 404

    monkeypatch.setattr(pages, "now", lambda: now() + timedelta(hours=2))
    assert "Told later" not in words(client.get("/me/accesses"))
    assert client.get(f"/me/accesses/{hidden}").status_code == 200


def test_a_concealment_does_not_reach_back_nor_to_other_cases(person: str) -> None:
    client = citizen(person)
    before = look(person, case="C-9").access
    _concealed(person, client)
    other = look(person, case="C-10").access

    assert client.get(f"/me/accesses/{before}").status_code == 200
    assert client.get(f"/me/accesses/{other}").status_code == 200


def test_the_log_about_a_person_does_not_tell_of_a_concealment_before_it_ends(person: str) -> None:
    _concealed(person, citizen(person))
    assert "disclosures.concealment-ordered.v1" not in {one.type for one in events.about(f"person/{person}")}

    disclosures.tell_ended(at=now() + timedelta(hours=2))

    assert events.about(f"person/{person}")[-1].type == "disclosures.concealment-ended.v1"


def test_an_objection_is_kept_told_to_the_holder_and_answered(person: str) -> None:
    client, made = citizen(person), look(person)

    client.post(f"/me/accesses/{made.access}", {"sort": "misuse", "text": "My neighbour works there."})

    [said] = [one for one in disclosures.of_holder(HOLDER, state="open") if one.access == made.access]
    assert (said.sort, said.text) == ("misuse", "My neighbour works there.")
    assert "Waits for an answer" in words(client.get(f"/me/accesses/{made.access}"))
    disclosures.answer(
        said.number, "upheld", "You were right; it was reported.", holder=HOLDER, by="user:p", at=now()
    )
    page = words(client.get(f"/me/accesses/{made.access}"))
    assert "You were right; it was reported." in page
    assert "Waits for an answer" not in page


def test_an_objection_says_something_and_is_not_said_twice(person: str) -> None:
    client, made = citizen(person), look(person)
    where = f"/me/accesses/{made.access}"

    empty = client.post(where, {"sort": "objection", "text": "  "})
    client.post(where, {"sort": "objection", "text": "Why?"})
    again = client.post(where, {"sort": "objection", "text": "Why?"})

    assert (empty.status_code, again.status_code) == (400, 400)
    assert "Say what is wrong" in words(empty)
