"""A pack says which documents are permits of which agency."""

from pathlib import Path

import pytest

from clearway.registers.lawbook.packs import check, compile_pack
from tests.registers.lawbook import build_pack
from tests.registers.lawbook.build_pack import TITLES

AGENCIES = f"code,since,until,{TITLES}\nML700101,2020-01-01,,Plants,Plantes\n"
KINDS = "agency: ML700101\ndocuments:\n  N851: {since: 2020-01-01, unit: KGM, law: Act 5}\n"


def test_a_pack_may_have_no_permits(tmp_path: Path) -> None:
    assert compile_pack(build_pack.pack(tmp_path)).permits == ()


def test_a_document_is_a_permit_from_its_day_on(tmp_path: Path) -> None:
    book = compile_pack(build_pack.pack(tmp_path, {"agencies.csv": AGENCIES, "permits/plants.yaml": KINDS}))

    [kind] = book.permits
    assert (kind.document, kind.agency, kind.unit, kind.law) == ("N851", "ML700101", "KGM", "Act 5")
    assert book.on(kind.period.since).permit("N851") == kind
    assert book.on(kind.period.since).permits_of("ML700101") == (kind,)
    assert book.on(kind.period.since).permit("N852") is None


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("ML700101", "ML700109", "LAW-013"),
        ("ML700101", "plants", "LAW-007"),
        ("N851", "N999", "LAW-013"),
        ("KGM", "XYZ", "LAW-013"),
        (", law: Act 5", "", "LAW-011"),
        ("since: 2020-01-01, ", "", "LAW-006"),
        ("unit:", "units:", "LAW-005"),
        ("documents:", "papers:", "LAW-005"),
    ],
)
def test_what_is_wrong_is_a_fault(tmp_path: Path, old: str, new: str, code: str) -> None:
    assert old in KINDS
    files = {"agencies.csv": AGENCIES, "permits/plants.yaml": KINDS.replace(old, new)}

    assert code in [fault.code for fault in check(build_pack.pack(tmp_path, files))]


def test_a_document_has_one_agency_on_any_day(tmp_path: Path) -> None:
    files = {"agencies.csv": AGENCIES, "permits/plants.yaml": KINDS, "permits/twice.yaml": KINDS}

    assert [fault.code for fault in check(build_pack.pack(tmp_path, files))] == ["LAW-012"]
