"""Citizens are told at the moment: somebody looked, asks for consent, decided; unless the law conceals it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model

from clearway.hub.consents import public as consents
from clearway.hub.consents.public import delegates
from clearway.hub.disclosures import public as disclosures
from clearway.platform.calendar import now
from clearway.platform.identity import external
from clearway.platform.notifications import people
from tests.clearance.notices.conftest import told
from tests.hub.citizen.looking import ARTICLE, KIND, agreed, look
from tests.hub.citizen.people import BANK, citizen, fresh_number

__all__ = ["told"]

Told = Callable[[], None]
pytestmark = pytest.mark.usefixtures("country")


@pytest.fixture
def person(monkeypatch: pytest.MonkeyPatch, country: None) -> str:
    """A person with an account, about whom a bank may ask, because they allowed it."""
    agreed(monkeypatch)
    number, at = fresh_number(), now()
    citizen(number)
    asked = consents.ask(number, BANK, KIND, ARTICLE, ("address",), by="user:bank", at=at)
    consents.give(asked, subject=number, by=f"person:{number}", at=at)
    return number


def _user(number: str) -> Any:
    [name] = external.users_of([number])[number]
    return get_user_model().objects.get(username=name)


def _kinds(number: str) -> list[str]:
    return [one.kind for one in people.inbox(_user(number).pk)]


def test_somebody_is_told_that_somebody_looked_and_finds_who(told: Told, person: str) -> None:
    look(person)

    told()

    [newest, *_] = people.inbox(_user(person).pk)
    assert newest.kind == "person.looked-up"
    assert "Access 1 about you" in newest.text
    assert BANK not in newest.text + newest.title


def test_whoever_does_not_want_to_be_told_is_not(told: Told, person: str) -> None:
    people.choose(_user(person).pk, {("person.looked-up", "portal"): False}, known={"person.looked-up"})
    look(person)

    told()

    assert "person.looked-up" not in _kinds(person)


def test_a_concealed_access_is_told_when_its_time_is_over_and_not_before(told: Told, person: str) -> None:
    at = now()
    disclosures.conceal(
        f"person/{person}", BANK, case_number="C-1", article="SHA-9", until=at + timedelta(minutes=1), by="court",
        at=at,
    )  # fmt: skip
    look(person, case="C-1")
    told()
    assert not {"person.looked-up", "person.access-disclosed"} & set(_kinds(person))

    disclosures.tell_ended(at=at + timedelta(minutes=1))
    told()

    assert _kinds(person)[0] == "person.access-disclosed"


def test_every_step_of_a_consent_is_told(told: Told, person: str) -> None:
    told()
    asked = consents.ask(person, BANK, KIND, ARTICLE, ("born",), by="user:bank", at=now())
    consents.refuse(asked, subject=person, by="user:me", at=now())

    told()

    assert sorted(_kinds(person)[:2]) == ["person.consent-asked", "person.consent-decided"]


def test_both_sides_are_told_of_a_delegation(told: Told, person: str) -> None:
    helper = fresh_number()
    citizen(helper)
    delegates.delegate(person, helper, by="user:me", at=now())

    told()

    assert _kinds(helper) == ["person.delegated"]
    assert _kinds(person)[0] == "person.delegated"
