"""What waits leaves the house once, whoever is killed and whatever the outside answers."""

import email
import threading
from datetime import timedelta
from email.policy import default

import pytest
from django.db import connection
from pytest_django.fixtures import Settings

from clearway.platform.notifications import lines, models, people, telling
from tests.platform.notifications.conftest import AT, Clock, MailServer, Process
from tests.platform.notifications.waiting import (
    Rang,
    carry,
    endpoint,
    killed_while_sending,
    reached_at,
    state_of,
    user_of,
)

pytestmark = pytest.mark.usefixtures("country", "nothing_waits")


def test_a_mail_is_taken_by_a_real_server_in_the_persons_language(
    person: str, rang: Rang, mail_server: MailServer, clock: Clock
) -> None:
    one = rang(person, by="portal email", number=7001)
    telling.tell([one])

    assert carry("email", clock) == 1

    message = email.message_from_bytes(mail_server.taken[0].content, policy=default)
    assert (message["From"], message["To"]) == ("notices@customs.example", f"{person}@trade.example")
    assert message["Subject"] == "종 7001"
    assert message.get_content().splitlines()[0] == "종 7001이 울렸습니다."
    delivery = state_of(one, "email")
    assert message["Message-ID"] == f"<{delivery.id.hex}@customs.example>"
    assert (delivery.state, delivery.attempts) == ("delivered", 1)
    assert carry("email", clock) == 0


def test_told_twice_nothing_is_written_twice(person: str, rang: Rang, mail_server: MailServer) -> None:
    one = rang(person, by="portal email")

    telling.tell([one, one])
    telling.tell([one])

    assert models.Notice.objects.filter(source=one.source).count() == 1
    assert models.Delivery.objects.filter(source=one.source).count() == 1


def test_a_person_is_told_by_the_ways_they_chose(person: str, rang: Rang, mail_server: MailServer) -> None:
    user = user_of(person)
    people.choose(user, {("tests.rang", "portal"): False, ("tests.rang", "email"): True}, known=["tests.rang"])
    one = rang(person, by="portal")

    telling.tell([one])

    assert people.inbox(user) == []
    assert state_of(one, "email").address == f"{person}@trade.example"
    reached_at(person)
    another = rang(person)
    telling.tell([another])
    assert not models.Delivery.objects.filter(source=another.source).exists()


def test_a_way_that_is_not_set_up_is_not_used(person: str, rang: Rang, settings: Settings) -> None:
    settings.CLEARWAY_SMTP = ""
    one = rang(person, by="portal email")
    telling.tell([one])
    assert not models.Delivery.objects.filter(source=one.source).exists()


def test_a_mail_that_is_refused_for_ever_is_not_tried_again_and_stops_no_other(
    person: str, rang: Rang, mail_server: MailServer, clock: Clock
) -> None:
    reached_at(person, email="unknown@trade.example")
    refused = rang(person, by="email")
    telling.tell([refused])
    reached_at(person, email="known@trade.example")
    taken = rang(person, by="email")
    telling.tell([taken])

    assert carry("email", clock) == 2

    assert (state_of(refused, "email").state, state_of(taken, "email").state) == ("failed", "delivered")
    assert state_of(refused, "email").last_answer == "550 nobody of that name"


def test_a_mail_that_is_refused_for_now_is_tried_later(
    person: str, rang: Rang, mail_server: MailServer, clock: Clock
) -> None:
    reached_at(person, email="full@trade.example")
    one = rang(person, by="email")
    telling.tell([one])

    carry("email", clock)

    delivery = state_of(one, "email")
    assert (delivery.state, delivery.due_at) == ("waiting", AT + timedelta(seconds=5))
    assert carry("email", clock) == 0


def test_a_mail_whose_answer_is_lost_is_in_doubt_and_not_repeated_by_itself(
    person: str, rang: Rang, mail_server: MailServer, clock: Clock
) -> None:
    user = user_of(person)
    reached_at(person, email="silent@trade.example")
    one = rang(person, by="email")
    telling.tell([one])

    carry("email", clock)
    clock.pass_by(days=30)
    lines.wake("email")
    carry("email", clock)

    delivery = state_of(one, "email")
    assert (delivery.state, len(mail_server.taken)) == ("doubtful", 1)
    assert people.send_again(user, str(delivery.id), at=clock())
    carry("email", clock)
    assert len(mail_server.taken) == 2


def test_a_sender_killed_after_the_mail_server_took_it_sends_no_second_mail(
    person: str, rang: Rang, mail_server: MailServer, clock: Clock
) -> None:
    one = rang(person, by="portal email")
    telling.tell([one])

    killed_while_sending("email", {"CLEARWAY_SMTP": mail_server.url})
    assert state_of(one, "email").state == "sending"
    carry("email", clock)
    clock.pass_by(days=30)
    carry("email", clock)

    assert len(mail_server.taken) == 1
    assert state_of(one, "email").state == "doubtful"
    assert len(people.inbox(user_of(person))) == 1


def test_a_sender_killed_after_a_webhook_was_taken_repeats_it_under_its_old_number(
    party: str, rang: Rang, receiver: Process, clock: Clock
) -> None:
    number = endpoint(receiver, "ok", party)
    one = rang(parties=party)
    telling.tell([one])

    killed_while_sending(f"webhook/{number}", {"CLEARWAY_WEBHOOKS_TO_PRIVATE": "1"})
    carry(f"webhook/{number}", clock)
    carry(f"webhook/{number}", clock)

    numbers = [taken["headers"]["webhook-id"] for taken in receiver.taken()]  # type: ignore[index] # by our receiver.
    delivery = state_of(one, "webhook")
    assert numbers == [f"msg_{delivery.id.hex}"] * 2
    assert (delivery.state, delivery.attempts) == ("delivered", 2)
    outcomes = [tried.outcome for tried in people.delivery(str(delivery.id), party=party)[1]]  # type: ignore[index] # it is there.
    assert outcomes == ["unknown", "delivered"]


def test_a_line_is_one_senders_at_a_time(person: str, rang: Rang, mail_server: MailServer, clock: Clock) -> None:
    telling.tell([rang(person, by="email")])
    seen: list[int] = []

    def other() -> None:
        seen.append(carry("email", clock))
        connection.close()

    with lines.held("email") as is_ours:
        assert is_ours
        thread = threading.Thread(target=other)
        thread.start()
        thread.join()

    assert seen == [0]
    assert carry("email", clock) == 1


def test_a_text_message_reaches_the_centre_in_the_persons_language(
    person: str, rang: Rang, centre: Process, clock: Clock
) -> None:
    reached_at(person, phone="+82 2 1234 5678")
    telling.tell([rang(person, by="sms", number=7003)])

    assert carry("sms", clock) == 1

    assert centre.taken() == [{"number": "00000001", "sender": "Clearway", "to": "82212345678", "text": "종 7003"}]
