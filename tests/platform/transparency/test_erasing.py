"""What an event says can be erased under the law; the tree stays valid, and every other proof holds."""

from pathlib import Path

import pytest
from django.db import DatabaseError, connection

from clearway.hub.exchange.events import LookedUp
from clearway.platform.events import evidence
from clearway.platform.events import log as events
from clearway.platform.transparency import errors, log, proofs
from clearway.platform.transparency.erasing import erase
from clearway.platform.transparency.lists import Whole
from clearway.platform.transparency.verify import Proven, verify, verify_bundle, verify_list
from tests.platform.transparency.build import AT, SIGNER

pytestmark = pytest.mark.django_db(transaction=True)
PERSON, OTHER = "person/900101000017", "person/880202000035"


@pytest.fixture(autouse=True)
def _nothing_yet() -> None:
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE events_event, transparency_leaf, transparency_tile, transparency_checkpoint CASCADE")


def look_up(subject: str, ordinal: int) -> evidence.StoredEvent:
    event = LookedUp(
        access=f"{subject}/{ordinal}",
        ordinal=ordinal,
        kind="RES-001",
        holder="DL800101",
        organisation="DL0000005018",
        article="CR-12",
        names=("address",),
        outcome="answered",
        rule="2026-001/1",
        basis="consent",
        missing=(),
    )
    events.record(event, subject=subject, actor="official:0A1B2C3D4E", at=AT)
    found = evidence.find(subject, LookedUp.name, access=event.access)
    assert found is not None
    return found


def test_an_erased_event_tells_nothing_and_the_tree_stays_valid(tmp_path: Path) -> None:
    mine, other, second = look_up(PERSON, 1), look_up(OTHER, 1), look_up(PERSON, 2)
    log.sequence(SIGNER, at=AT)
    proofs.export(tmp_path / "before")

    assert erase([mine.id], law="DPA-17", by="user:privacy", at=AT) == 1
    assert erase([mine.id], law="DPA-17", by="user:privacy", at=AT) == 0
    log.sequence(SIGNER, at=AT)
    proofs.export(tmp_path / "after")

    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(e)::text FROM events_event e")
        stored = "".join(row for (row,) in cursor.fetchall())
    assert mine.salt.hex() not in stored
    assert f"{PERSON}/1" not in stored
    older = (tmp_path / "before" / "checkpoint").read_text()
    found = verify(tmp_path / "after", SIGNER.vkey, older_notes=[older], event=other.committed_bytes, salt=other.salt)
    assert isinstance(found, Proven)
    assert found.size == 4
    with pytest.raises(errors.EventErased):
        proofs.bundle(mine.id, b"{}", bytes(16))
    bundle = proofs.bundle(other.id, other.committed_bytes, other.salt).encoded()
    assert isinstance(verify_bundle(bundle, SIGNER.vkey), Proven)
    # The erased access stays counted, and keeps its place.
    erased = evidence.StoredEvent(mine.id, "", "", "", AT, {}, bytes(16), mine.commitment)
    whole = proofs.whole_list(PERSON, [erased, second], signer=SIGNER, at=AT).encoded()
    assert verify_list(whole, SIGNER.vkey) == Whole(PERSON, ((0, -1), (2, -1)), 1, 4)


@pytest.mark.parametrize(
    "change",
    [
        "facts = '{}'::jsonb, subject = 'erased', actor = 'erased'",
        "salt = decode(repeat('00', 16), 'hex'), facts = '{\"ordinal\": 2}', subject = 'erased', actor = 'erased'",
        "salt = decode(repeat('00', 16), 'hex'), facts = '{}', subject = 'erased', actor = 'erased', type = 'x'",
        "salt = decode(repeat('00', 16), 'hex'), facts = '{}', subject = 'erased', actor = 'erased', xid = '3'",
    ],
)
def test_nothing_but_erasing_changes_an_event(change: str) -> None:
    look_up(PERSON, 1)

    with pytest.raises(DatabaseError, match="append-only"), connection.cursor() as cursor:
        cursor.execute(f"UPDATE events_event SET {change}")
