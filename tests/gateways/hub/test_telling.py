"""An organisation's software tells of cases and posts, so that honest look-ups are explained and others show."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta

import pytest

from clearway.hub.consents import public as consents
from clearway.hub.misuse import public as misuse
from clearway.platform.calendar import now
from clearway.platform.events import readers
from tests.conftest import fresh
from tests.gateways.rest.web import Sender, Web
from tests.hub.citizen.looking import agreed, look
from tests.hub.citizen.people import BANK, fresh_number


@pytest.fixture
def bank(web: Web, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sender]:
    """A bank's software that tells of its cases."""
    agreed(monkeypatch)
    with closing(Sender(web, BANK, scopes="hub:tell")) as one:
        yield one


def looked(case: str) -> set[str]:
    """Which patterns a look-up of the clerk k.lee for a case follows; about hours nothing is said here."""
    person, at = fresh_number(), now()
    asked = consents.ask(person, BANK, "RES-001", "CR-12", ("address",), by="user:bank", at=at)
    consents.give(asked, subject=person, by=f"person:{person}", at=at)
    access = look(person, case=case).access
    while readers.read(misuse.READER, at=now()):
        pass
    return {one.code for one in misuse.of_accesses([access])} & {"other-case", "no-case"}


def test_a_look_up_for_an_assigned_case_is_explained_and_one_for_anothers_is_flagged(bank: Sender) -> None:
    mine, theirs = fresh("L"), fresh("L")
    since = (now() - timedelta(days=1)).isoformat()

    for case, official in ((mine, "k.lee"), (theirs, "m.park")):
        answer = bank.put(f"/v1/cases/{case}", json={"since": since, "officials": [official]})
        assert (answer.status_code, answer.json()) == (200, {"kept": case}), answer.text

    assert looked(mine) == set()
    assert looked(theirs) == {"other-case"}


def test_a_case_told_again_is_as_it_was_told_last(bank: Sender) -> None:
    case, since = fresh("L"), (now() - timedelta(days=1)).isoformat()
    bank.put(f"/v1/cases/{case}", json={"since": since, "officials": ["m.park"]})
    bank.put(f"/v1/cases/{case}", json={"since": since, "officials": ["k.lee"]})

    assert looked(case) == set()


def test_an_official_who_looks_at_themselves_is_known_by_their_post(bank: Sender) -> None:
    person, at = fresh_number(), now()
    asked = consents.ask(person, BANK, "RES-001", "CR-12", ("address",), by="user:bank", at=at)
    consents.give(asked, subject=person, by=f"person:{person}", at=at)

    assert bank.put("/v1/posts/k.lee", json={"person": {"number": person}}).status_code == 200

    access = look(person).access
    while readers.read(misuse.READER, at=now()):
        pass
    assert "own-record" in {one.code for one in misuse.of_accesses([access])}


@pytest.mark.parametrize(
    ("path", "said", "status", "at"),
    [
        ("/v1/cases/L-1", {}, 400, "$"),
        ("/v1/cases/L-1", {"since": "2026-01-01T09:00:00"}, 422, "$.since"),
        ("/v1/cases/L-1", {"since": "2026-01-02T09:00:00Z", "until": "2026-01-01T09:00:00Z"}, 422, "$.until"),
        ("/v1/cases/L-1", {"since": "2026-01-02T09:00:00Z", "owner": "me"}, 400, "$"),
        ("/v1/cases/L%00", {"since": "2026-01-02T09:00:00Z"}, 400, "path/number"),
        ("/v1/posts/" + "x" * 101, {}, 400, "path/official"),
        ("/v1/posts/k.lee", {"duties": ["not a code"]}, 400, "$.duties[0]"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_its_place(
    bank: Sender, path: str, said: dict[str, object], status: int, at: str
) -> None:
    answer = bank.put(path, json=said)

    assert answer.status_code == status, answer.text
    assert [one["at"] for one in answer.json()["places"]] == [at]


def test_without_the_scope_nothing_is_told(web: Web) -> None:
    with closing(Sender(web, BANK, scopes="hub:ask")) as other:
        assert other.put("/v1/posts/k.lee", json={}).status_code == 403
