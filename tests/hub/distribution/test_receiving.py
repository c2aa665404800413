"""A register is received in parts, kept up to date, and everybody in it is told."""

from collections.abc import Iterator
from typing import Any

import pytest

from clearway.hub.consents import public as consents
from clearway.hub.distribution import public as distribution
from clearway.hub.distribution import sending
from clearway.hub.distribution.errors import KeptTooLong, NotSending, OtherContent, PartDone, PartUnknown
from clearway.hub.exchange import public as exchange
from clearway.hub.exchange.public import Denied
from clearway.platform.calendar import now
from clearway.platform.events import log
from tests.hub.distribution.receiving import Receiver, Register, consent, setting

pytestmark = pytest.mark.usefixtures("country")
KEYS = [f"P77{n:05}" for n in range(10)]


@pytest.fixture
def register() -> Iterator[Register]:
    one = Register("distributed")
    one.put(*KEYS)
    yield one
    one.close()


def test_a_register_comes_in_parts_and_each_person_is_told(register: Register) -> None:
    receiver = Receiver("DL-R1").agree()
    before = {key: exchange.count(f"person/{key}") for key in KEYS}
    receiver.subscribe(part_rows=3)

    parts = receiver.drain()

    assert parts == 4
    assert receiver.rows == register.records
    for key in KEYS:
        [newest, *_] = exchange.about(f"person/{key}")
        assert (newest.ordinal, newest.outcome, newest.basis) == (before[key] + 1, "answered", "exemption")
        assert exchange.count(f"person/{key}") == before[key] + 1
    told = log.about(f"distribution/{receiver.number}")
    assert [one.facts["count"] for one in told if one.type == "distribution.part-sent.v1"] == [3, 3, 3, 1]
    assert not any(key in str(one.facts) for key in KEYS for one in told)


def test_what_is_not_acknowledged_is_sent_again_and_twice_acknowledged_is_once(register: Register) -> None:
    receiver = Receiver("DL-R2").agree()
    receiver.subscribe(part_rows=4)
    assert receiver.take(is_lost=True)

    assert receiver.take("1")

    [part] = distribution.parts(receiver.number, by=receiver.by)
    assert (part.sendings, part.state) == (2, "acknowledged")
    receiver.acknowledge(1, part.checksum)
    with pytest.raises(OtherContent):
        receiver.acknowledge(1, "sha256:other")
    with pytest.raises(PartDone):
        receiver.take("1")
    with pytest.raises(PartUnknown):
        receiver.take("3")
    receiver.drain()
    assert receiver.rows == register.records


def test_afterwards_only_what_changed_is_sent(register: Register) -> None:
    receiver = Receiver("DL-R3").agree()
    receiver.subscribe(part_rows=4)
    receiver.drain()
    register.put(KEYS[1], address="2 Hill Road")
    register.remove(KEYS[2])
    register.put("P7799999")
    said = len(exchange.about(f"person/{KEYS[3]}"))

    assert receiver.ask_for_changes() == 1
    receiver.drain()

    assert receiver.rows == register.records
    assert [(head["rows"], head["removed"]) for head in receiver.heads[3:]] == [(1, 1), (1, 0)]
    assert len(exchange.about(f"person/{KEYS[3]}")) == said


def test_who_came_beyond_the_last_range_comes_in_the_call_that_passes_the_last_that_waited() -> None:
    register = Register("silent", tells=False)
    register.put(*KEYS)
    receiver = Receiver("DL-R12").agree()
    receiver.subscribe(part_rows=1)
    receiver.drain()
    register.put("P7799999")
    assert receiver.ask_for_changes() == sending.MOST_PASSED

    assert receiver.take(), "or it would be said that there is nothing"

    assert receiver.rows == register.records
    register.close()


def test_who_has_not_consented_is_left_out_and_who_withdraws_is_taken_out(register: Register) -> None:
    receiver = Receiver("DL-R4", exemption="").agree()
    numbers = {key: consent(receiver, key) for key in KEYS[:5]}
    found = distribution.forecast(receiver.wanted, setting(), by=receiver.by, at=now())
    assert (found.rows, found.left_out, found.basis) == (5, 5, "consent")
    receiver.subscribe(part_rows=4)
    receiver.drain()
    assert sorted(receiver.rows) == KEYS[:5]
    assert sum(head["leftOut"] for head in receiver.heads) == 5
    assert exchange.count(f"person/{KEYS[7]}") == len(exchange.about(f"person/{KEYS[7]}"))

    from_consents = numbers[KEYS[1]]
    _withdraw(from_consents, KEYS[1])
    consent(receiver, KEYS[8])
    assert receiver.ask_for_changes() == 2
    receiver.drain()

    assert sorted(receiver.rows) == [KEYS[0], *KEYS[2:5], KEYS[8]]


def test_a_suspension_stops_between_two_parts(register: Register) -> None:
    receiver = Receiver("DL-R5").agree()
    receiver.subscribe(part_rows=3)
    receiver.take()
    receiver.holder_moves("suspended")

    with pytest.raises(Denied) as denied:
        receiver.take()

    assert [one.code for one in denied.value.denials] == ["SHR-103"]
    assert [one["missing"] for one in _denied("DL-R5")] == [["SHR-103"]]
    receiver.holder_moves("approved")
    distribution.move(receiver.number, "suspended", reason="Too many", by=receiver.by, at=now(), holder="DL800101")
    with pytest.raises(NotSending):
        receiver.take()
    with pytest.raises(NotSending):
        distribution.move(receiver.number, "active", reason="", by=receiver.by, at=now())
    distribution.move(receiver.number, "active", reason="", by=receiver.by, at=now(), holder="DL800101")
    receiver.drain()
    assert receiver.rows == register.records


def test_only_ranges_that_differ_are_sent_again(register: Register) -> None:
    receiver = Receiver("DL-R6").agree()
    receiver.subscribe(part_rows=3)
    receiver.drain()
    lost = next(key for key, one in receiver.copy.items() if one[0] == 2)
    del receiver.copy[lost]

    differing = distribution.compare(receiver.number, receiver.fingerprints(), by=receiver.by, at=now())

    assert differing == (2,)
    assert receiver.drain() == 1
    assert receiver.rows == register.records
    assert distribution.compare(receiver.number, receiver.fingerprints(), by=receiver.by, at=now()) == ()


def test_without_an_agreement_for_bulk_nothing_is_sent(register: Register) -> None:
    receiver = Receiver("DL-R7").agree(roles=frozenset({"loan clerk"}))

    with pytest.raises(Denied) as denied:
        receiver.subscribe()

    assert [one.code for one in denied.value.denials] == ["SHR-108"]
    [told] = _denied("DL-R7")
    assert (told["kind"], told["missing"], told["names"]) == ("RES-001", ["SHR-108"], sorted(told["names"]))


def test_a_copy_is_not_kept_longer_than_agreed(register: Register) -> None:
    receiver = Receiver("DL-R8").agree()

    with pytest.raises(KeptTooLong):
        receiver.subscribe(days=-1)


def _denied(organisation: str) -> list[dict[str, Any]]:
    """What is on record of an organisation that was denied bulk."""
    return [one.facts for one in log.about(f"organisation/{organisation}") if one.type == "distribution.denied.v1"]


def _withdraw(number: str, key: str) -> None:
    consents.withdraw(number, subject=key, by=f"person:{key}", at=now())
