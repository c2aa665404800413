"""A citizen gives, refuses and takes back; lets another decide; and keeps signed receipts of it all."""

import json
from datetime import timedelta

import pytest

from clearway.core.release.keylist import KeyList
from clearway.hub.consents import public as consents
from clearway.hub.consents.public import delegates
from clearway.hub.exchange.public import Denied
from clearway.platform.calendar import now
from clearway.stations.release import public as release
from tests.conftest import ROOT
from tests.hub.citizen.looking import ARTICLE, KIND, agreed, look
from tests.hub.citizen.people import BANK, citizen, fresh_number
from tests.portal.people import words

pytestmark = pytest.mark.usefixtures("country")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, country: None) -> tuple[str, str]:
    """A person whom a bank has asked, and the number of what it asked."""
    agreed(monkeypatch)
    person = fresh_number()
    return person, consents.ask(person, BANK, KIND, ARTICLE, ("address",), by="user:bank", at=now())


def _state(person: str, number: str) -> str:
    found = consents.find(number, subject=person)
    assert found is not None
    return found.stands(now())


def test_what_waits_is_shown_and_given_and_then_the_bank_is_answered(asked: tuple[str, str]) -> None:
    person, number = asked
    client = citizen(person)
    assert "asks for: Residence" in words(client.get("/me/consents"))
    with pytest.raises(Denied):
        look(person)

    answer = client.post(f"/me/consents/{number}", {"verb": "give"}, follow=True)

    assert "You have allowed it." in words(answer)
    assert look(person).is_found


def test_a_consent_ends_after_the_day_that_was_named(asked: tuple[str, str]) -> None:
    person, number = asked
    until = (now() + timedelta(days=30)).date()

    citizen(person).post(f"/me/consents/{number}", {"verb": "give", "until": until.isoformat()})

    found = consents.find(number, subject=person)
    assert found is not None
    assert found.until is not None
    assert timedelta(days=29) < found.until - now() < timedelta(days=32)
    assert found.stands(found.until) == "over"
    assert found.stands(found.until - timedelta(seconds=1)) == "given"


@pytest.mark.parametrize("until", ["2020-01-01", "tomorrow", "9999-12-31"])
def test_an_end_that_is_none_is_said_to_be(asked: tuple[str, str], until: str) -> None:
    person, number = asked

    answer = citizen(person).post(f"/me/consents/{number}", {"verb": "give", "until": until})

    assert answer.status_code == 400
    assert _state(person, number) == "asked"


def test_a_refusal_is_kept_and_shows_nothing(asked: tuple[str, str]) -> None:
    person, number = asked

    citizen(person).post(f"/me/consents/{number}", {"verb": "refuse"})

    assert _state(person, number) == "refused"
    with pytest.raises(Denied):
        look(person)


def test_after_it_is_taken_back_the_next_look_up_is_refused(asked: tuple[str, str]) -> None:
    person, number = asked
    client = citizen(person)
    client.post(f"/me/consents/{number}", {"verb": "give"})
    look(person)

    client.post(f"/me/consents/{number}", {"verb": "withdraw"})

    with pytest.raises(Denied):
        look(person)
    again = client.post(f"/me/consents/{number}", {"verb": "give"})
    assert again.status_code == 400


def test_nobody_decides_for_another_unless_named(asked: tuple[str, str]) -> None:
    person, number = asked
    other = citizen(fresh_number())

    for where in (f"/me/consents/{number}", f"/me/consents/{number}?for={person}"):
        assert other.get(where).status_code == 404
        assert other.post(where, {"verb": "give"}).status_code == 404
    assert other.get(f"/me/consents?for={person}").status_code == 404
    assert other.get(f"/me/consents/{number}/receipt?for={person}").status_code == 404
    assert _state(person, number) == "asked"


def test_a_delegate_decides_until_it_is_taken_back(asked: tuple[str, str]) -> None:
    person, number = asked
    helper = fresh_number()
    mine, theirs = citizen(person), citizen(helper)
    mine.post("/me/delegates", {"person": helper})
    where = f"/me/consents/{number}?for={person}"

    assert person in words(theirs.get("/me/delegates"))
    theirs.post(where, {"verb": "give"})

    found = consents.find(number, subject=person)
    assert found is not None
    assert (found.state, found.delegate) == ("given", helper)
    assert f"by your delegate {helper}" in words(mine.get(f"/me/consents/{number}"))
    assert theirs.get(f"/me/accesses/{look(person).access}").status_code == 404
    [delegation] = delegates.delegates_of(person, now())
    mine.post(f"/me/delegates/{delegation.number}/revoke")
    assert theirs.post(where, {"verb": "withdraw"}).status_code == 404
    assert _state(person, number) == "given"


def test_a_delegation_is_looked_at_again_when_it_is_used(asked: tuple[str, str]) -> None:
    person, number = asked

    with pytest.raises(consents.NotDelegated):
        consents.give(number, subject=person, by="user:helper", at=now(), delegate=fresh_number())

    assert _state(person, number) == "asked"


def test_a_delegation_ends_with_its_day(asked: tuple[str, str]) -> None:
    person, helper, at = asked[0], fresh_number(), now()
    delegates.delegate(person, helper, by="user:me", at=at, until=at + timedelta(days=1))

    assert delegates.stands(person, helper, at)
    assert not delegates.stands(person, helper, at + timedelta(days=1))


@pytest.mark.parametrize("named", ["", "no number!", "x" * 61])
def test_a_delegate_is_another_person(asked: tuple[str, str], named: str) -> None:
    client = citizen(asked[0])

    assert client.post("/me/delegates", {"person": named}).status_code == 400
    assert client.post("/me/delegates", {"person": asked[0]}).status_code == 400


def _receipt(person: str, number: str) -> bytes:
    answer = citizen(person).get(f"/me/consents/{number}/receipt")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/ld+json"
    return bytes(answer.content)


def test_a_receipt_is_checked_with_the_public_keys_and_tells_every_step(asked: tuple[str, str]) -> None:
    person, number = asked
    at = now()
    consents.give(number, subject=person, by="user:me", at=at, until=at + timedelta(days=9))
    consents.withdraw(number, subject=person, by="user:me", at=at + timedelta(seconds=1))

    receipt = _receipt(person, number)
    keys = KeyList.opened(release.publish(at=now()))

    checked = consents.check_receipt(receipt, keys)
    assert checked.verdict == "valid", checked.because
    assert checked.receipt is not None
    assert [one["eventState"] for one in checked.receipt["events"]] == ["unconfirmed", "given", "withdrawn"]
    assert checked.receipt["processing"][0]["piiInformation"][0]["piiType"] == "RES-001/address"
    for old, new in ((b"withdrawn", b"confirmed"), (BANK.encode(), b"DL0000009999"), (b'"en"', b'"fr"')):
        assert consents.check_receipt(receipt.replace(old, new), keys).verdict == "altered"
    assert consents.check_receipt(b"{}", keys).verdict == "unreadable"


def test_a_receipt_signed_by_a_key_that_is_revoked_is_good_no_more(asked: tuple[str, str]) -> None:
    person, number = asked
    receipt = _receipt(person, number)
    kid = consents.check_receipt(receipt, KeyList.opened(release.publish(at=now()))).kid

    release.revoke_key(kid, by="user:tests", at=now())

    assert consents.check_receipt(receipt, KeyList.opened(release.publish(at=now()))).verdict == "revoked"


def test_the_context_of_receipts_is_the_published_one(asked: tuple[str, str]) -> None:
    page = (ROOT / "docs" / "protocols" / "PR-CNS-consent-receipt.md").read_text()
    published = json.loads(page.partition("```json\n")[2].partition("```")[0])

    assert json.loads(_receipt(*asked))["@context"] == published["@context"]
