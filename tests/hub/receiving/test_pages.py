"""A receiver sees what comes in bulk and of which instant it is, and nothing of anybody else."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clearway.hub.distribution.public.receiver import received
from clearway.registers.offices import public as offices
from tests.conftest import PACK
from tests.hub.distribution.receiving import Receiver, Register
from tests.portal.people import member, signed_in, words

BANK, STRANGER = "DL0000005018", "DL0000001017"
KEYS = [f"P78{n:05}" for n in range(7)]


@pytest.fixture
def bank(country: None) -> Iterator[Receiver]:
    """A bank's software that has taken two parts of three."""
    offices.load_offices(PACK)
    register = Register("received")
    register.put(*KEYS)
    receiver = Receiver(BANK).agree()
    receiver.subscribe(part_rows=3)
    receiver.take()
    receiver.take(is_acknowledged=False)
    yield receiver
    register.close()


def test_what_is_received_is_read_as_of_one_instant(bank: Receiver) -> None:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        [one] = [one for one in received(bank.by) if one.number == bank.number]

    assert len(asked) == 1
    assert (one.put, one.parts, one.acknowledged, one.is_complete) == (6, 2, 1, False)
    assert one.oldest is not None and one.newest is not None
    assert one.opened_at < one.oldest < one.newest < one.at
    bank.drain()
    [whole] = received(bank.by, bank.number)
    assert (whole.put, whole.is_complete) == (7, True)


def test_a_receiver_reads_its_list_and_each_part(bank: Receiver) -> None:
    browser = signed_in(member("data receiver", BANK))

    listed = words(browser.get("/receiving"))
    one = words(browser.get(f"/receiving/{bank.number}"))

    assert f'href="/receiving/{bank.number}"' in listed
    assert "What we receive" in listed and "Address" in one
    assert one.count("Kept by us") == 1
    assert not any(key in listed + one for key in KEYS)


def test_another_receiver_finds_nothing_of_it(bank: Receiver) -> None:
    browser = signed_in(member("data receiver", "DL0000005026"))

    assert bank.number not in words(browser.get("/receiving"))
    assert browser.get(f"/receiving/{bank.number}").status_code == 404


def test_whoever_receives_nothing_has_no_such_page(bank: Receiver) -> None:
    assert signed_in(member("loan clerk", BANK)).get("/receiving").status_code == 403
