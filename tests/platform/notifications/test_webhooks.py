"""What a party's own software is told over HTTP: signed, in order, again where it was not taken."""

from datetime import UTC, datetime, timedelta
from importlib import import_module

import msgspec
import pytest
from django.apps import apps
from pytest_django.fixtures import Settings

from clearway.platform.calendar import now
from clearway.platform.notifications import endpoints, lines, models, signature, telling
from tests.platform.notifications.conftest import AT, Clock, Process
from tests.platform.notifications.waiting import Rang, carry, endpoint, secret_of, state_of

SEALED = "0002_secrets_are_sealed_and_addresses_confirmed"

pytestmark = pytest.mark.usefixtures("country", "nothing_waits")


def test_a_webhook_is_signed_and_says_what_happened(party: str, rang: Rang, receiver: Process, clock: Clock) -> None:
    number = endpoint(receiver, "ok", party)
    secret = secret_of(number)
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
    former = secret_of(number)
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


def _moment(headers: dict[str, str]) -> datetime:
    return datetime.fromtimestamp(int(headers["webhook-timestamp"]), UTC)


def test_secrets_are_stored_sealed(party: str, receiver: Process) -> None:
    number = endpoint(receiver, "ok", party)
    former = secret_of(number)
    secret = endpoints.rotate(party, number, at=now())

    row = models.Endpoint.objects.get(pk=number)

    assert endpoints.keys_of(row, at=now()) == (secret, former)
    for stored in (row.secret, row.former_secret):
        assert "whsec_" not in stored
        assert former[6:20] not in stored


def test_after_the_houses_secret_has_changed_nothing_goes_out_until_the_endpoint_has_a_new_one(
    party: str, rang: Rang, receiver: Process, clock: Clock, settings: Settings
) -> None:
    number = endpoint(receiver, "ok", party)
    settings.SECRET_KEY = "another secret of the house"
    one = rang(parties=party)
    telling.tell([one])

    carry(f"webhook/{number}", clock)

    assert receiver.taken() == []
    assert state_of(one, "webhook").state == "waiting"
    [seen] = endpoints.of_party(party)
    assert "Make a new secret" in seen.last_error

    secret = endpoints.rotate(party, number, at=now())
    assert secret is not None
    assert endpoints.keys_of(models.Endpoint.objects.get(pk=number), at=now()) == (secret,)
    clock.pass_by(hours=1)
    carry(f"webhook/{number}", clock)
    taken = receiver.taken()[0]
    headers: dict[str, str] = taken["headers"]  # type: ignore[assignment] # by our receiver.
    assert signature.is_genuine(headers, str(taken["body"]).encode(), secret, at=_moment(headers))
    assert state_of(one, "webhook").state == "delivered"


def test_secrets_that_stood_in_plain_text_are_sealed_once(party: str, receiver: Process) -> None:
    number, plain = endpoint(receiver, "ok", party), signature.new_secret()
    models.Endpoint.objects.filter(pk=number).update(secret=plain, former_secret="")
    migration = import_module("clearway.platform.notifications.migrations." + SEALED)

    for _ in range(2):
        migration._seal(apps, None)
        assert secret_of(number) == plain
    migration._unseal(apps, None)
    assert models.Endpoint.objects.get(pk=number).secret == plain
    migration._seal(apps, None)
