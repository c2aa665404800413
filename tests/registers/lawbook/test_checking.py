"""Every kind of fault is found, with its file, its line and what would pass."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from clearway.registers.lawbook import errors
from clearway.registers.lawbook.contracts import FAULTS, PackFault
from clearway.registers.lawbook.packs import check, compile_pack
from tests.registers.lawbook.build_pack import FILES, HEAD, pack, with_row, with_text

DOCUMENTS = "codelists/document_types.csv"
MEASURES = "tariff/measures/others.csv"
LINES = "tariff/lines/national.csv"
FEE = "law/fees/processing_fee.yaml"
VAT = "formulas/vat.py"
OFFICES = "offices.csv"
TYPES = "tariff/measure_types.csv"
CARDS = "targeting/vehicles.yaml"
LATER = 'law="VAT Act, s. 2")'

#: How the pack is broken, then the place and the code of the one fault that it has, and a word it must quote.
BROKEN = [
    ({"pack.toml": None}, "pack.toml", 0, "LAW-001", "no such file"),
    ({DOCUMENTS: None}, DOCUMENTS, 0, "LAW-001", "no such file"),
    ({"tarif/areas.csv": "x"}, "tarif", 0, "LAW-002", "tarif"),
    ({"law/fees/fee.txt": "x"}, "law/fees/fee.txt", 0, "LAW-002", "fee.txt"),
    ({FEE: "title: [\n"}, FEE, 2, "LAW-003", ""),
    ({FEE: b"title: \xff\n"}, FEE, 1, "LAW-003", "0xff"),
    ({FEE: "title: &a x\nunit: *a\n"}, FEE, 1, "LAW-003", "alias"),
    ({"pack.toml": HEAD + "x ="}, "pack.toml", 0, "LAW-003", ""),
    (with_row(OFFICES, "ML000002,2020-01-01"), OFFICES, 3, "LAW-003", "2 cells"),
    (with_row(OFFICES, 'ML000002,2020-01-01,,import,MLCAP,"A"B,C'), OFFICES, 3, "LAW-003", ""),
    (with_text(FEE, "unit: MLM", "unit: MLM\nunit: X"), FEE, 3, "LAW-004", "unit"),
    (with_text(OFFICES, "roles,location", "roles,roles"), OFFICES, 1, "LAW-004", "roles"),
    (with_text(FEE, "unit: MLM", "unit: MLM\nnote: x"), FEE, 3, "LAW-005", "note"),
    (with_text("pack.toml", "[nomenc", "[nomen]\n[nomenc"), "pack.toml", 13, "LAW-005", "nomen"),
    (with_text("rules.yaml", "severity", "on: x, severity"), "rules.yaml", 1, "LAW-005", "on"),
    (with_text(OFFICES, "location", "location,colour"), OFFICES, 1, "LAW-005", "colour"),
    (with_text(FEE, "unit: MLM", "unit:"), FEE, 2, "LAW-006", "unit"),
    (with_text(FEE, "value: 50, ", ""), FEE, 4, "LAW-006", "value"),
    (with_text("rules.yaml", "since: 2020-01-01, ", ""), "rules.yaml", 1, "LAW-006", "since"),
    (with_row(OFFICES, "ML000002,,,import,MLCAP,A,B"), OFFICES, 3, "LAW-006", "since"),
    (with_text(MEASURES, "2 % + 1 MLM/100 KGM", ""), MEASURES, 2, "LAW-006", "duty"),
    (with_text(OFFICES, "since,until", "until"), OFFICES, 1, "LAW-006", "since"),
    (with_text(FEE, "value: 50", 'value: "5O"'), FEE, 4, "LAW-007", "5O"),
    (with_text(FEE, "value: 50", "value: 1e3"), FEE, 4, "LAW-007", "1e3"),
    (with_text(FEE, "value: 50", "value: true"), FEE, 4, "LAW-007", "True"),
    (with_text(FEE, "2020-01-01: {", "2020-13-01: {"), FEE, 4, "LAW-007", "2020-13-01"),
    (with_text(FEE, "2020-01-01: {", "1: {"), FEE, 4, "LAW-007", "1"),
    (with_text(FEE, "title: Processing fee", "title: 007"), FEE, 1, "LAW-007", "007"),
    ({FEE: "[]"}, FEE, 1, "LAW-007", "list"),
    (with_text("rules.yaml", "since: 2020-01-01", "since: soon"), "rules.yaml", 1, "LAW-007", "soon"),
    (with_text("rules.yaml", "applies_to: [import]", "applies_to: [2]"), "rules.yaml", 1, "LAW-007", "2"),
    (with_text(MEASURES, "Q: N851", "N851"), MEASURES, 2, "LAW-007", "N851"),
    (with_row(OFFICES, "X1,2020-01-01,,import,MLCAP,A,B"), OFFICES, 3, "LAW-007", "X1"),
    (with_text("calendar/2026.yaml", "2026-01-01", "New"), "calendar/2026.yaml", 1, "LAW-007", "New"),
    (with_text(CARDS, "least: 3", "least: true"), CARDS, 10, "LAW-007", "least"),
    (with_text("pack.toml", '"half-up"', '"nearest"'), "pack.toml", 17, "LAW-008", "nearest"),
    (with_text("pack.toml", '"UTC"', '"Mars/Base"'), "pack.toml", 3, "LAW-008", "Mars/Base"),
    (with_text("pack.toml", '"0.01"', '"0.00"'), "pack.toml", 17, "LAW-008", "0.00"),
    (with_text("rules.yaml", "reject", "fatal"), "rules.yaml", 1, "LAW-008", "fatal"),
    (with_text(CARDS, "lane: red", "lane: pink"), CARDS, 5, "LAW-008", "pink"),
    (with_row(OFFICES, "ML000002,2020-01-01,,bar,MLCAP,A,B"), OFFICES, 3, "LAW-008", "bar"),
    (with_row(OFFICES, "ML000002,2020-01-01,,import,MLCAP,A,"), OFFICES, 3, "LAW-009", "title_fr"),
    (with_row(LINES, "87032490,2022-01-01,,,,Usagés"), LINES, 4, "LAW-009", "title_en"),
    (with_row(OFFICES, "ML000002,2020-01-01,2019-12-31,import,MLCAP,A,B"), OFFICES, 3, "LAW-010", "2019-12-31"),
    (with_text(MEASURES, "2021-01-01,,T1,2 %", "2019-01-01,,T1,2 %"), MEASURES, 2, "LAW-010", "T1"),
    (with_text(VAT, 'until="2023-12-31"', 'until="2019-12-31"'), VAT, 6, "LAW-010", "VAT-BASE"),
    (with_text(FEE, ', law: "Fees Order, art. 2"', ""), FEE, 5, "LAW-011", "law"),
    (with_text(VAT, LATER, 'law="")'), VAT, 12, "LAW-011", "VAT-BASE"),
    (with_text("rules.yaml", 'law: "Regulations, r. 1", ', ""), "rules.yaml", 1, "LAW-011", "law"),
    (with_text("calendar/2026.yaml", "law: Holidays Act, s. 1\n", ""), "calendar/2026.yaml", 1, "LAW-011", "law"),
    (with_row(MEASURES, "410.06,410,07,1011,2021-01-01,,T1,,P: N851,,,,,,"), MEASURES, 4, "LAW-012", "410.06"),
    (with_row(LINES, "87032390,2023-01-01,,,Used,Usagés"), LINES, 4, "LAW-012", "87032390"),
    (with_row(DOCUMENTS, "N851,2021-01-01,,A,B,"), DOCUMENTS, 3, "LAW-012", "N851"),
    (with_row("tariff/quotas.csv", "091001,2026-06-01,,5,KGM,1,A,B"), "tariff/quotas.csv", 3, "LAW-012", "091001"),
    (with_row("tariff/areas.csv", "2020,IN,A,B"), "tariff/areas.csv", 4, "LAW-012", "2020"),
    (with_row(OFFICES, "ML000001,2020-01-01,,import,MLCAP,A,B"), OFFICES, 3, "LAW-012", "ML000001"),
    ({CARDS: FILES[CARDS] * 2}, CARDS, 11, "LAW-012", "VEH-001"),
    (with_text(MEASURES, "142,07,2020", "142,07,2021"), MEASURES, 2, "LAW-013", "2021"),
    (with_text(MEASURES, "410.06,410", "410.06,411"), MEASURES, 3, "LAW-013", "411"),
    (with_text(MEASURES, "1011,2021-01-01,,T1", "1011,2021-01-01,,T9"), MEASURES, 3, "LAW-013", "T9"),
    (with_text(MEASURES, "P: N851,,", "P: N851,X123,"), MEASURES, 3, "LAW-013", "X123"),
    (with_text(MEASURES, "P: N851,,,", "P: N851,,091009,"), MEASURES, 3, "LAW-013", "091009"),
    (with_text(MEASURES, "P: N851", "P: N852"), MEASURES, 3, "LAW-013", "N852"),
    (with_text(MEASURES, "200,ID,,", "200,ID,CD001,"), MEASURES, 2, "LAW-013", "CD001"),
    (with_text(MEASURES, "200,ID,,", "200,QQ,,"), MEASURES, 2, "LAW-013", "QQ"),
    (with_text(MEASURES, "200,ID,,", "200,ID,,NOT-THERE"), MEASURES, 2, "LAW-013", "NOT-THERE"),
    (with_text("tariff/areas.csv", "IN ID", "IN QQ"), "tariff/areas.csv", 3, "LAW-013", "QQ"),
    (with_text(TYPES, "103,duty,A00", "103,duty,Z99"), TYPES, 2, "LAW-013", "Z99"),
    (with_text("rules.yaml", "fee: fees.processing_fee", "fee: fees.none"), "rules.yaml", 1, "LAW-013", "fees.none"),
    (with_text(MEASURES, "1 MLM/100 KGM", "1 MLM/LTR"), MEASURES, 2, "LAW-013", "LTR"),
    (with_text(LINES, ",NAR,New", ",LTR,New"), LINES, 2, "LAW-013", "LTR"),
    ({"codelists/stray.csv": "code\n"}, "codelists/stray.csv", 0, "LAW-013", "stray"),
    (with_text(MEASURES, "410,06,", "410,0699,"), MEASURES, 3, "LAW-014", "0699"),
    (with_row(LINES, "01020010,2022-01-01,,,A,B"), LINES, 4, "LAW-014", "01020010"),
    (with_text(MEASURES, "2 % + 1 MLM/100 KGM", "two per cent"), MEASURES, 2, "LAW-015", "two per cent"),
    (with_text(MEASURES, "2 % + 1 MLM/100 KGM", "MIN 2 %"), MEASURES, 2, "LAW-015", "MIN 2 %"),
    (with_text(VAT, 'since="2024-01-01"', 'since="2024-03-01"'), VAT, 12, "LAW-018", "2024-01-01 to 2024-03-01"),
    (with_text(VAT, 'since="2024-01-01"', 'since="2023-12-31"'), VAT, 12, "LAW-019", "2023-12-31"),
    (with_text(VAT, "from decimal", "import os\nfrom decimal"), VAT, 1, "LAW-020", "os"),
    (with_text(VAT, "return value * 2", "return open('/etc/passwd')"), VAT, 15, "LAW-020", "open"),
    (with_text(VAT, "return value * 2", "return value.__class__"), VAT, 15, "LAW-020", "__class__"),
    (with_text(VAT, "from decimal", "from clearway.hub import x\nfrom decimal"), VAT, 1, "LAW-020", "hub"),
    (with_text(VAT, "return value * 2", "return value *"), VAT, 15, "LAW-021", ""),
    (with_text(VAT, "\n\n@formula", "\nx = 1 / 0\n\n@formula"), VAT, 0, "LAW-021", "ZeroDivisionError"),
    (with_text("rules.yaml", "GDS-014", "GDS-999"), "rules.yaml", 1, "LAW-022", "GDS-999"),
    (with_text(CARDS, "like '8703%'", "like like"), CARDS, 6, "LAW-023", "like"),
    (with_text(FEE, "  2024-01-01", "  2019-01-01"), FEE, 3, "LAW-024", "order"),
]  # fmt: skip


def known(folder: Path) -> list[PackFault]:
    return check(folder)


def test_the_smallest_pack_has_no_fault(tmp_path: Path) -> None:
    assert known(pack(tmp_path)) == []


@pytest.mark.parametrize(
    ("changes", "file", "line", "code", "quoted"), BROKEN, ids=[f"{row[3]}-{n}" for n, row in enumerate(BROKEN)]
)
def test_a_fault_is_found_at_its_place(
    tmp_path: Path, changes: dict[str, str | bytes | None], file: str, line: int, code: str, quoted: str
) -> None:
    faults = known(pack(tmp_path, changes))

    assert any(
        (fault.file, fault.line, fault.code) == (file, line, code) and quoted in fault.found for fault in faults
    ), "\n".join(map(str, faults))
    assert all(fault.would_pass for fault in faults)


def test_goods_without_a_third_country_duty_are_named(tmp_path: Path) -> None:
    duties = FILES["tariff/measures/third_country.csv"]
    ends = duties.replace("103.87,103,87,1011,2020-01-01,,", "103.87,103,87,1011,2020-01-01,2025-06-30,")

    faults = known(pack(tmp_path, {"tariff/measures/third_country.csv": ends}))

    assert {fault.code for fault in faults} == {"LAW-016"}
    assert any(fault.found == "87032310 without one from 2025-07-01" for fault in faults)
    assert not any("870323 " in fault.found for fault in faults), "a split subheading is nobody's to declare"


def test_goods_with_two_third_country_duties_are_named(tmp_path: Path) -> None:
    again = "103.87.2,103,87,1011,2024-01-01,2024-12-31,T1,6 %,,,,,,,"

    faults = known(pack(tmp_path, with_row("tariff/measures/third_country.csv", again)))

    assert {fault.code for fault in faults} == {"LAW-017"}
    assert any(fault.found == "87032310 with 2 from 2024-01-01" for fault in faults)


def test_every_kind_of_fault_is_shown_to_be_found() -> None:
    shown = {row[3] for row in BROKEN} | {"LAW-016", "LAW-017"}

    assert shown == set(FAULTS)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    folder = pack(tmp_path, {**with_text(FEE, "unit: MLM", "unit:"), **with_text("rules.yaml", "reject", "fatal")})

    with pytest.raises(errors.PackRefused) as refused:
        compile_pack(folder)

    assert [fault.code for fault in refused.value.faults] == ["LAW-006", "LAW-008"]
    assert "rules.yaml:1: LAW-008" in str(refused.value)


def test_a_compiled_pack_says_what_its_files_say(tmp_path: Path) -> None:
    book = compile_pack(pack(tmp_path))
    law = book.on(date(2025, 3, 1))

    assert law.parameter("fees.processing_fee").value == Decimal("65.50")
    assert book.on(date(2026, 3, 1)).parameter("fees.processing_fee").value is None
    assert law.formula("VAT-BASE").function(Decimal(4)) == 8
    assert law.formula("VAT-BASE").sentence == "Twice the value."
    assert law.rules[0].parameters == {"fee": "fees.processing_fee"}
    assert law.targeting[0].parameters == {"least": Decimal(3)}
    assert law.random_stream.share == "0.02"
    assert book.named_lists == {"watched": frozenset({"AA", "BB"})}
    assert law.code("countries", "NO").titles == {"en": "Norway", "fr": "Norvège"}
    assert law.code("document_types", "N851").attributes == {"kind": "licence"}


def test_a_subheading_is_declarable_until_the_country_splits_it(tmp_path: Path) -> None:
    tariff = compile_pack(pack(tmp_path)).tariff

    assert tariff.declared("87032355", date(2021, 12, 31)).code == "870323"
    assert tariff.declared("87032355", date(2022, 1, 1)) is None
    assert tariff.declared("8703231099", date(2022, 1, 1)).code == "87032310"
