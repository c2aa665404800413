from pathlib import Path

from tests.formats.edifact import tables

PROTOCOLS = Path(__file__).parents[3] / "docs" / "protocols"


def lines(name: str) -> list[str]:
    return (PROTOCOLS / name).read_text(encoding="utf-8").splitlines()


def test_the_declaration_document_has_every_place_and_fault_of_the_mapping() -> None:
    written = [line for line in lines("PR-EDI-cusdec.md") if line.startswith("| `")]

    assert written == tables.places(tables.DECLARATION)
    assert [line for line in lines("PR-EDI-cusdec.md") if line.startswith("| FMT")] == tables.codes()


def test_the_answer_document_has_every_place_of_the_mapping() -> None:
    assert [line for line in lines("PR-EDR-cusres.md") if line.startswith("| `")] == tables.places(tables.REPLY)
