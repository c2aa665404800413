"""A reader of the event log sees every event once, in order, and loses none that commits late."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import ClassVar

import psycopg
import pytest
from django.db import OperationalError, connection, transaction
from django.test.utils import CaptureQueriesContext

from clearway.platform.database import hot
from clearway.platform.events import errors, log, readers
from clearway.platform.events.event import Event
from clearway.platform.events.models import Cursor, SetAside
from clearway.platform.events.readers import Happened, Reader

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)


class Rang(Event, frozen=True, kw_only=True):
    """A bell of these tests rang."""

    name: ClassVar[str] = "tests.rang.v1"
    number: int


class Heard:
    """Somebody who hears bells, and cannot bear some of them."""

    def __init__(self, *, cannot_bear: frozenset[int] = frozenset()) -> None:
        self.numbers: list[int] = []
        self.cannot_bear = cannot_bear

    def __call__(self, events: Sequence[Happened]) -> None:
        if any(event.facts["number"] in self.cannot_bear for event in events):
            raise ValueError("too loud")
        self.numbers += [event.facts["number"] for event in events]


@pytest.fixture(autouse=True)
def emptied(country: None) -> Iterator[None]:
    """Readers of these tests begin here."""
    yield
    Cursor.objects.filter(name__startswith="test").delete()
    SetAside.objects.filter(reader__startswith="test").delete()


def ring(*numbers: int) -> None:
    log.record(*(Rang(number=number) for number in numbers), subject="bell/1", actor="tests", at=AT)


def reader(name: str, heard: Heard) -> Reader:
    """A reader that begins with what is recorded from now on."""
    readers.begin_anew(name)
    return Reader(name, {Rang.name: heard})


def read_all(one: Reader, at: datetime = AT) -> None:
    while readers.read(one, at=at):
        pass


def test_each_event_is_heard_once_in_its_order_in_batches() -> None:
    heard = Heard()
    one = reader("test-order", heard)
    ring(*range(readers.BATCH + 50))

    assert readers.read(one, at=AT)
    assert heard.numbers == list(range(readers.BATCH))
    read_all(one)
    read_all(one)

    assert heard.numbers == list(range(readers.BATCH + 50))


def test_an_event_that_commits_late_under_a_small_number_is_not_lost() -> None:
    heard = Heard()
    one = reader("test-late", heard)
    with psycopg.connect(hot.conninfo()) as late:
        late.execute(
            "INSERT INTO events_event (at, type, subject, actor, facts, salt, commitment)"
            " VALUES (%s, %s, 'bell/1', 'tests', '{\"number\": 1}', sha256('s')::bytea, sha256('c'))"
            .replace("sha256('s')::bytea", "substring(sha256('s') FOR 16)"),
            [AT, Rang.name],
        )  # fmt: skip
        ring(2)
        read_all(one)
        assert heard.numbers == []  # the later one waits for the earlier one: order holds

    read_all(one)

    assert heard.numbers == [1, 2]


def test_what_a_reaction_writes_and_the_place_stand_or_fall_together() -> None:
    heard = Heard()
    one = reader("test-together", heard)
    ring(1)
    place = Cursor.objects.values_list("xid", "event").get(name=one.name)

    with pytest.raises(KeyError), transaction.atomic():
        readers.read(one, at=AT)
        raise KeyError("the process dies before the commit")

    assert Cursor.objects.values_list("xid", "event").get(name=one.name) == place
    read_all(one)
    assert heard.numbers == [1, 1]  # what was done in memory was done twice; what is written, once


def test_only_one_hand_reads_under_a_name_and_the_other_does_not_wait() -> None:
    heard = Heard()
    one = reader("test-hands", heard)
    ring(1)
    with psycopg.connect(hot.conninfo()) as other:
        other.execute("SELECT FROM events_cursor WHERE name = %s FOR UPDATE", [one.name])

        assert not readers.read(one, at=AT)
        assert heard.numbers == []


def test_an_event_that_cannot_be_handled_is_set_aside_and_stops_no_other() -> None:
    heard = Heard(cannot_bear=frozenset({2}))
    one = reader("test-aside", heard)
    ring(1, 2, 3)

    read_all(one)

    assert heard.numbers == [1, 3]
    row = SetAside.objects.get(reader=one.name)
    assert (row.tries, row.error, row.due_at) == (1, "ValueError: too loud", AT + timedelta(minutes=1))


def test_what_was_set_aside_is_tried_again_later_and_then_forgotten() -> None:
    heard = Heard(cannot_bear=frozenset({2}))
    one = reader("test-again", heard)
    ring(2)
    read_all(one)

    assert not readers.retry(one, at=AT)
    assert readers.retry(one, at=AT + timedelta(minutes=1))
    assert SetAside.objects.get(reader=one.name).due_at == AT + timedelta(minutes=1 + 2)
    heard.cannot_bear = frozenset()
    assert readers.retry(one, at=AT + timedelta(hours=1))

    assert heard.numbers == [2]
    assert not SetAside.objects.filter(reader=one.name).exists()


def test_a_store_that_is_away_sets_nothing_aside() -> None:
    def away(events: Sequence[Happened]) -> None:
        raise OperationalError("gone")

    readers.begin_anew("test-away")
    one = Reader("test-away", {Rang.name: away})
    ring(1)

    with pytest.raises(OperationalError):
        readers.read(one, at=AT)

    assert not SetAside.objects.filter(reader=one.name).exists()


def test_a_log_that_was_restored_elsewhere_is_not_read_on_as_if_nothing_had_happened() -> None:
    heard = Heard()
    one = reader("test-moved", heard)
    Cursor.objects.filter(name=one.name).update(cluster=1)
    ring(1)

    with pytest.raises(errors.LogMoved, match="test-moved"):
        readers.read(one, at=AT)
    readers.begin_anew(one.name)
    ring(2)
    read_all(one)

    assert heard.numbers == [2]


def test_what_was_searched_in_vain_is_not_searched_again() -> None:
    one = reader("test quiet", Heard())
    ring(1)
    elsewhere = Reader(one.name, {"tests.never.v1": Heard()})
    read_all(elsewhere)
    written = Cursor.objects.get(name=one.name).xid

    with CaptureQueriesContext(connection) as asked:
        read_all(elsewhere)

    [searched] = [query["sql"] for query in asked.captured_queries if "FROM events_event" in query["sql"]]
    begin = int(searched.partition("(xid, id) > ('")[2].partition("'")[0])
    assert begin > written
    assert Cursor.objects.get(name=one.name).xid == written


def test_a_place_that_is_set_back_is_read_from_again() -> None:
    heard = Heard()
    one = reader("test set back", heard)
    ring(901)
    read_all(one)
    read_all(one)

    Cursor.objects.filter(name=one.name).update(xid=0, event=0)
    read_all(one)

    assert heard.numbers.count(901) == 2


@transaction.atomic
def test_what_waits_is_walked_through_and_not_sorted_for_each_batch() -> None:
    with connection.cursor() as cursor:
        # On tables this small the planner would rather sort; whether it can do without is what matters.
        cursor.execute(
            "SET LOCAL enable_sort = off; SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off"
        )
        cursor.execute("EXPLAIN (FORMAT JSON) " + readers._AFTER, ["5", 0, "1000000", [Rang.name], 10])
        plan = str(cursor.fetchone()[0])

    assert "'Node Type': 'Index Scan'" in plan
    assert "'Node Type': 'Sort'" not in plan
