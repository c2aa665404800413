"""Replay makes every decision again, and finds what was altered afterwards."""

from collections.abc import Iterator

import pytest
from django.db import connection, transaction

from clearway.clearance import conductor
from clearway.clearance.replay import Replayed, replay
from clearway.platform.identity.actor import Actor
from clearway.registers.lawbook import queries as lawbook_queries
from tests.conftest import demonstration

pytestmark = pytest.mark.usefixtures("country")

#: Five kinds of tampering, as somebody with the database's password would do it, and the kind replay names.
TAMPERINGS = {
    "an amount": (
        "duties_assessed",
        "assessment = jsonb_set(assessment, '{lines,0,amount,amount}', '\"1.00\"')",
        "amount",
    ),
    "the total": ("duties_assessed", "total = total - 1", "amount"),
    "a rate": (
        "clearance_decisionrecord",
        "circumstances = jsonb_set(circumstances, '{rates,0,rate}', '\"1.0\"')",
        "amount",
    ),
    "a fact": (
        "declarations_version",
        "facts = jsonb_set(facts, '{goodsShipment,items,0,netMass}', '\"1\"')",
        "fact",
    ),
    "a lane": ("targeting_selected", "lane = 'blue'", "lane"),
    "the lane of the file": ("declarations_declaration", "lane = 'blue'", "lane"),
    "a finding": ("clearance_decisionrecord", 'findings = \'[{"rule": "X"}]\'', "finding"),
    "the law": ("clearance_decisionrecord", "lawbook_hash = 'sha256:' || repeat('0', 64)", "law"),
    "the record": ("clearance_decisionrecord", "record_hash = 'sha256:' || repeat('0', 64)", "record"),
}


@pytest.fixture
def lodged(broker: Actor) -> str:
    return conductor.lodge(demonstration().submitted, by=broker).mrn or ""


@pytest.fixture
def undone(country: None) -> Iterator[None]:
    """What a test alters is not left for the next."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _replayed(mrn: str) -> Replayed:
    [one] = replay(mrn=mrn)
    return one


@pytest.mark.parametrize("name", ["1-tableware", "3-export", "4-warehouse", "6-net-above-gross"])
def test_a_decision_made_again_is_the_same(broker: Actor, name: str) -> None:
    answer = conductor.lodge(demonstration(name).submitted, by=broker)

    assert _replayed(answer.mrn or "").differences == ()


@pytest.mark.usefixtures("undone")
@pytest.mark.parametrize("what", TAMPERINGS)
def test_tampering_is_found(lodged: str, what: str) -> None:
    table, change, kind = TAMPERINGS[what]
    key = "id" if table == "declarations_declaration" else "declaration_id"
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM declarations_declaration WHERE mrn = %s", [lodged])
        cursor.execute(f"UPDATE {table} SET {change} WHERE {key} = %s", [cursor.fetchone()[0]])
        assert cursor.rowcount == 1

    differences = _replayed(lodged).differences

    assert kind in {difference.kind for difference in differences}


@pytest.mark.usefixtures("undone")
def test_a_law_altered_in_the_archive_is_found(lodged: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE lawbook_archive SET files = set_byte(files, 40, 255 - get_byte(files, 40))")
    lawbook_queries._SHELF.compiled.clear()

    differences = _replayed(lodged).differences
    lawbook_queries._SHELF.compiled.clear()

    assert "law" in {difference.kind for difference in differences}
