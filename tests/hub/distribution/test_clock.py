"""What the clock does about distributions: compares when it is time, ends what is over, asks copies back."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from clearway.hub.distribution import models
from clearway.hub.distribution import public as distribution
from clearway.hub.distribution.public import clock
from clearway.hub.exchange import public as exchange
from clearway.platform.calendar import now
from clearway.platform.events import log
from tests.hub.distribution.receiving import HOLDER, Receiver, Register, setting

pytestmark = pytest.mark.usefixtures("country")
KEYS = [f"P75{n:05}" for n in range(5)]


@pytest.fixture
def register() -> Iterator[Register]:
    models.Distribution.objects.exclude(state="destroyed").update(state="destroyed")
    one = Register("clocked")
    one.put(*KEYS)
    yield one
    one.close()


def _types(receiver: Receiver) -> list[str]:
    return [one.type for one in log.about(f"distribution/{receiver.number}")]


def test_a_copy_is_compared_when_its_hours_are_over(register: Register) -> None:
    receiver = Receiver("DL-C1").agree()
    receiver.subscribe(part_rows=2)
    models.Distribution.objects.filter(number=receiver.number).update(changes_hours=6)
    receiver.drain()
    register.put(KEYS[0], address="3 Mill Lane")
    assert not clock.look_when_due(at=now() + timedelta(hours=5))

    assert clock.look_when_due(at=now() + timedelta(hours=7))

    assert distribution.one(receiver.number, by=receiver.by).waiting in (1, 3)
    receiver.drain()
    assert receiver.rows == register.records


def test_on_another_day_answers_are_compared_that_turn_with_the_day(register: Register) -> None:
    receiver = Receiver("DL-C5").agree()
    receiver.subscribe(part_rows=2)
    receiver.drain()
    assert receiver.ask_for_changes() == 0

    later = now() + timedelta(days=2)
    waiting = distribution.look_for_changes(receiver.number, setting(), by=receiver.by, at=later)

    assert waiting == 3
    assert receiver.drain() == 0


def test_a_holder_that_is_away_is_asked_again_later(register: Register) -> None:
    receiver = Receiver("DL-C2").agree()
    receiver.subscribe(part_rows=2)
    receiver.drain()
    models.Distribution.objects.filter(number=receiver.number).update(changes_hours=1)
    exchange.reach(HOLDER, "postgresql://nobody@127.0.0.1:9/nothing#x")
    at = now() + timedelta(hours=2)

    assert clock.look_when_due(at=at)

    assert not clock.look_when_due(at=at + timedelta(minutes=4))
    assert clock.look_when_due(at=at + timedelta(minutes=6))


def test_when_its_agreement_ends_a_distribution_ends_and_the_copy_is_asked_back(register: Register) -> None:
    receiver = Receiver("DL-C3").agree()
    receiver.subscribe(part_rows=2, days=10)
    receiver.take()
    clock.end_what_is_over(at=now())
    assert distribution.one(receiver.number, by=receiver.by).state == "active"

    receiver.holder_moves("ended")
    clock.end_what_is_over(at=now())

    [told] = [one for one in distribution.of_holder(HOLDER) if one.number == receiver.number]
    assert (told.state, told.reason, told.seal) == ("ended", "no agreement is in use", "")
    late = now() + timedelta(days=12)
    assert not clock.announce_overdue(at=now())
    assert clock.announce_overdue(at=late)
    assert not clock.announce_overdue(at=late)
    assert _types(receiver).count("distribution.destruction-overdue.v1") == 1
    assert distribution.one(receiver.number, by=receiver.by).is_overdue

    distribution.destroyed(receiver.number, "shredded", 2, by=receiver.by, at=late)

    told = distribution.one(receiver.number, by=receiver.by)
    assert (told.state, told.is_overdue, told.seal) == ("destroyed", False, "")
    assert _types(receiver)[-1] == "distribution.destroyed.v1"
    kept = models.Range.objects.filter(distribution=receiver.number)
    assert not any(bytes(one.held) or one.high for one in kept)


def test_after_its_last_day_nothing_is_sent(register: Register) -> None:
    receiver = Receiver("DL-C4").agree()
    receiver.subscribe(part_rows=2, days=3)

    clock.end_what_is_over(at=now() + timedelta(days=5))

    assert distribution.one(receiver.number, by=receiver.by).state == "ended"
