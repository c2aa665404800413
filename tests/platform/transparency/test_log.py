"""Leaves, tiles and checkpoint enter together, and stay as they were written."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clearway.platform.transparency import errors, log
from clearway.platform.transparency.models import Checkpoint, Leaf, Tile
from clearway.platform.transparency.notes import Verifier
from tests.platform.transparency import build
from tests.platform.transparency.build import AT, SIGNER

pytestmark = pytest.mark.django_db(transaction=True)


def append(begin: int, end: int) -> int:
    batch = [(1000 + number, build.commitment(number)) for number in range(begin, end)]
    return log.append(batch, signer=SIGNER, at=AT + timedelta(seconds=end))


def test_a_batch_enters_with_leaves_tiles_and_one_signed_checkpoint() -> None:
    assert append(0, 300) == 0

    assert list(Leaf.objects.order_by("index").values_list("index", "event_id")) == [
        (number, 1000 + number) for number in range(300)
    ]
    assert [bytes(leaf.commitment) for leaf in Leaf.objects.order_by("index")] == build.commitments(300)
    assert list(Tile.objects.order_by("level", "number").values_list("level", "number", "width")) == [
        (0, 0, 256),
        (0, 1, 44),
        (1, 0, 1),
    ]
    (checkpoint,) = Checkpoint.objects.all()
    assert checkpoint.note == build.checkpoint(build.commitments(300))
    assert checkpoint.at == AT + timedelta(seconds=300)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(1, 300), min_size=1, max_size=5))
def test_after_any_batches_the_root_is_that_of_the_definition(batches: list[int]) -> None:
    with transaction.atomic():
        begin = 0
        for count in batches:
            assert append(begin, begin + count) == begin
            begin += count
            latest = log.latest_checkpoint()
            assert latest is not None
            signed = Verifier.parse(SIGNER.vkey).open_checkpoint(latest.note)
            assert (signed.size, signed.root) == (begin, build.subtree(build.commitments(begin)))
            assert bytes(latest.root) == signed.root
        transaction.set_rollback(True)


def test_nothing_to_append_signs_nothing() -> None:
    assert append(0, 0) == 0
    append(0, 3)

    assert append(3, 3) == 3
    assert Checkpoint.objects.count() == 1


def test_a_batch_enters_whole_or_not_at_all() -> None:
    append(0, 3)
    batch = [(2000, build.commitment(3)), (1001, build.commitment(4))]

    with pytest.raises(IntegrityError, match="event_id"):
        log.append(batch, signer=SIGNER, at=AT)

    assert Leaf.objects.count() == 3
    assert Checkpoint.objects.count() == 1
    assert append(3, 5) == 3


def test_a_commitment_is_a_hash() -> None:
    batch = [(1, b"too short"), (2, bytes(32) + b"and too long")]

    with pytest.raises(ValueError, match="32 bytes"):
        log.append(batch, signer=SIGNER, at=AT)
    with pytest.raises(IntegrityError, match="commitment_is_a_hash"):
        Leaf.objects.create(index=0, event_id=1, commitment=b"too short")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE transparency_leaf SET event_id = 7 WHERE index = 0",
        "DELETE FROM transparency_leaf WHERE index = 2",
        "UPDATE transparency_checkpoint SET note = ''",
        "DELETE FROM transparency_checkpoint",
        "DELETE FROM transparency_tile",
        "UPDATE transparency_tile SET hashes = sha256('x') || sha256('y') || sha256('z'), width = 3",
        "UPDATE transparency_tile SET hashes = substring(hashes FROM 1 FOR 32), width = 1",
        "UPDATE transparency_tile SET hashes = sha256('x') || hashes, width = 4",
        "UPDATE transparency_tile SET number = 1",
    ],
)
def test_the_database_refuses_to_change_what_is_written(statement: str) -> None:
    append(0, 3)

    with pytest.raises(DatabaseError, match="append-only"), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE transparency_tile SET hashes = set_byte(hashes, 0, get_byte(hashes, 0) # 1)",
        "DELETE FROM transparency_tile",
        "UPDATE transparency_tile SET hashes = substring(hashes FROM 1 FOR 32), width = 1",
        "UPDATE transparency_checkpoint SET root = sha256('x')",
    ],
)
def test_nothing_is_signed_on_top_of_a_tree_that_was_tampered_with(tampering: str) -> None:
    append(0, 3)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(tampering)
        cursor.execute("RESET session_replication_role")

    with pytest.raises(errors.TreeDamaged):
        append(3, 4)

    assert Leaf.objects.count() == 3


def test_an_append_takes_as_many_statements_for_a_thousand_as_for_one(django_assert_max_num_queries) -> None:
    append(0, 1)

    with django_assert_max_num_queries(8):
        append(1, 1001)
