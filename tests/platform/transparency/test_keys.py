"""The signing key is made once, kept to its owner, and used by its own log only."""

import threading
from pathlib import Path

import pytest

from clearway.platform.transparency import errors, keys
from clearway.platform.transparency.notes import Signer, Verifier
from tests.platform.transparency.build import NAME


def test_the_first_start_makes_a_key_and_the_next_finds_it(tmp_path: Path) -> None:
    path = tmp_path / "var" / "log.key"

    first = keys.load_or_create(path, NAME)
    second = keys.load_or_create(path, NAME)

    assert first.vkey == second.vkey
    assert path.stat().st_mode & 0o777 == 0o600
    assert [found.name for found in path.parent.iterdir()] == ["log.key"]


def test_a_key_that_was_found_signs_what_the_first_is_known_by(tmp_path: Path) -> None:
    vkey = keys.load_or_create(tmp_path / "log.key", NAME).vkey

    note = keys.load(tmp_path / "log.key", NAME).sign_checkpoint(7, bytes(32))

    assert Verifier.parse(vkey).open_checkpoint(note).size == 7


def test_processes_that_start_together_agree_on_one_key(tmp_path: Path) -> None:
    together, found = threading.Barrier(8), list[Signer]()

    def start() -> None:
        together.wait()
        found.append(keys.load_or_create(tmp_path / "log.key", NAME))

    threads = [threading.Thread(target=start) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(found) == 8
    assert len({signer.vkey for signer in found}) == 1


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620])
def test_a_key_that_others_can_reach_is_not_used(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "log.key"
    keys.load_or_create(path, NAME)
    path.chmod(mode)

    with pytest.raises(errors.KeyFileExposed, match="chmod 600"):
        keys.load_or_create(path, NAME)


def test_a_log_does_not_sign_with_the_key_of_another(tmp_path: Path) -> None:
    keys.load_or_create(tmp_path / "log.key", NAME)

    with pytest.raises(errors.KeyOfAnotherLog, match="other/log"):
        keys.load_or_create(tmp_path / "log.key", "other/log")


@pytest.mark.parametrize("damage", ["", "PRIVATE+KEY+", "no key", f"PRIVATE+KEY+{NAME}+00000000+AAAA", "\x00\xff"])
def test_a_damaged_key_file_is_never_replaced(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "log.key"
    path.write_text(damage, encoding="latin-1")
    path.chmod(0o600)

    with pytest.raises(errors.KeyFileUnreadable):
        keys.load_or_create(path, NAME)

    assert path.read_text(encoding="latin-1") == damage


def test_one_changed_letter_in_the_key_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "log.key"
    keys.load_or_create(path, NAME)
    text = path.read_text()
    place = len(f"PRIVATE+KEY+{NAME}+01234567+") + 10
    path.write_text(text[:place] + ("A" if text[place] != "A" else "B") + text[place + 1 :])

    with pytest.raises(errors.KeyFileUnreadable):
        keys.load(path, NAME)
