"""A pack says which agreements the country begins with; what they name must be there."""

from pathlib import Path

import pytest

from clearway.core.law.information import Catalogue
from clearway.registers.lawbook.errors import PackRefused
from clearway.registers.lawbook.packs import check, compile_pack, first_agreements
from tests.registers.lawbook import build_pack
from tests.registers.lawbook.build_pack import DEMOLAND
from tests.registers.lawbook.test_sharing import FILES

PATH = "agreements/bank.csv"
HEADER = (
    "number,kind,organisation,article,grants,roles,offices,case_kinds,exemption,in_office_hours,emergency,assurance,"
    "since,until\n"
)
ROW = "BK-001,RES-001,ML0000005018,CR-12,born is_of_age,loan clerk | head,,loan,,yes,no,2,2020-01-01,2030-12-31\n"


def _agreed(folder: Path) -> Catalogue:
    return compile_pack(folder).sharing


def test_an_agreement_is_read_with_all_its_conditions(tmp_path: Path) -> None:
    folder = build_pack.pack(tmp_path, {**FILES, PATH: HEADER + ROW})

    [one] = first_agreements(folder, _agreed(folder))

    assert check(folder) == check(build_pack.pack(tmp_path, FILES))
    assert (one.number, one.kind, one.organisation, one.article) == ("BK-001", "RES-001", "ML0000005018", "CR-12")
    assert one.grants == {"born", "is_of_age"}
    assert one.roles == {"loan clerk", "head"}
    assert one.case_kinds == {"loan"}
    assert (one.exemption, one.in_office_hours, one.emergency, one.assurance) == ("", True, False, 2)
    assert (one.state, one.period.until.isoformat() if one.period.until else "") == ("proposed", "2030-12-31")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("BK-001", "bk 1", "LAW-007"),
        ("RES-001", "RES-009", "LAW-013"),
        ("ML0000005018", "the bank", "LAW-007"),
        ("CR-12", "CR-13", "LAW-013"),
        ("is_of_age", "is_rich", "LAW-013"),
        ("born is_of_age", "", "LAW-006"),
        ("loan clerk | head", "", "LAW-006"),
        (",loan,,", ",loan,XX-1,", "LAW-013"),
        (",yes,", ",maybe,", "LAW-008"),
        (",2,", ",4,", "LAW-008"),
        ("2020-01-01", "soon", "LAW-007"),
        ("2030-12-31", "2019-12-31", "LAW-010"),
    ],
)
def test_what_cannot_be_agreed_is_a_fault_with_its_place(tmp_path: Path, old: str, new: str, code: str) -> None:
    assert old in ROW
    folder = build_pack.pack(tmp_path, {**FILES, PATH: HEADER + ROW.replace(old, new)})

    faults = [(one.file, one.line, one.code) for one in check(folder)]

    assert (PATH, 2, code) in faults
    with pytest.raises(PackRefused):
        first_agreements(folder, _agreed(folder))


def test_a_number_is_given_once_in_all_files(tmp_path: Path) -> None:
    folder = build_pack.pack(tmp_path, {**FILES, PATH: HEADER + ROW, "agreements/other.csv": HEADER + ROW})

    assert ("agreements/other.csv", "LAW-012") in [(one.file, one.code) for one in check(folder)]


def test_the_demonstration_begins_with_two_banks_three_agencies_the_refund_finder_and_a_district() -> None:
    agreed = first_agreements(DEMOLAND, compile_pack(DEMOLAND).sharing)

    by_organisation = {one.organisation: one.roles for one in agreed}
    assert set(by_organisation) == {
        "DL0000005018",
        "DL0000005026",
        "DL700104",
        "DL700105",
        "DL700106",
        "DL000901",
        "DL600101",
        "DL0101",
    }
    assert len(agreed) > 100
    for one in agreed:
        # What comes in bulk is asked for in no case.
        assert one.case_kinds or one.roles == {"data receiver"}, one.number
