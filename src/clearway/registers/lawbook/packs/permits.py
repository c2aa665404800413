"""Which documents are permits of which agency: ``agencies.csv`` and ``permits/*.yaml``, a file an agency."""

from collections.abc import Iterator

from clearway.core.law.codelist import CodeList
from clearway.core.law.permit import PermitKind
from clearway.registers.lawbook.packs import tables
from clearway.registers.lawbook.packs.codelists import must_know, overlap
from clearway.registers.lawbook.packs.faults import FaultList
from clearway.registers.lawbook.packs.gathering import PackFiles
from clearway.registers.lawbook.packs.parameters import document, entry_at

AGENCIES = "agencies.csv"
#: Agencies have codes as offices have.
CODE = "[A-Z]{2}[0-9]{6}"


def read(
    files: PackFiles, languages: tuple[str, ...], lists: dict[str, CodeList], faults: FaultList
) -> tuple[PermitKind, ...]:
    """Every document that an agency's register answers for."""
    agencies = _agencies(files, languages, faults)
    found: list[PermitKind] = []
    for path in files.under("permits"):
        for kind in _kinds(files, path, agencies, lists, faults):
            if any(kind.document == other.document and overlap(kind.period, other.period) for other in found):
                faults.add(path, 0, "LAW-012", f"{kind.document} twice", "one agency a document on any day")
            found.append(kind)
    return tuple(found)


def _agencies(files: PackFiles, languages: tuple[str, ...], faults: FaultList) -> set[str]:
    if AGENCIES not in files.files:
        return set()
    found: set[str] = set()
    columns = ("code", "since", "until", *(f"title_{language}" for language in languages))
    for row in tables.rows(files, AGENCIES, columns, faults):
        code = row.code("code", CODE)
        row.period(), row.titles(languages)
        if code in found:
            row.fault("LAW-012", code, "each agency once")
        found.add(code)
    return found


def _kinds(
    files: PackFiles, path: str, agencies: set[str], lists: dict[str, CodeList], faults: FaultList
) -> Iterator[PermitKind]:
    opened = document(files, path, faults)
    if opened is None:
        return
    source, head = opened
    agency, documents = head.code("agency", CODE), head.table("documents")
    head.close()
    if agency and agency not in agencies:
        head.fault("LAW-013", agency, f"an agency of {AGENCIES}", key="agency")
    for code in documents.values:
        entry = entry_at(source, ("documents", code), path, faults)
        must_know(entry, lists, "document_types", (code,))
        unit = entry.text("unit", required=False)
        if unit:
            must_know(entry, lists, "units", (unit,))
        period, law = entry.period(), entry.law()
        entry.close()
        yield PermitKind(str(code), agency, period, law, unit)
