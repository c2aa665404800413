"""An address is asked whether it is its person's before anything else goes there."""

import email
import re
from datetime import timedelta
from email.policy import default

import pytest
from django.core import signing
from pytest_django.fixtures import Settings

from clearway.platform.calendar import now
from clearway.platform.notifications import addresses, errors, models, people, telling
from tests.platform.notifications.conftest import MailServer
from tests.platform.notifications.waiting import Rang, carry, confirm_all, user_of

pytestmark = pytest.mark.usefixtures("country", "nothing_waits")


@pytest.fixture
def new(person: str) -> str:
    """An address that nobody has given yet."""
    return f"new-{person}@trade.example"


@pytest.fixture(autouse=True)
def _is_known(settings: Settings) -> None:
    settings.CLEARWAY_PORTAL = "https://portal.example"
    settings.CLEARWAY_SMTP = settings.CLEARWAY_SMTP or "smtp://127.0.0.1:1"
    settings.CLEARWAY_SMS = "smpp://x:y@127.0.0.1:1"


def sent_to(address: str) -> list[models.Delivery]:
    """What was written to be sent to an address, first to last."""
    return list(models.Delivery.objects.filter(address=address).order_by("made_at"))


def code_in(delivery: models.Delivery) -> str:
    [code] = re.findall(r"\b\d{6}\b", delivery.content["text"])
    return str(code)


def token_in(delivery: models.Delivery) -> str:
    return str(delivery.content["link"]).rpartition("/")[2]


def test_nothing_but_the_question_goes_to_an_address_until_it_is_confirmed(person: str, new: str, rang: Rang) -> None:
    user = user_of(person)
    people.be_reached_at(user, email=new, phone="")
    telling.tell([rang(person, by="email")])

    [question] = sent_to(new)
    assert question.kind == "address"
    assert people.reach(user) == (new, "")
    assert len(sent_to(f"{person}@trade.example")) == 1, "the former address stays until the new one has answered"

    assert addresses.confirm_by_link(token_in(question), at=now())
    one = rang(person, by="email")
    telling.tell([one])
    assert models.Delivery.objects.get(source=one.source).address == new


def test_the_question_is_a_mail_with_a_link(person: str, new: str, mail_server: MailServer) -> None:
    people.be_reached_at(user_of(person), email=new, phone="")
    clock = now() + timedelta(seconds=1)

    assert carry("email", lambda: clock) == 1  # type: ignore[arg-type] # a clock is what is called.

    message = email.message_from_bytes(mail_server.taken[0].content, policy=default)
    found = re.search(r"https://portal\.example/addresses/(\S+)", message.get_content())
    assert message["To"] == new
    assert found is not None
    assert addresses.confirm_by_link(found[1], at=clock)


def test_a_text_message_asks_by_a_code_and_no_link(person: str) -> None:
    user = user_of(person)
    people.be_reached_at(user, email="", phone="+82 2 1234 5679")
    [question] = sent_to("+82212345679")

    assert "link" not in question.content
    with pytest.raises(errors.CodeWrong):
        addresses.confirm_by_code(user, "sms", "x", at=now())
    assert addresses.confirm_by_code(user, "sms", f" {code_in(question)} ", at=now())
    assert telling.reach_of(user) is not None
    assert people.reach(user) == ("", "+82212345679")
    assert addresses.unconfirmed(user) == ()


def test_a_code_is_guessed_a_few_times_only_and_counts_for_a_while(person: str, new: str) -> None:
    user = user_of(person)
    people.be_reached_at(user, email=new, phone="")
    [question] = sent_to(new)
    for _ in range(addresses.MOST_TRIES):
        with pytest.raises(errors.CodeWrong):
            addresses.confirm_by_code(user, "email", "no", at=now())
    with pytest.raises(errors.CodeOver):
        addresses.confirm_by_code(user, "email", code_in(question), at=now())

    assert addresses.ask_again(user, "email", at=now())
    late = now() + addresses.COUNTS["email"]
    again = sent_to(new)[-1]
    with pytest.raises(errors.CodeOver):
        addresses.confirm_by_code(user, "email", code_in(again), at=late)
    assert not addresses.confirm_by_link(token_in(again), at=late)
    assert addresses.confirm_by_code(user, "email", code_in(again), at=now())


def test_only_the_latest_link_counts_once_and_for_nothing_else(person: str, new: str) -> None:
    user = user_of(person)
    people.be_reached_at(user, email=new, phone="")
    addresses.ask_again(user, "email", at=now())
    first, second = sent_to(new)
    row = models.Unconfirmed.objects.get(user_id=user)

    for forged in ("", "x", token_in(first), token_in(second)[:-1], signing.dumps([row.pk, row.digest])):
        assert not addresses.confirm_by_link(forged, at=now())
    assert addresses.confirm_by_link(token_in(second), at=now())
    assert not addresses.confirm_by_link(token_in(second), at=now())


def test_what_is_said_again_is_not_asked_again_and_what_is_emptied_is_forgotten(person: str, new: str) -> None:
    user = user_of(person)
    for _ in range(3):
        people.be_reached_at(user, email=new, phone="")
    assert len(sent_to(new)) == 1

    people.be_reached_at(user, email="", phone="")
    assert people.reach(user) == ("", "")
    assert addresses.unconfirmed(user) == ()


def test_nobody_sends_questions_without_end(person: str) -> None:
    user = user_of(person)
    for number in range(addresses.MOST_A_DAY):
        people.be_reached_at(user, email=f"{number}@elsewhere.example", phone="")
    with pytest.raises(errors.TooManyQuestions):
        people.be_reached_at(user, email="one-more@elsewhere.example", phone="")
    assert people.reach(user)[0] == f"{addresses.MOST_A_DAY - 1}@elsewhere.example"


def test_what_was_confirmed_before_is_taken_at_once(person: str, new: str) -> None:
    user = user_of(person)
    people.be_reached_at(user, email=new, phone="")
    confirm_all(person)
    people.be_reached_at(user, email="other@trade.example", phone="")
    people.be_reached_at(user, email=new, phone="")

    assert addresses.unconfirmed(user) == ()
    assert people.reach(user) == (new, "")
