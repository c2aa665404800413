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
        "UPDATE duties_assessed SET assessment = jsonb_set(assessment, '{lines,0,amount,amount}', '\"1.00\"')"
        " WHERE declaration_id = %(id)s",
        "amount",
    ),
    "the total": ("UPDATE duties_assessed SET total = total - 1 WHERE declaration_id = %(id)s", "amount"),
    "a rate": (
        "UPDATE clearance_decisionrecord SET circumstances = jsonb_set(circumstances, '{rates,0,rate}', '\"1.0\"')"
        " WHERE declaration_id = %(id)s",
        "amount",
    ),
    "a fact": (
        "UPDATE declarations_version SET facts = jsonb_set(facts, '{goodsShipment,items,0,netMass}', '\"1\"')"
        " WHERE declaration_id = %(id)s",
        "fact",
    ),
    "a lane": ("UPDATE targeting_selected SET lane = 'blue' WHERE declaration_id = %(id)s", "lane"),
    "the lane of the file": ("UPDATE declarations_declaration SET lane = 'blue' WHERE id = %(id)s", "lane"),
    "a finding": (
        "UPDATE clearance_decisionrecord SET findings = '[{\"rule\": \"X\"}]' WHERE declaration_id = %(id)s",
        "finding",
    ),
    "the law": (
        "UPDATE clearance_decisionrecord SET lawbook_hash = 'sha256:' || repeat('0', 64) WHERE declaration_id = %(id)s",
        "law",
    ),
    "the record": (
        "UPDATE clearance_decisionrecord SET record_hash = 'sha256:' || repeat('0', 64) WHERE declaration_id = %(id)s",
        "record",
    ),
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


@pytest.mark.parametrize("name", [path for path in ("1-tableware", "3-export", "4-warehouse", "6-net-above-gross")])
def test_a_decision_made_again_is_the_same(broker: Actor, name: str) -> None:
    answer = conductor.lodge(demonstration(name).submitted, by=broker)

    assert _replayed(answer.mrn or "").differences == ()


@pytest.mark.usefixtures("undone")
@pytest.mark.parametrize("what", TAMPERINGS)
def test_tampering_is_found(lodged: str, what: str) -> None:
    statement, kind = TAMPERINGS[what]
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM declarations_declaration WHERE mrn = %s", [lodged])
        cursor.execute(statement, {"id": cursor.fetchone()[0]})
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
