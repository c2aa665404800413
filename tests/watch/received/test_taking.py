"""Parts are taken in their order, once in effect; ranges are forgotten whole, and what two keys share is not lost."""

from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from random import Random

import pytest
from pytest_django.plugin import DjangoDbBlocker

from clearway.core.watch import ReceivingRefused
from clearway.watch.intake import public as intake
from clearway.watch.intake.public import Taken
from clearway.watch.received import models
from clearway.watch.received import public as received
from clearway.watch.received.public import Part, Put
from tests.watch.country import Town, instant

DAY = "2026-02-01"


@pytest.fixture(autouse=True)
def database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


class Received:
    """A town that receives what a test says."""

    def __init__(self, name: str) -> None:
        self.town = Town(name)
        self.copy = received.begin(self.town.code, "residents", {"kind": "RES-001"}, at=instant()).id
        received.subscribed(self.copy, "7e57", b"seal")
        self.part = 0

    def take(
        self,
        rows: dict[int, tuple[str, str | None]] | None = None,
        *,
        removed: tuple[int, ...] = (),
        of: int = 1,
        is_whole: bool = False,
        sending: int = 1,
        is_acknowledged: bool = True,
        part: int | None = None,
    ) -> Taken:
        """Take the next part: rows by the hub's keys."""
        number = self.part + 1 if part is None else part
        puts = tuple(self.put(key, *row) for key, row in (rows or {}).items())
        gone = tuple(key.to_bytes(16) for key in removed)
        one = Part(number, sending, of, is_whole, instant(minute=number), f"sha256:{sending}", puts, gone)
        taken = received.take(self.copy, one, self.town.book, at=instant())
        if taken.outcome != "aside":
            self.part = number
            if is_acknowledged:
                received.acknowledged(self.copy, f"sha256:{sending}")
        return taken

    def put(self, key: int, person: str, day: str | None) -> Put:
        """A row as it came."""
        return Put(key.to_bytes(16), digest(person, day), {"person": person, "died_on": day})

    def residents(self) -> dict[str, str | None]:
        """The source as it stands."""
        rows = intake.rows_of(self.town.code, self.town.book.sources.table("residents"))
        return {str(one["person"]): str(one["died_on"]) if one["died_on"] else None for one in rows}

    def number(self) -> int:
        """The number of the last delivery."""
        return intake.last_number(self.town.code, "residents")


def digest(person: str, day: str | None) -> bytes:
    """What a hub knows a row by."""
    return sha256(f"{person} {day}".encode()).digest()[:16]


def fingerprint(*rows: tuple[int, str, str | None]) -> str:
    """What a hub reckons of a range that it has sent."""
    return sha256(b"".join(key.to_bytes(16) + digest(person, day) for key, person, day in sorted(rows))).hexdigest()


def test_a_range_that_comes_whole_replaces_what_was_of_it_and_nothing_else() -> None:
    town = Received("whole")
    town.take({1: ("P1", None), 2: ("P2", None), 3: ("P3", DAY)}, is_whole=True)
    town.take({4: ("P4", None)}, of=2, is_whole=True)

    taken = town.take({2: ("P2", None), 5: ("P5", None)}, is_whole=True)

    assert taken.applied == 3, "two have gone, one has come, and one is as it was"
    assert town.residents() == {"P2": None, "P4": None, "P5": None}
    assert received.fingerprints(town.copy) == {
        1: fingerprint((2, "P2", None), (5, "P5", None)), 2: fingerprint((4, "P4", None))
    }  # fmt: skip


def test_a_key_that_comes_in_another_range_is_of_that_one() -> None:
    town = Received("moved")
    town.take({1: ("P1", None), 2: ("P2", None)}, is_whole=True)
    town.take({2: ("P2", None)}, of=2, is_whole=True)

    town.take(is_whole=True)

    assert town.residents() == {"P2": None}
    assert received.fingerprints(town.copy) == {1: fingerprint(), 2: fingerprint((2, "P2", None))}


def test_changes_put_and_remove_by_key() -> None:
    town = Received("changes")
    town.take({1: ("P1", None), 2: ("P2", None), 3: ("P3", None)}, is_whole=True)

    town.take({1: ("P1", DAY), 3: ("P9", None)}, removed=(2, 77))

    assert town.residents() == {"P1": DAY, "P9": None}, "the row that another took the place of is gone too"


def test_what_comes_again_brings_what_is_new_and_no_delivery_where_nothing_is() -> None:
    town = Received("again")
    rows: dict[int, tuple[str, str | None]] = {1: ("P1", None), 2: ("P2", None)}
    town.take(rows, is_whole=True, is_acknowledged=False)

    assert town.take(rows, is_whole=True, sending=2, part=1, is_acknowledged=False).applied == 0
    assert town.number() == 1

    assert town.take(rows | {1: ("P1", DAY)}, is_whole=True, sending=3, part=1).applied == 1
    assert (town.residents(), town.number()) == ({"P1": DAY, "P2": None}, 2)


@pytest.mark.parametrize(
    ("part", "sending", "is_acknowledged"), [(1, 9, True), (3, 1, True), (2, 1, False), (1, 1, False), (1, 2, False)]
)
def test_a_part_out_of_its_order_is_refused(part: int, sending: int, is_acknowledged: bool) -> None:
    town = Received("order")
    town.take({1: ("P1", None)}, sending=2, is_acknowledged=is_acknowledged)
    with pytest.raises(ReceivingRefused, match="WAT-085"):
        town.take({2: ("P2", None)}, part=part, sending=sending)
    assert town.residents() == {"P1": None}


def test_a_row_that_two_keys_share_stays_until_both_are_gone() -> None:
    town = Received("shared")
    town.take({1: ("P1", DAY)}, is_whole=True)
    town.take({2: ("P1", DAY)}, of=2, is_whole=True)
    assert received.fingerprints(town.copy) == {1: fingerprint((1, "P1", DAY)), 2: fingerprint((2, "P1", DAY))}

    town.take(removed=(1,))
    assert town.residents() == {"P1": DAY}
    town.take(removed=(2,), of=2)
    assert town.residents() == {}


def test_what_two_keys_say_differently_of_one_row_is_not_proven_until_it_is_said_again() -> None:
    town = Received("differ")
    town.take({1: ("P1", None)}, is_whole=True)
    town.take({2: ("P1", DAY)}, of=2, is_whole=True)

    found = received.fingerprints(town.copy)
    assert (found[1] != fingerprint((1, "P1", None)), found[2]) == (True, fingerprint((2, "P1", DAY)))

    town.take(removed=(2,), of=2)
    assert town.residents() == {"P1": DAY}, "the hub is told that the range differs, and sends it again"
    town.take({1: ("P1", None)}, is_whole=True)
    assert (town.residents(), received.fingerprints(town.copy)[1]) == ({"P1": None}, fingerprint((1, "P1", None)))


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ({1: ("P1", None), 2: ("P1", DAY)}, "WAT-089"),
        ({1: ("P1\x1fP2", None), 2: ("P1", None)}, "WAT-061"),
        ({1: ("P1", "in spring"), 2: ("P2", None)}, "WAT-061"),
        ({1: ("", None), 2: ("P" * 501, None)}, "WAT-061"),
    ],
)
def test_what_does_not_fit_is_set_aside_whole_and_mended_under_its_number(
    rows: dict[int, tuple[str, str | None]], code: str
) -> None:
    town = Received("unfit")
    town.take({9: ("P9", None)}, of=9, is_whole=True)

    for sending in (1, 2):
        taken = town.take(rows, is_whole=True, sending=sending)
        assert (taken.outcome, taken.reasons[0].code) == ("aside", code)
    assert (town.residents(), town.number()) == ({"P9": None}, 2)
    assert sorted(received.fingerprints(town.copy)) == [9]

    assert town.take(is_whole=True, sending=3).outcome == "applied"
    assert (intake.aside(town.town.code), town.number(), town.residents()) == ((), 2, {"P9": None})


def test_what_was_changed_by_somebody_else_is_in_doubt_and_is_put_right() -> None:
    town = Received("doubt")
    rows: dict[int, tuple[str, str | None]] = {1: ("P1", None), 2: ("P2", None)}
    town.take(rows, is_whole=True)
    assert received.doubt(town.copy, town.town.book)
    received.proven(town.copy)
    assert not received.doubt(town.copy, town.town.book)

    town.town.deliver("residents", town.town.change({"person": "P1"}, op="delete", changed=900), number=2)
    assert received.doubt(town.copy, town.town.book)
    assert received.fingerprints(town.copy)[1] != fingerprint((1, "P1", None), (2, "P2", None))

    assert town.take(rows, is_whole=True).applied == 1, "though its changes had higher numbers"
    assert received.fingerprints(town.copy)[1] == fingerprint((1, "P1", None), (2, "P2", None))
    assert town.residents() == {"P1": None, "P2": None}


def test_the_source_tells_no_earlier_than_it_is_told_and_each_time_once() -> None:
    town = Received("told")
    town.take({1: ("P1", None)}, is_whole=True)
    (standing,) = intake.standing(town.town.code, ["residents"])
    assert standing.reached is not None and standing.reached.year == 1970
    assert standing.seen == instant(minute=1)

    assert received.tell(town.copy, instant(), town.town.book, at=instant())
    assert not received.tell(town.copy, instant(), town.town.book, at=instant())
    assert not received.tell(town.copy, instant() - timedelta(days=1), town.town.book, at=instant())
    (standing,) = intake.standing(town.town.code, ["residents"])
    assert (standing.reached, standing.number) == (instant(), 2)


def test_at_the_end_no_row_stands_and_nothing_leads_to_one() -> None:
    town = Received("end")
    town.take({1: ("P1", None), 2: ("P1", None), 3: ("P3", None)}, is_whole=True)
    town.take(removed=(3,))

    while received.delete(town.copy, town.town.book, at=instant()) is not None:
        pass
    received.end(town.copy)

    assert (town.residents(), models.Row.objects.filter(copy=town.copy).count()) == ({}, 0)
    assert received.known(town.town.code, "residents") is None
    late = town.town.change({"person": "P3"}, changed=0)
    assert town.town.deliver("residents", late, number=town.number() + 1).applied == 1, "no trace of it is kept"


@pytest.mark.parametrize("seed", range(4))
def test_whatever_parts_come_the_source_is_what_they_say(seed: int) -> None:
    town, chance = Received(f"random-{seed}"), Random(seed)
    known: dict[int, tuple[int, str, str | None]] = {}
    is_open, sending = False, 1
    for _ in range(60):
        of, is_whole = chance.randint(1, 3), chance.random() < 0.4
        keys = chance.sample(range(1, 12), chance.randint(0, 5))
        rows = {key: (f"P{key}-{chance.randint(0, 1)}", chance.choice((None, DAY))) for key in keys}
        removed = () if is_whole else tuple(key for key in chance.sample(range(1, 12), 2) if key not in rows)
        sending = sending + 1 if is_open else 1
        part = town.part if is_open else town.part + 1
        is_open = chance.random() < 0.3
        town.take(
            rows, removed=removed, of=of, is_whole=is_whole, sending=sending, part=part, is_acknowledged=not is_open
        )
        if is_whole:
            known = {key: one for key, one in known.items() if one[0] != of}
        known = {key: one for key, one in known.items() if key not in removed}
        known |= {key: (of, *row) for key, row in rows.items()}
        assert town.residents() == {person: day for _, person, day in known.values()}
    for of, found in received.fingerprints(town.copy).items():
        assert found == fingerprint(*((key, one[1], one[2]) for key, one in known.items() if one[0] == of))
