"""No committed event is left out of the log, in whatever order transactions end."""

import threading
from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clearway.platform.transparency import log
from clearway.platform.transparency.models import Checkpoint, Leaf, Progress
from tests.platform.transparency import recorded
from tests.platform.transparency.build import AT, SIGNER
from tests.platform.transparency.recorded import TABLE, record

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _table() -> Iterator[None]:
    with recorded.stand_in_table():
        yield


def sequence(limit: int = 1000) -> log.Appended | None:
    return log.sequence(SIGNER, at=AT, table=TABLE, limit=limit)


def in_the_log() -> list[int]:
    return list(Leaf.objects.order_by("index").values_list("event_id", flat=True))


def test_recorded_events_enter_in_the_order_of_their_numbers() -> None:
    numbers = record(5)

    assert sequence() == log.Appended(first=0, count=5, is_exhausted=True)
    assert in_the_log() == numbers
    assert sequence() is None
    assert Checkpoint.objects.count() == 1


def test_a_long_queue_enters_in_batches() -> None:
    numbers = [number for _ in range(4) for number in record(3)]

    answers = [sequence(limit=5) for _ in range(4)]

    assert answers == [
        log.Appended(0, 5, is_exhausted=False),
        log.Appended(5, 5, is_exhausted=False),
        log.Appended(10, 2, is_exhausted=True),
        None,
    ]
    assert sorted(in_the_log()) == numbers


def test_an_event_not_committed_is_not_in_the_log() -> None:
    with recorded.open_transaction() as other:
        record(1, through=other)

        assert sequence() is None


def test_a_small_number_that_commits_late_still_enters() -> None:
    with recorded.open_transaction() as slow:
        (early,) = record(1, through=slow)
        (late,) = record(1)
        sequence()
        assert in_the_log() == [late]

    sequence()

    assert in_the_log() == [late, early]


def test_a_number_drawn_before_its_transaction_had_one_still_enters() -> None:
    with recorded.open_transaction() as slow:
        with slow.cursor() as cursor:
            cursor.execute(f"SELECT nextval(pg_get_serial_sequence('{TABLE}', 'id'))")
            (early,) = cursor.fetchone()
        later = record(3)
        sequence()
        assert in_the_log() == later
        with slow.cursor() as cursor:
            cursor.execute(f"INSERT INTO {TABLE} (id, commitment) VALUES (%s, sha256('x'))", [early])

    sequence()

    assert in_the_log() == [*later, early]


def test_a_batch_cut_off_does_not_pass_over_a_transaction_still_open() -> None:
    with recorded.open_transaction() as slow:
        (early,) = record(1, through=slow)
        late = record(1) + record(1) + record(1)
        sequence(limit=2)
        assert in_the_log() == late[:2]

    sequence()

    assert sorted(in_the_log()) == [early, *late]


def test_a_transaction_that_was_taken_back_leaves_no_gap() -> None:
    with recorded.open_transaction() as other:
        record(2, through=other)
        other.rollback()
    numbers = record(2)

    sequence()

    assert in_the_log() == numbers
    assert list(Leaf.objects.order_by("index").values_list("index", flat=True)) == [0, 1]


def test_an_event_above_the_mark_enters_once_only() -> None:
    with recorded.open_transaction() as slow:
        record(1, through=slow)
        for _ in range(3):
            record(2)
            sequence()
        mark = Progress.objects.get().finished_before

    sequence()
    record(1)
    sequence()

    assert len(in_the_log()) == len(set(in_the_log())) == 8
    assert Progress.objects.get().finished_before > mark


def test_an_event_committed_just_after_the_look_still_enters() -> None:
    (first,) = record(1)
    sequence()

    def commit_behind(execute, sql, params, many, context):
        answer = execute(sql, params, many, context)
        if TABLE in sql:
            slow.commit()
        return answer

    with recorded.open_transaction() as slow:
        (early,) = record(1, through=slow)
        (late,) = record(1)
        with connection.execute_wrapper(commit_behind):
            sequence()
        assert in_the_log() == [first, late]

    sequence()

    assert in_the_log() == [first, late, early]


class Lanes:
    """Three transactions that begin, record and end as they are told."""

    def __init__(self) -> None:
        self.connections = [connection.copy() for _ in range(3)]
        self.waiting: dict[int, list[int]] = {}
        self.committed: list[int] = []

    def begin(self, lane: int) -> None:
        if lane not in self.waiting:
            self.connections[lane].set_autocommit(False)
            self.waiting[lane] = []

    def record(self, lane: int) -> None:
        if lane in self.waiting:
            self.waiting[lane] += record(1, through=self.connections[lane])

    def end(self, lane: int) -> None:
        if lane in self.waiting:
            self.connections[lane].commit()
            self.connections[lane].set_autocommit(True)
            self.committed += self.waiting.pop(lane)

    def look(self, _lane: int) -> None:
        sequence(limit=2)

    def close(self) -> None:
        for other in self.connections:
            other.close()


STEPS = st.tuples(st.sampled_from([Lanes.begin, Lanes.record, Lanes.end, Lanes.look]), st.integers(0, 2))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEPS, min_size=5, max_size=30))
def test_however_transactions_interleave_every_event_enters_once(
    steps: list[tuple[Callable[[Lanes, int], None], int]],
) -> None:
    before, lanes = set(in_the_log()), Lanes()

    try:
        for step, lane in steps:
            step(lanes, lane)
    finally:
        lanes.close()
    while sequence(limit=2):
        pass

    assert sorted(set(in_the_log()) - before) == sorted(lanes.committed)


def test_two_sequencers_at_once_write_one_log() -> None:
    numbers = record(400)
    failures = list[BaseException]()

    def work() -> None:
        try:
            while sequence(limit=30):
                pass
        except BaseException as error:  # noqa: BLE001 - a thread's failure is handed to the test
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert in_the_log() == numbers
    assert Checkpoint.objects.order_by("-size").first().size == 400


def test_in_a_restored_cluster_everything_is_looked_at_anew() -> None:
    known = record(3)
    sequence()
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {TABLE} (commitment, xid) VALUES (sha256('restored'), '9000000000000') RETURNING id"
        )
        restored = cursor.fetchone()
    assert sequence() is None

    Progress.objects.update(cluster=1, finished_before=8_000_000_000_000)
    own = record(4)
    while sequence(limit=2):
        pass

    assert in_the_log() == [*known, *own, *restored]
    record(1)
    assert sequence() == log.Appended(first=8, count=1, is_exhausted=True)
