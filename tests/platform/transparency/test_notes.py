"""A checkpoint is believed only with the log's own signature under exactly these words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearway.platform.transparency import errors
from clearway.platform.transparency.notes import Checkpoint, Signer, Verifier
from tests.platform.transparency.build import NAME, SIGNER, STRANGER

VERIFIER = Verifier.parse(SIGNER.vkey)
NOTE = SIGNER.sign_checkpoint(5, bytes(32))


def test_what_the_log_signed_is_read_back() -> None:
    assert VERIFIER.open_checkpoint(NOTE) == Checkpoint(NAME, 5, bytes(32))


def test_a_note_has_the_lines_of_the_protocol() -> None:
    origin, size, root, blank, signature, end = NOTE.split("\n")

    assert (origin, size, root) == (NAME, "5", "A" * 43 + "=")
    assert blank == end == ""
    assert signature.startswith(f"— {NAME} ")


def test_a_key_published_by_another_programme_is_read() -> None:
    vkey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"

    assert Verifier.parse(vkey).vkey == vkey


@given(st.from_regex(r"[^\s+]{1,20}", fullmatch=True), st.integers(0, 10**18), st.binary(min_size=32, max_size=32))
def test_any_log_can_state_any_length_and_root(name: str, size: int, root: bytes) -> None:
    if any(ord(letter) < 32 for letter in name):
        return
    signer = Signer(name, SIGNER._private)

    opened = Verifier.parse(signer.vkey).open_checkpoint(signer.sign_checkpoint(size, root))

    assert opened == Checkpoint(name, size, root)


@given(st.integers(0, len(NOTE.encode()) * 8 - 1))
def test_one_flipped_bit_anywhere_and_the_note_is_refused(bit: int) -> None:
    tampered = bytearray(NOTE.encode())
    tampered[bit // 8] ^= 1 << bit % 8

    with pytest.raises((errors.ProofRefused, UnicodeDecodeError)):
        VERIFIER.open_checkpoint(tampered.decode())


def test_a_signature_by_another_key_of_the_same_name_is_not_enough() -> None:
    with pytest.raises(errors.SignatureRefused, match="no signature by this key"):
        VERIFIER.open_checkpoint(STRANGER.sign_checkpoint(5, bytes(32)))


def test_cosignatures_of_others_are_passed_over() -> None:
    theirs = STRANGER.sign_checkpoint(5, bytes(32)).split("\n")[-2]

    assert VERIFIER.open_checkpoint(f"{NOTE}{theirs}\n").size == 5


def test_a_log_cannot_sign_for_another_log() -> None:
    note = SIGNER.sign(Checkpoint("another.example/log", 5, bytes(32)).text())

    with pytest.raises(errors.CheckpointMalformed, match=r"another\.example"):
        VERIFIER.open_checkpoint(note)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "origin\n5\n",
        f"\n5\n{'A' * 43}=\n",
        f"{NAME}\n05\n{'A' * 43}=\n",
        f"{NAME}\n-5\n{'A' * 43}=\n",
        f"{NAME}\n\u0665\n{'A' * 43}=\n",
        f"{NAME}\n5\n{'A' * 43}\n",
        f"{NAME}\n5\n{'A' * 42}B=\n",
        f"{NAME}\n5\nAAAA\n",
    ],
)
def test_a_signed_text_that_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(errors.CheckpointMalformed):
        Checkpoint.parse(text)


@pytest.mark.parametrize(
    "vkey",
    [
        "",
        NAME,
        SIGNER.vkey[:-4],
        SIGNER.vkey.replace("+", " "),
        SIGNER.vkey.replace(NAME, "x"),
        f"{NAME}+00000000+{SIGNER.vkey.rpartition('+')[2]}",
    ],
)
def test_a_key_that_does_not_fit_its_own_hash_is_refused(vkey: str) -> None:
    with pytest.raises(errors.VerifierMalformed):
        Verifier.parse(vkey)


@given(st.text() | st.text(alphabet="— \nab+/=0\x00").map(lambda tail: f"{NOTE}{tail}"))
def test_any_text_is_read_or_refused_but_never_breaks_the_reader(note: str) -> None:
    try:
        assert VERIFIER.open_checkpoint(note).size == 5
    except errors.ProofRefused as refusal:
        assert refusal.code.startswith("LOG-1")
        assert str(refusal)


@pytest.mark.parametrize("name", ["", "two words", "a+b", "line\nfeed"])
def test_a_name_that_could_be_mistaken_is_no_name_for_a_log(name: str) -> None:
    with pytest.raises(ValueError, match="cannot name a log"):
        Signer(name, SIGNER._private)
