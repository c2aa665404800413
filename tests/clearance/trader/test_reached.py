"""The pages on which people say where they are reached, and show that it is theirs."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from pytest_django.fixtures import Settings

from clearway.platform.notifications import models, people
from tests.portal.people import fresh, member, officer, outsider, signed_in, words

pytestmark = pytest.mark.usefixtures("country")
PAGE = "/account/reached"


@pytest.fixture(autouse=True)
def _ways(settings: Settings) -> None:
    settings.CLEARWAY_PORTAL = "https://portal.example"
    settings.CLEARWAY_SMTP, settings.CLEARWAY_SMS = "smtp://127.0.0.1:1", "smpp://x:y@127.0.0.1:1"


def reach(name: str) -> tuple[str, str]:
    """What is confirmed."""
    row = models.Reach.objects.filter(user__username=name).first()
    return (row.email, row.phone) if row else ("", "")


def asked(address: str) -> models.Delivery:
    return models.Delivery.objects.filter(address=address, kind="address").latest("made_at")


def link(address: str) -> str:
    return str(asked(address).content["link"]).removeprefix("https://portal.example")


def test_an_address_is_given_asked_confirmed_by_its_link_and_used() -> None:
    name, address = member(), f"{fresh('mail')}@trade.example"
    client = signed_in(name)

    client.post(PAGE, {"email": address, "phone": ""})
    assert f"{address} is not confirmed yet" in words(client.get(PAGE))
    assert "is not confirmed yet" in words(client.get("/account"))
    assert reach(name) == ("", "")

    nobody = Client()
    question = words(nobody.get(link(address)))
    assert f"Are notices to be sent to {address}?" in question
    assert reach(name) == ("", ""), "a program that only opens links confirms nothing"
    assert "The address is confirmed" in words(nobody.post(link(address)))
    assert reach(name) == (address, "")
    assert nobody.get(link(address)).status_code == nobody.post(link(address)).status_code == 404
    page = words(client.get(PAGE))
    assert f"You are told at <strong>{address}</strong>." in page
    assert "not confirmed yet" not in page


def test_a_number_is_confirmed_by_its_code() -> None:
    name = member()
    client = signed_in(name)
    client.post(PAGE, {"email": "", "phone": "+84 90 765 4321"})
    [code] = re.findall(r"\d{6}", asked("+84907654321").content["text"])

    wrong = client.post(PAGE, {"act": "code", "way": "sms", "code": "wrong"})
    assert wrong.status_code == 422
    assert "NTC-008" in words(wrong)
    assert client.post(PAGE, {"act": "code", "way": "sms", "code": code}).status_code == 302
    assert reach(name) == ("", "+84907654321")


def test_the_question_is_sent_again_and_only_the_later_link_counts() -> None:
    name, address = member(), f"{fresh('mail')}@trade.example"
    client = signed_in(name)
    client.post(PAGE, {"email": address, "phone": ""})
    former = link(address)

    client.post(PAGE, {"act": "again", "way": "email"})

    assert Client().post(former).status_code == 404
    assert Client().post(link(address)).status_code == 200
    assert reach(name) == (address, "")


@pytest.mark.parametrize(("email", "phone"), [("no address", ""), ("", "123")])
def test_what_is_no_address_is_refused_and_stays_in_its_field(email: str, phone: str) -> None:
    answer = signed_in(member()).post(PAGE, {"email": email, "phone": phone})

    assert answer.status_code == 422
    assert "NTC-004" in words(answer)
    assert f'value="{email or phone}"' in words(answer)


def test_nobody_confirms_for_another() -> None:
    name, address = member(), f"{fresh('mail')}@trade.example"
    signed_in(name).post(PAGE, {"email": address, "phone": ""})
    [code] = re.findall(r"\b\d{6}\b", asked(address).content["text"])

    signed_in(member()).post(PAGE, {"act": "code", "way": "email", "code": code})

    assert reach(name) == ("", "")
    user = get_user_model().objects.get(username=name)
    assert people.reach(user.pk) == (address, "")


@pytest.mark.parametrize("token", ["x", "a:b:c", "x" * 5000])
def test_a_link_that_was_never_sent_is_not_found(token: str) -> None:
    assert Client().get(f"/addresses/{token}").status_code == 404


def test_people_of_every_audience_have_the_page(settings: Settings) -> None:
    for name in (member(), officer(), outsider()):
        assert signed_in(name).get(PAGE).status_code == 200
    settings.CLEARWAY_SMTP = settings.CLEARWAY_SMS = ""
    assert "No mails and text messages are sent from here." in words(signed_in(member()).get(PAGE))
