"""The proof of one access in a log of a million is small enough for a letter's QR codes or a text field."""

from base64 import b64encode
from datetime import UTC, datetime

from clearway.core.kernel import merkle
from clearway.hub.exchange.events import LookedUp
from clearway.platform.events.event import committed_bytes, recorded
from clearway.platform.transparency.cosignatures import Cosigner
from clearway.platform.transparency.notes import Checkpoint
from clearway.platform.transparency.verify import Bundle, Proven, verify_bundle
from tests.platform.transparency.build import SIGNER, STRANGER

MILLION, MOST_BYTES = 1_000_000, 2048
AT = datetime(2026, 3, 1, 8, 30, 12, 345678, tzinfo=UTC)


def test_a_proof_in_a_log_of_a_million_has_at_most_two_kilobytes() -> None:
    event = LookedUp(
        access="6f1c1c0e-95a4-4f54-9a6f-0d6f3f1f2a10",
        ordinal=17,
        kind="RES-001",
        holder="DL800101",
        organisation="DL0000005018",
        article="CR-12",
        names=("address", "is_of_age", "lives_here"),
        outcome="answered",
        rule="2026-001/1",
        basis="consent",
        missing=(),
    )
    one = recorded(event, subject="person/900101000017", actor="official:0A1B2C3D4E", at=AT)
    said = committed_bytes(event.name, at=AT, subject=one.subject, actor=one.actor, facts=bytes(one.facts))
    salt = bytes.fromhex(one.salt)
    leaf = merkle.leaf_hash(bytes.fromhex(one.commitment))
    # A million times the same leaf: its tree has one node a level, and is as high as any other of a million.
    levels = [leaf]
    for _ in range(20):
        levels.append(merkle.node_hash(levels[-1], levels[-1]))

    def node(level: int, position: int) -> bytes:
        return levels[level]

    checkpoint = Checkpoint(SIGNER.name, MILLION, merkle.root(MILLION, node))
    note = SIGNER.sign(checkpoint.text()) + Cosigner(STRANGER).line(checkpoint.text(), 1_772_000_000)
    for index in (0, 524_287, 524_288, 983_039, MILLION - 1):
        proof = merkle.inclusion_proof(index, MILLION, node)
        bundle = Bundle.of(said, salt, index=index, proof=proof, checkpoint=note).encoded()

        assert isinstance(verify_bundle(bundle, SIGNER.vkey), Proven)
        assert len(bundle) <= MOST_BYTES, (len(bundle), b64encode(bundle))
