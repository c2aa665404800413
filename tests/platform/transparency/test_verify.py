"""Whoever has the public key can check a copy, an event and the growth of the log, with nothing else of ours."""

import json
from base64 import b64decode, b64encode
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearway.core.kernel import merkle
from clearway.platform.transparency import tiles
from clearway.platform.transparency.verify import Bundle, Proven, Refuted, verify, verify_bundle, verify_growth
from tests.platform.transparency import build
from tests.platform.transparency.build import SIGNER, STRANGER

SIZE = 600
ENTRIES = build.commitments(SIZE)
FILES = build.files(ENTRIES)
_, NODES = merkle.CompactRange().extended(merkle.leaf_hash(entry) for entry in ENTRIES)
NODE = tiles.nodes_in(tiles.grown({}, NODES).__getitem__)


def bundle(number: int, size: int = SIZE) -> bytes:
    proof = merkle.inclusion_proof(number, size, NODE)
    note = build.checkpoint(ENTRIES[:size])
    return Bundle.of(build.event(number), build.salt(number), index=number, proof=proof, checkpoint=note).encoded()


def altered(**changes: Any) -> bytes:
    return json.dumps(json.loads(bundle(7)) | changes).encode()


def code(answer: Proven | Refuted) -> str:
    assert isinstance(answer, Refuted), answer
    assert answer.because
    return answer.code


@pytest.mark.parametrize("size", [1, 2, 255, 256, 257, 512, SIZE])
def test_a_whole_copy_is_proven(tmp_path: Path, size: int) -> None:
    build.write(tmp_path, build.files(ENTRIES[:size]))

    answer = verify(tmp_path, SIGNER.vkey)

    assert answer == Proven(build.NAME, size, build.subtree(ENTRIES[:size]))


@pytest.mark.parametrize("number", [0, 255, 256, SIZE - 1])
def test_an_event_is_found_in_a_copy_by_what_only_its_owner_knows(tmp_path: Path, number: int) -> None:
    build.write(tmp_path, FILES)

    answer = verify(tmp_path, SIGNER.vkey, event=build.event(number), salt=build.salt(number))

    assert isinstance(answer, Proven)
    assert answer.index == number


def test_an_event_that_was_changed_is_not_found(tmp_path: Path) -> None:
    build.write(tmp_path, FILES)

    assert code(verify(tmp_path, SIGNER.vkey, event=build.event(3), salt=build.salt(4))) == "LOG-106"
    assert code(verify(tmp_path, SIGNER.vkey, event=build.event(SIZE), salt=build.salt(SIZE))) == "LOG-106"
    assert code(verify(tmp_path, SIGNER.vkey, event=build.event(3), salt=b"short")) == "LOG-105"


@pytest.mark.parametrize("name", sorted(FILES))
def test_one_changed_bit_in_any_file_of_a_copy_is_found(tmp_path: Path, name: str) -> None:
    for place in (0, len(FILES[name]) // 2, -1):
        changed = bytearray(FILES[name])
        changed[place] ^= 1
        build.write(tmp_path, FILES | {name: bytes(changed)})

        assert code(verify(tmp_path, SIGNER.vkey)).startswith("LOG-1")


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_missing_cut_or_drawn_out_file_is_found(tmp_path: Path, name: str) -> None:
    build.write(tmp_path, FILES)
    (tmp_path / name).unlink()
    assert code(verify(tmp_path, SIGNER.vkey)) == "LOG-108"

    for other in (FILES[name][:-1], FILES[name] + b"\x00", b""):
        (tmp_path / name).write_bytes(other)
        assert isinstance(verify(tmp_path, SIGNER.vkey), Refuted)


def test_a_copy_made_up_as_a_whole_lacks_the_signature(tmp_path: Path) -> None:
    forged = build.files(ENTRIES[1:], signer=STRANGER)
    build.write(tmp_path, forged)
    assert code(verify(tmp_path, SIGNER.vkey)) == "LOG-103"

    build.write(tmp_path, forged | {"checkpoint": build.checkpoint(ENTRIES[: SIZE - 1]).encode()})
    assert code(verify(tmp_path, SIGNER.vkey)) == "LOG-110"


@pytest.mark.parametrize("older", [1, 255, 256, 300, 512, SIZE])
def test_a_copy_has_grown_from_every_older_checkpoint(tmp_path: Path, older: int) -> None:
    build.write(tmp_path, FILES)
    note = build.checkpoint(ENTRIES[:older])

    assert isinstance(verify(tmp_path, SIGNER.vkey, older_notes=[note]), Proven)


def test_an_empty_log_is_where_every_log_began(tmp_path: Path) -> None:
    build.write(tmp_path, FILES)
    empty = SIGNER.sign_checkpoint(0, merkle.EMPTY_ROOT)
    other = SIGNER.sign_checkpoint(0, bytes(32))

    assert isinstance(verify(tmp_path, SIGNER.vkey, older_notes=[empty]), Proven)
    assert code(verify(tmp_path, SIGNER.vkey, older_notes=[other])) == "LOG-107"


@pytest.mark.parametrize("victim", [0, 10, 298, 299])
def test_what_was_removed_since_an_older_checkpoint_is_found(tmp_path: Path, victim: int) -> None:
    build.write(tmp_path, build.files(ENTRIES[:victim] + ENTRIES[victim + 1 :]))
    note = build.checkpoint(ENTRIES[:300])

    assert isinstance(verify(tmp_path, SIGNER.vkey), Proven)
    assert code(verify(tmp_path, SIGNER.vkey, older_notes=[note])) == "LOG-107"


def test_a_log_cut_back_below_an_older_checkpoint_is_found(tmp_path: Path) -> None:
    build.write(tmp_path, build.files(ENTRIES[:299]))

    answer = verify(tmp_path, SIGNER.vkey, older_notes=[build.checkpoint(ENTRIES[:300])])

    assert code(answer) == "LOG-107"


@given(st.integers(1, SIZE), st.data())
def test_every_event_of_every_length_has_its_bundle(size: int, data: st.DataObject) -> None:
    number = data.draw(st.integers(0, size - 1))

    answer = verify_bundle(bundle(number, size), SIGNER.vkey)

    assert answer == Proven(build.NAME, size, merkle.root(size, NODE), number)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"event": '{"number":8,"type":"lodged"}'}, "LOG-106"),
        ({"event": '{"number": 7,"type":"lodged"}'}, "LOG-105"),
        ({"event": "no JSON"}, "LOG-105"),
        ({"event": 7}, "LOG-105"),
        ({"salt": b64encode(bytes(16)).decode()}, "LOG-106"),
        ({"salt": b64encode(bytes(32)).decode()}, "LOG-105"),
        ({"salt": "*"}, "LOG-105"),
        ({"index": 8}, "LOG-106"),
        ({"index": -1}, "LOG-106"),
        ({"index": 10**30}, "LOG-106"),
        ({"proof": []}, "LOG-106"),
        ({"proof": ["AAAA"]}, "LOG-106"),
        ({"proof": ["A"]}, "LOG-105"),
        ({"checkpoint": ""}, "LOG-102"),
        ({"checkpoint": STRANGER.sign_checkpoint(SIZE, merkle.root(SIZE, NODE))}, "LOG-103"),
        ({"checkpoint": SIGNER.sign("hello\n")}, "LOG-104"),
        ({"checkpoint": SIGNER.sign_checkpoint(SIZE - 1, merkle.root(SIZE - 1, NODE))}, "LOG-106"),
        ({"format": "clearway.log-proof.v2"}, "LOG-105"),
        ({"more": 1}, "LOG-105"),
    ],
)
def test_a_bundle_that_was_changed_is_refuted_with_the_code_of_what_is_wrong(
    changes: dict[str, Any], expected: str
) -> None:
    assert code(verify_bundle(altered(**changes), SIGNER.vkey)) == expected


def test_a_bundle_proves_nothing_under_the_key_of_another() -> None:
    assert code(verify_bundle(bundle(7), STRANGER.vkey)) == "LOG-103"
    assert code(verify_bundle(bundle(7), "no key")) == "LOG-101"


@given(st.integers(0, len(bundle(7)) * 8 - 1))
def test_one_flipped_bit_anywhere_in_a_bundle_refutes_it(bit: int) -> None:
    tampered = bytearray(bundle(7))
    tampered[bit // 8] ^= 1 << bit % 8

    assert isinstance(verify_bundle(bytes(tampered), SIGNER.vkey), Refuted)


@given(st.binary(max_size=200) | st.just(b'{"format":' + b"[" * 5000))
def test_any_bytes_as_a_bundle_are_answered(data: bytes) -> None:
    assert code(verify_bundle(data, SIGNER.vkey)) == "LOG-105"


@given(st.integers(1, SIZE), st.data())
def test_two_checkpoints_of_one_log_are_shown_to_belong_together(newer: int, data: st.DataObject) -> None:
    older = data.draw(st.integers(1, newer))
    notes = [SIGNER.sign_checkpoint(size, merkle.root(size, NODE)) for size in (older, newer)]
    proof = merkle.consistency_proof(older, newer, NODE)

    assert isinstance(verify_growth(*notes, proof, SIGNER.vkey), Proven)
    if older < newer:
        assert code(verify_growth(*notes[::-1], proof, SIGNER.vkey)) == "LOG-107"
        assert code(verify_growth(*notes, [*proof, bytes(32)], SIGNER.vkey)) == "LOG-107"


def test_a_bundle_tells_nothing_but_its_own_event() -> None:
    told = json.loads(bundle(7))

    assert told.keys() == {"format", "event", "salt", "index", "proof", "checkpoint"}
    assert all(len(b64decode(part)) == 32 for part in told["proof"])
