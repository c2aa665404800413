"""What waits leaves the house once, whoever is killed and whatever the outside answers."""

import email
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.policy import default

import msgspec
import pytest
from django.conf import settings as django_settings
from django.contrib.auth import get_user_model
from django.db import connection
from pytest_django.fixtures import Settings

from clearway.platform.calendar import now
from clearway.platform.notifications import carrying, endpoints, lines, models, people, signature, telling, ways
from clearway.platform.notifications.telling import Telling
from tests.platform.notifications.conftest import AT, ROOT, Clock, MailServer, Process

Rang = Callable[..., Telling]
pytestmark = pytest.mark.usefixtures("country")


def carry(line: str, clock: Clock) -> int:
    return carrying.carry_line(line, ways.conversation, clock=clock, chance=lambda: 0.0).carried


def state_of(one: Telling, channel: str) -> models.Delivery:
    return models.Delivery.objects.get(source=one.source, channel=channel)


def user_of(name: str) -> int:
    return int(get_user_model().objects.values_list("pk", flat=True).get(username=name))


def endpoint(receiver: Process, path: str, party: str) -> int:
    url = f"http://127.0.0.1:{receiver.port}/{path}"
    return endpoints.add(party, url, kinds=[], known=["tests.rang"], description="", by="user:tests", at=AT)[0]


@pytest.fixture
def party(person: str) -> str:
    return f"DL-{person}"


def killed_while_sending(line: str, monkeypatch_env: dict[str, str]) -> None:
    """A sender of its own process is killed between the acknowledgement and its own note of it."""
    database = django_settings.DATABASES["default"]
    url = (
        f"postgresql://{database['USER']}:{database['PASSWORD']}@{database['HOST']}:{database['PORT']}"
        f"/{database['NAME']}"
    )
    environment = {
        **os.environ,
        **monkeypatch_env,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "clearway.config.settings",
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
    }
    command = [sys.executable, "-m", "tests.platform.notifications.dying_sender", line]
    ended = subprocess.run(command, cwd=ROOT, env=environment, timeout=60, check=False)
    assert ended.returncode == -signal.SIGKILL


@pytest.fixture(autouse=True)
def nothing_waits(country: None) -> None:
    """What other tests left waiting is none of these tests' business."""
    models.Delivery.objects.filter(state__in=("waiting", "sending")).update(state="failed")
    models.Line.objects.all().delete()


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
    people.be_reached_at(user, email="", phone="")
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
    user = user_of(person)
    people.be_reached_at(user, email="unknown@trade.example", phone="")
    refused = rang(person, by="email")
    telling.tell([refused])
    people.be_reached_at(user, email="known@trade.example", phone="")
    taken = rang(person, by="email")
    telling.tell([taken])

    assert carry("email", clock) == 2

    assert (state_of(refused, "email").state, state_of(taken, "email").state) == ("failed", "delivered")
    assert state_of(refused, "email").last_answer == "550 nobody of that name"


def test_a_mail_that_is_refused_for_now_is_tried_later(
    person: str, rang: Rang, mail_server: MailServer, clock: Clock
) -> None:
    people.be_reached_at(user_of(person), email="full@trade.example", phone="")
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
    people.be_reached_at(user, email="silent@trade.example", phone="")
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


def test_a_webhook_is_signed_and_says_what_happened(party: str, rang: Rang, receiver: Process, clock: Clock) -> None:
    number = endpoint(receiver, "ok", party)
    secret = models.Endpoint.objects.get(pk=number).secret
    telling.tell([rang(parties=party, number=7002)])

    carry(f"webhook/{number}", clock)

    taken = receiver.taken()[0]
    body = str(taken["body"]).encode()
    headers: dict[str, str] = taken["headers"]  # type: ignore[assignment] # by our receiver.
    sent_at = _moment(headers)
    assert signature.is_genuine(headers, body, secret, at=sent_at)
    assert not signature.is_genuine(headers, body + b" ", secret, at=sent_at)
    assert not signature.is_genuine(headers, body, signature.new_secret(), at=sent_at)
    assert not signature.is_genuine(headers, body, secret, at=sent_at + timedelta(seconds=301))
    assert msgspec.json.decode(body) == {
        "type": "tests.rang",
        "timestamp": AT.isoformat(),
        "data": {"subject": "bell/7002", "number": "7002"},
    }


def test_while_a_secret_is_changed_both_sign_and_afterwards_only_the_new_one(
    party: str, rang: Rang, receiver: Process, clock: Clock
) -> None:
    number = endpoint(receiver, "ok", party)
    former = models.Endpoint.objects.get(pk=number).secret
    at = now()
    secret = endpoints.rotate(party, number, at=at)
    assert secret is not None
    telling.tell([rang(parties=party)])
    carry(f"webhook/{number}", clock)
    models.Endpoint.objects.filter(pk=number).update(former_until=at - timedelta(seconds=1))
    telling.tell([rang(parties=party)])
    carry(f"webhook/{number}", clock)

    first, second = receiver.taken()
    for one, keys in ((first, {secret: True, former: True}), (second, {secret: True, former: False})):
        headers: dict[str, str] = one["headers"]  # type: ignore[assignment] # by our receiver.
        for key, is_good in keys.items():
            genuine = signature.is_genuine(headers, str(one["body"]).encode(), key, at=_moment(headers))
            assert genuine == is_good


@pytest.mark.parametrize(
    ("path", "answer", "pause"),
    [("broken", "500 out of order", 5), ("busy", "503 later", 3600), ("redirect", "302", 5)],
)
def test_a_receiver_that_does_not_take_it_gets_it_later(
    party: str, rang: Rang, receiver: Process, clock: Clock, path: str, answer: str, pause: int
) -> None:
    number = endpoint(receiver, path, party)
    one = rang(parties=party)
    telling.tell([one])

    carry(f"webhook/{number}", clock)

    delivery = state_of(one, "webhook")
    assert (delivery.state, delivery.last_answer) == ("waiting", answer)
    assert delivery.due_at == AT + timedelta(seconds=pause)
    assert len(receiver.taken()) == 1  # a redirect is not followed


def test_a_receiver_that_is_gone_is_asked_no_more(party: str, rang: Rang, receiver: Process, clock: Clock) -> None:
    number = endpoint(receiver, "gone", party)
    first, second = rang(parties=party), rang(parties=party)
    telling.tell([first, second])

    carry(f"webhook/{number}", clock)
    carry(f"webhook/{number}", clock)

    assert len(receiver.taken()) == 1
    assert {state_of(one, "webhook").state for one in (first, second)} == {"failed"}
    seen = endpoints.one_of(party, number)
    assert seen is not None
    assert (seen.is_on, seen.off_because) == (False, "410 gone")


@pytest.mark.parametrize("path", ["hang", "drip"])
def test_a_receiver_that_keeps_us_waiting_is_left(
    party: str, rang: Rang, receiver: Process, clock: Clock, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("clearway.platform.notifications.channels.webhook.LONGEST_SECONDS", 0.5)
    number = endpoint(receiver, path, party)
    one = rang(parties=party)
    telling.tell([one])

    carry(f"webhook/{number}", clock)

    assert state_of(one, "webhook").state == "waiting"
    assert models.Attempt.objects.get(delivery=state_of(one, "webhook")).took_ms < 5000


def test_a_long_answer_is_not_read_to_its_end(party: str, rang: Rang, receiver: Process, clock: Clock) -> None:
    number = endpoint(receiver, "large", party)
    one = rang(parties=party)
    telling.tell([one])

    carry(f"webhook/{number}", clock)

    delivery = state_of(one, "webhook")
    assert delivery.state == "delivered"
    assert len(delivery.last_answer) < 400


def test_a_line_that_fails_again_and_again_rests_and_is_then_tried_with_one(
    party: str, rang: Rang, receiver: Process, clock: Clock
) -> None:
    number = endpoint(receiver, "broken", party)
    line = f"webhook/{number}"
    telling.tell([rang(parties=party) for _ in range(8)])
    for _ in range(5):
        carry(line, clock)
    rests_until = models.Line.objects.get(name=line).rests_until

    assert rests_until == AT + timedelta(seconds=30)
    assert line not in lines.to_talk_on(clock(), taken=[], limit=10)
    clock.pass_by(seconds=31)
    assert line in lines.to_talk_on(clock(), taken=[], limit=10)
    assert carry(line, clock) == 1
    assert models.Line.objects.get(name=line).rests_until == clock() + timedelta(seconds=60)

    endpoints.change(party, number, f"http://127.0.0.1:{receiver.port}/ok", kinds=[], known=["tests.rang"],
                     description="", is_on=True)  # fmt: skip
    clock.pass_by(hours=1)
    assert carry(line, clock) == 1
    assert models.Line.objects.get(name=line).failures == 0
    assert carry(line, clock) == 7


def test_after_enough_tries_a_delivery_has_failed_and_can_be_sent_again(
    party: str, rang: Rang, receiver: Process, clock: Clock
) -> None:
    number = endpoint(receiver, "broken", party)
    one = rang(parties=party)
    telling.tell([one])
    for _ in range(8):
        carry(f"webhook/{number}", clock)
        clock.pass_by(hours=11)
    delivery = state_of(one, "webhook")
    assert (delivery.state, delivery.attempts) == ("failed", 8)

    assert not endpoints.send_again("DL-somebody-else", str(delivery.id), at=clock())
    assert endpoints.send_again(party, str(delivery.id), at=clock())
    carry(f"webhook/{number}", clock)

    assert [taken["headers"]["webhook-id"] for taken in receiver.taken()] == [f"msg_{delivery.id.hex}"] * 9  # type: ignore[index] # by our receiver.


def test_everything_since_a_moment_can_be_sent_again(party: str, rang: Rang, receiver: Process, clock: Clock) -> None:
    number = endpoint(receiver, "ok", party)
    told = [rang(parties=party) for _ in range(3)]
    telling.tell(told)
    carry(f"webhook/{number}", clock)
    models.Delivery.objects.filter(source=told[0].source).update(made_at=AT - timedelta(days=1))

    assert endpoints.send_again_since("DL-somebody-else", number, AT, at=clock()) == 0
    assert endpoints.send_again_since(party, number, AT, at=clock()) == 2
    carry(f"webhook/{number}", clock)

    assert len(receiver.taken()) == 5


def test_an_endpoint_is_told_only_the_kinds_it_asked_for(
    party: str, rang: Rang, receiver: Process, clock: Clock
) -> None:
    url = f"http://127.0.0.1:{receiver.port}/ok"
    endpoints.add(party, url, kinds=["other"], known=["other", "tests.rang"], description="", by="t", at=AT)
    one = rang(parties=party)
    telling.tell([one])
    assert not models.Delivery.objects.filter(source=one.source).exists()


def test_a_removed_endpoint_is_told_nothing_more(party: str, rang: Rang, receiver: Process, clock: Clock) -> None:
    number = endpoint(receiver, "ok", party)
    one = rang(parties=party)
    telling.tell([one])
    assert not endpoints.remove("DL-somebody-else", number, at=AT)
    assert endpoints.remove(party, number, at=AT)

    carry(f"webhook/{number}", clock)
    telling.tell([rang(parties=party)])

    assert receiver.taken() == []
    assert state_of(one, "webhook").state == "failed"


def test_a_text_message_reaches_the_centre_in_the_persons_language(
    person: str, rang: Rang, centre: Process, clock: Clock
) -> None:
    people.be_reached_at(user_of(person), email="", phone="+82 2 1234 5678")
    telling.tell([rang(person, by="sms", number=7003)])

    assert carry("sms", clock) == 1

    assert centre.taken() == [{"number": "00000001", "sender": "Clearway", "to": "82212345678", "text": "종 7003"}]


def _moment(headers: dict[str, str]) -> datetime:
    return datetime.fromtimestamp(int(headers["webhook-timestamp"]), UTC)
