"""Citizens say once what they think of a service; results name nobody and wait for enough answers."""

import itertools

import pytest
from django.test import Client

from clearway.hub.consents import public as consents
from clearway.hub.exchange import models as exchange
from clearway.hub.survey import models
from clearway.hub.survey import public as survey
from clearway.hub.survey.public import NotYourService, SaidBefore
from clearway.platform.calendar import day_in, now
from tests.hub.citizen.looking import agreed, look
from tests.hub.citizen.people import BANK, citizen, fresh_number
from tests.portal.people import words

pytestmark = pytest.mark.usefixtures("country")
GOOD = {"convenience": "5", "responsiveness": "4", "content": "4", "security": "3"}
_cases = itertools.count(1)


@pytest.fixture(autouse=True)
def _agreed(country: None, monkeypatch: pytest.MonkeyPatch) -> None:
    agreed(monkeypatch)
    models.Opinion.objects.all().delete()


def served(case: str = "") -> tuple[str, str]:
    """Somebody who was served, and the access."""
    number, at = fresh_number(), now()
    asked = consents.ask(number, BANK, "RES-001", "CR-12", ("address",), by="user:bank", at=at)
    consents.give(asked, subject=number, by=f"person:{number}", at=at)
    return number, look(number, case=case or f"V-{next(_cases)}").access


def test_a_citizen_says_once_how_a_service_was() -> None:
    number, access = served()
    client = citizen(number)
    assert "First Harbour Bank" in words(client.get("/me/survey"))

    assert client.post(f"/me/survey/{access}", {**GOOD, "words": "Quick."}).status_code == 302

    assert "There is nothing to say now." in words(client.get("/me/survey"))
    again = client.post(f"/me/survey/{access}", GOOD)
    assert "You have said what you think of this service." in words(again)
    assert models.Opinion.objects.get().marks == [5, 4, 4, 3]


def test_each_question_is_answered() -> None:
    number, access = served()
    client = citizen(number)

    for wrong in ({}, {**GOOD, "security": "6"}, {**GOOD, "content": ""}, {**GOOD, "content": "12"}):
        answer = client.post(f"/me/survey/{access}", wrong)
        assert answer.status_code == 400
        assert "Each question is answered from 1 to 5" in words(answer)
    assert not models.Opinion.objects.exists()


def test_nobody_speaks_of_a_service_of_somebody_else() -> None:
    _, access = served()
    day = day_in("UTC", now())

    with pytest.raises(NotYourService):
        survey.give_opinion(f"person/{fresh_number()}", access, dict.fromkeys(GOOD, 5), "", day=day)
    assert citizen(fresh_number()).get(f"/me/survey/{access}").status_code == 404


def test_two_look_ups_of_a_case_are_one_service() -> None:
    number, access = served("V-SAME")
    second = look(number, case="V-SAME").access
    marks, day = dict.fromkeys(GOOD, 5), day_in("UTC", now())
    survey.give_opinion(f"person/{number}", access, marks, "", day=day)

    with pytest.raises(SaidBefore):
        survey.give_opinion(f"person/{number}", second, marks, "", day=day)


def test_results_wait_for_enough_answers_and_carry_no_words() -> None:
    marks, day = {"convenience": 5, "responsiveness": 4, "content": 4, "security": 3}, day_in("UTC", now())
    for count in range(5):
        assert survey.results(now()) == ()
        number, access = served()
        survey.give_opinion(f"person/{number}", access, marks, f"I am {number}, answer {count}", day=day)

    page = words(Client().get("/satisfaction"))

    assert "First Harbour Bank" in page
    assert "5.0" in page
    assert number not in page


def test_nothing_leads_from_an_opinion_to_its_author() -> None:
    number, access = served()
    survey.give_opinion(f"person/{number}", access, dict.fromkeys(GOOD, 5), "", day=day_in("UTC", now()))

    kept = [str(vars(row)) for table in (models.Opinion, models.Asked) for row in table.objects.all()]

    assert not any(number in one or access in one for one in kept)
    assert exchange.Access.objects.filter(number=access).exists()
