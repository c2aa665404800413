"""A witness signs a log that has only grown, and never two histories of it."""

from base64 import b64encode
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clearway.core.kernel import merkle
from clearway.platform.transparency import errors, tiles
from clearway.platform.transparency.cosignatures import Witness
from clearway.platform.transparency.notes import Signer
from clearway.platform.transparency.witnessing import SIZE_TYPE, Memory, Said, Watcher, request
from tests.platform.transparency import build
from tests.platform.transparency.build import AT, SIGNER, STRANGER

KEY = Signer("witness.example", Ed25519PrivateKey.from_private_bytes(bytes([9] * 32)))
ENTRIES = build.commitments(300)


def node(entries: list[bytes]) -> merkle.NodeSource:
    _, nodes = merkle.CompactRange().extended(merkle.leaf_hash(entry) for entry in entries)
    return tiles.nodes_in(tiles.grown({}, nodes).__getitem__)


def asked(old: int, new: int, entries: list[bytes] = ENTRIES, signer: Signer = SIGNER) -> bytes:
    proof = merkle.consistency_proof(old, new, node(entries))
    return request(old, proof, build.checkpoint(entries[:new], signer=signer))


@pytest.fixture
def watcher(tmp_path: Path) -> Watcher:
    return Watcher(KEY, (SIGNER.verifier,), Memory(tmp_path))


def told(watcher: Watcher, body: bytes, seconds: int = 0) -> Said:
    return watcher.add_checkpoint(body, at=AT + timedelta(seconds=seconds))


def test_what_has_grown_is_signed_with_the_instant(watcher: Watcher) -> None:
    witness = Witness.parse(watcher.vkey)
    for old, new in [(0, 100), (100, 100), (100, 257), (257, 300)]:
        said = told(watcher, asked(old, new), seconds=new)

        assert said.status == 200
        note = build.checkpoint(ENTRIES[:new]) + said.content
        assert witness.seen(note) == int(AT.timestamp()) + new
        assert SIGNER.verifier.open_checkpoint(note).size == new


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"old x\n\n", 400),
        (b"old 0\n\nno checkpoint\n", 404),
        (asked(0, 10, signer=STRANGER), 403),
        (asked(0, 200).replace(b"old 0", b"old 00"), 400),
        (b"old 0\nAAAA\n\n" + build.checkpoint(ENTRIES[:3]).encode(), 400),
        (b"old 5\n\n" + build.checkpoint(ENTRIES[:3]).encode(), 400),
        (asked(10, 200), 409),
        (b"old 100\n" + b64encode(bytes(32)) + b"\n\n" + build.checkpoint(ENTRIES[:200]).encode(), 422),
    ],
)
def test_anything_else_is_refused_with_the_status_of_the_protocol(watcher: Watcher, body: bytes, status: int) -> None:
    assert told(watcher, asked(0, 100)).status == 200

    assert told(watcher, body).status == status


def test_a_log_that_lost_its_place_hears_where_the_witness_stands(watcher: Watcher) -> None:
    told(watcher, asked(0, 100))

    said = told(watcher, asked(0, 200))

    assert said == Said(409, "100\n", SIZE_TYPE)
    assert told(watcher, asked(100, 200)).status == 200


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.integers(1, 299), st.integers(0, 299), st.data())
def test_of_two_histories_one_is_signed(tmp_path_factory: pytest.TempPathFactory, seen: int, fork: int, data) -> None:  # type: ignore[no-untyped-def] - Hypothesis gives the data.
    watcher = Watcher(KEY, (SIGNER.verifier,), Memory(tmp_path_factory.mktemp("witness")))
    told(watcher, asked(0, seen))
    other = [*ENTRIES[:fork], *(build.commitment(1000 + number) for number in range(fork, 300))]
    new = data.draw(st.integers(max(fork + 1, seen), 300))

    said = told(watcher, asked(seen, new, other))

    assert (said.status == 200) == (fork >= seen)


def test_a_witness_that_was_killed_remembers(tmp_path: Path) -> None:
    told(Watcher(KEY, (SIGNER.verifier,), Memory(tmp_path)), asked(0, 100))

    again = Watcher(KEY, (SIGNER.verifier,), Memory(tmp_path))

    assert told(again, asked(0, 50)).status == 409
    assert again.latest(build.NAME).content.startswith(build.checkpoint(ENTRIES[:100]))


def test_a_signature_of_another_witness_is_none(watcher: Watcher) -> None:
    said = told(watcher, asked(0, 100))
    note = build.checkpoint(ENTRIES[:100]) + said.content
    other = Witness("witness.example", STRANGER.verifier.public)

    with pytest.raises(errors.NotWitnessed):
        other.seen(note)
    with pytest.raises(errors.NotWitnessed):
        Witness.parse(watcher.vkey).seen(build.checkpoint(ENTRIES[:101]) + said.content)
