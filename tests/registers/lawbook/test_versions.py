"""Versions of the lawbook: kept once, effective from an instant, swapped whole, compiled again from what was kept."""

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clearway.registers.lawbook import errors, models, public, queries
from tests.registers.lawbook.build_pack import FILES, pack, with_text

pytestmark = pytest.mark.django_db

JANUARY, JUNE = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 6, 1, tzinfo=UTC)
MAY, JULY = datetime(2026, 5, 1, tzinfo=UTC), datetime(2026, 7, 1, tzinfo=UTC)
FEE = "law/fees/processing_fee.yaml"


@pytest.fixture(autouse=True)
def _a_process_that_knows_nothing(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nor does its store: what other tests have committed is out of the way until this one ends."""
    models.Version.objects.all().delete()
    models.Archive.objects.all().delete()
    monkeypatch.setattr(queries, "_SHELF", queries._Shelf())
    yield


def fee(book: object) -> Decimal:
    return book.on(date(2022, 1, 1)).parameter("fees.processing_fee").value


def test_the_version_in_effect_decides(tmp_path: Path) -> None:
    public.load(pack(tmp_path / "one"), effective_from=JANUARY, by="law desk")
    public.load(pack(tmp_path / "two", with_text(FEE, "value: 50", "value: 51")), effective_from=JUNE, by="law desk")

    assert fee(public.current(MAY)) == 50
    assert fee(public.current(JULY)) == 51


def test_before_the_first_version_there_is_no_law(tmp_path: Path) -> None:
    public.load(pack(tmp_path), effective_from=JUNE, by="law desk")

    with pytest.raises(errors.NoLawbook):
        public.current(MAY)


def test_the_same_content_is_kept_once_and_not_loaded_twice(tmp_path: Path) -> None:
    first = public.load(pack(tmp_path), effective_from=JANUARY, by="law desk")
    again = public.load(pack(tmp_path), effective_from=JULY, by="somebody else")

    assert again == first
    assert models.Archive.objects.count() == 1
    assert models.Version.objects.count() == 1


def test_a_content_that_comes_back_decides_again(tmp_path: Path) -> None:
    changed = with_text(FEE, "value: 50", "value: 51")
    public.load(pack(tmp_path / "one"), effective_from=JANUARY, by="law desk")
    public.load(pack(tmp_path / "two", changed), effective_from=JANUARY, by="law desk")
    public.load(pack(tmp_path / "one"), effective_from=JANUARY, by="law desk")

    assert fee(public.current(MAY)) == 50
    assert models.Archive.objects.count() == 2
    assert models.Version.objects.count() == 3


def test_a_pack_with_faults_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(errors.PackRefused):
        public.load(pack(tmp_path, {FEE: "title: x\n"}), effective_from=JANUARY, by="law desk")

    assert not models.Archive.objects.exists()


def test_an_old_lawbook_is_compiled_again_from_what_was_kept(tmp_path: Path) -> None:
    version = public.load(pack(tmp_path / "one"), effective_from=JANUARY, by="law desk")
    shutil.rmtree(tmp_path / "one")

    book = public.by_hash(version.hash)

    assert book.hash == version.hash
    assert book.on(date(2025, 1, 1)).formula("VAT-BASE").function(Decimal(3)) == 6
    assert public.by_hash(version.hash) is book


def test_a_hash_that_was_never_loaded_is_unknown() -> None:
    with pytest.raises(errors.LawbookUnknown):
        public.by_hash("sha256:00")


def test_an_archive_that_was_changed_is_not_run(tmp_path: Path) -> None:
    version = public.load(pack(tmp_path / "one"), effective_from=JANUARY, by="law desk")
    folder = pack(tmp_path / "two", {"formulas/vat.py": FILES["formulas/vat.py"].replace("value * 2", "value * 3")})
    other = public.load(folder, effective_from=JUNE, by="law desk")
    models.Archive.objects.filter(hash=version.hash).update(files=models.Archive.objects.get(hash=other.hash).files)

    with pytest.raises(errors.ArchiveDamaged):
        public.by_hash(version.hash)


def test_deciding_does_not_read_tables_and_a_look_is_one_read(tmp_path: Path) -> None:
    public.load(pack(tmp_path), effective_from=JANUARY, by="law desk")
    public.current(MAY)

    with CaptureQueriesContext(
        connection,
    ) as read:
        public.current(MAY)
    assert len(read) == 0

    with CaptureQueriesContext(connection) as read:
        assert public.refresh() is False
    assert len(read) == 1


def test_a_process_sees_another_ones_version_after_a_look(tmp_path: Path) -> None:
    public.load(pack(tmp_path / "one"), effective_from=JANUARY, by="law desk")
    known = queries._SHELF.versions
    changed = pack(tmp_path / "two", with_text(FEE, "value: 50", "value: 51"))
    public.load(changed, effective_from=JANUARY, by="law desk")
    queries._SHELF.versions = known

    assert fee(public.current(MAY)) == 50
    assert public.refresh() is True
    assert fee(public.current(MAY)) == 51


def test_only_a_few_lawbooks_are_kept_compiled(tmp_path: Path) -> None:
    hashes = []
    for amount in range(50, 56):
        folder = pack(tmp_path / str(amount), with_text(FEE, "value: 50", f"value: {amount}"))
        hashes.append(public.load(folder, effective_from=JANUARY, by="law desk").hash)
    for hash in hashes:
        public.by_hash(hash)

    assert list(queries._SHELF.compiled) == hashes[-queries.COMPILED_AT_ONCE :]
