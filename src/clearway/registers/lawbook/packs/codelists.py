"""Code lists: ``codelists/index.yaml`` names them, a table each holds the codes or a package does."""

from clearway.core.kernel.period import Period
from clearway.core.law.codelist import CodeEntry, CodeList
from clearway.registers.lawbook.packs import tables
from clearway.registers.lawbook.packs.entries import Entry
from clearway.registers.lawbook.packs.faults import FaultList
from clearway.registers.lawbook.packs.gathering import PackFiles
from clearway.registers.lawbook.packs.packaged import SOURCES
from clearway.registers.lawbook.packs.parameters import document, entry_at

INDEX = "codelists/index.yaml"


def read(files: PackFiles, languages: tuple[str, ...], faults: FaultList) -> dict[str, CodeList]:
    """Every code list of the pack."""
    if INDEX not in files.files and not any(files.under("codelists")):
        return {}
    opened = document(files, INDEX, faults)
    if opened is None:
        return {}
    found = {}
    for name in opened[0].value:
        entry = entry_at(opened[0], (name,), INDEX, faults)
        source = entry.choice("source", SOURCES, required=False)
        title, law = entry.text("title"), entry.law()
        entry.close()
        found[name] = CodeList(name, title, law, _entries(files, name, source, languages, faults))
    _without_stray_tables(files, found, faults)
    return found


def _without_stray_tables(files: PackFiles, found: dict[str, CodeList], faults: FaultList) -> None:
    for path in files.under("codelists"):
        name = path.removeprefix("codelists/").removesuffix(".csv")
        if path.endswith(".csv") and name not in found:
            faults.add(path, 0, "LAW-013", name, f"a list that {INDEX} names")


def _entries(
    files: PackFiles, name: str, source: str, languages: tuple[str, ...], faults: FaultList
) -> dict[str, tuple[CodeEntry, ...]]:
    found: dict[str, list[CodeEntry]] = {}
    own = f"codelists/{name}.csv"
    if source:
        _collect(files, f"packages/{source}.csv", languages, faults, found)
    # A list that comes from a package may have rows of the country's own beside it.
    if not source or own in files.files:
        _collect(files, own, languages, faults, found)
    return {code: tuple(sorted(entries, key=lambda one: one.period.since)) for code, entries in found.items()}


def _collect(
    files: PackFiles, path: str, languages: tuple[str, ...], faults: FaultList, found: dict[str, list[CodeEntry]]
) -> None:
    columns = ("code", "since", "until", *(f"title_{language}" for language in languages))
    periods: dict[Period, Period] = {}
    for row in tables.rows(files, path, columns, faults, open_ended=True):
        code, period = row.text("code"), row.period()
        period = periods.setdefault(period, period)
        titles = row.titles(languages)
        attributes = {name: value for name, value in row.rest().items() if value}
        entries = found.setdefault(code, [])
        if any(overlap(period, other.period) for other in entries):
            row.fault("LAW-012", f"{code} twice", "periods of a code that do not overlap")
        entries.append(CodeEntry(code, period, titles, attributes))


def overlap(one: Period, other: Period) -> bool:
    """Whether two periods share a day."""
    starts_in_time = other.until is None or one.since <= other.until
    return starts_in_time and (one.until is None or other.since <= one.until)


def known(lists: dict[str, CodeList], name: str, code: str) -> bool:
    """Whether a list, where the pack has it, holds a code on any day."""
    return name not in lists or code in lists[name].entries


def must_know(row: Entry, lists: dict[str, CodeList], name: str, codes: tuple[str, ...]) -> None:
    """Codes that a row quotes must stand in the list."""
    for code in codes:
        if not known(lists, name, code):
            row.fault("LAW-013", code, f"a code of the list {name}")
