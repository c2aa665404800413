"""Goods lines: the Harmonized System from its package, and the country's own lines below it."""

from datetime import date, timedelta

from clearway.core.kernel.period import Period
from clearway.core.law.codelist import CodeList
from clearway.core.law.tariff import HARMONIZED_LENGTH, GoodsLine, Section
from clearway.registers.lawbook.packs import tables
from clearway.registers.lawbook.packs.codelists import must_know, overlap
from clearway.registers.lawbook.packs.entries import Entry
from clearway.registers.lawbook.packs.faults import FaultList
from clearway.registers.lawbook.packs.gathering import PackFiles
from clearway.registers.lawbook.packs.packaged import NOMENCLATURE

Lines = dict[str, tuple[GoodsLine, ...]]

ONE_DAY = timedelta(days=1)


def read(
    files: PackFiles,
    languages: tuple[str, ...],
    length: int,
    first_day: date,
    lists: dict[str, CodeList],
    faults: FaultList,
) -> Lines:
    """Every goods line through time; a subheading that the country splits is not declarable while it is split."""
    national = _national(files, languages, length, lists, faults)
    codes = files.files.get(NOMENCLATURE, b"").decode().split()
    units = _units(files, lists, faults)
    titles = _chapter_titles(files, languages, faults)
    always = Period(first_day)
    lines: Lines = {}
    for code in codes:
        below = national.get(code, []) if len(code) == HARMONIZED_LENGTH else []
        lines[code] = _harmonized(code, always, titles.get(code, {}), units, below)
    for parent, children in national.items():
        for row, line in children:
            if parent not in lines:
                row.fault("LAW-014", line.code, "a code below a subheading of the Harmonized System")
            unit = line.unit or _unit(line.code, units)
            own = GoodsLine(line.code, line.period, line.titles, unit, is_declarable=True)
            lines[line.code] = (*lines.get(line.code, ()), own)
    return lines


def sections(files: PackFiles, languages: tuple[str, ...], faults: FaultList) -> tuple[Section, ...]:
    """The sections with their titles and chapters."""
    path = "tariff/sections.csv"
    if path not in files.files:
        return ()
    found = []
    for row in tables.rows(files, path, ("section", "chapters", *_columns(languages)), faults):
        section = Section(row.text("section"), row.titles(languages), row.words("chapters", required=True))
        found.append(section)
    return tuple(found)


def _columns(languages: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"title_{language}" for language in languages)


def _national(
    files: PackFiles, languages: tuple[str, ...], length: int, lists: dict[str, CodeList], faults: FaultList
) -> dict[str, list[tuple[Entry, GoodsLine]]]:
    found: dict[str, list[tuple[Entry, GoodsLine]]] = {}
    columns = ("code", "since", "until", "unit", *_columns(languages))
    for path in files.under("tariff/lines"):
        for row in tables.rows(files, path, columns, faults):
            code = row.code("code", f"[0-9]{{{length}}}")
            unit = row.code("unit", "[A-Z0-9]{2,4}", required=False) or None
            must_know(row, lists, "units", (unit,) if unit else ())
            line = GoodsLine(code, row.period(), row.titles(languages), unit)
            siblings = found.setdefault(code[:HARMONIZED_LENGTH], [])
            if any(other.code == code and overlap(other.period, line.period) for _, other in siblings):
                row.fault("LAW-012", code, "periods of a line that do not overlap")
            siblings.append((row, line))
    return found


def _units(files: PackFiles, lists: dict[str, CodeList], faults: FaultList) -> dict[str, str]:
    path = "tariff/units.csv"
    if path not in files.files:
        return {}
    found = {}
    for row in tables.rows(files, path, ("goods", "unit"), faults):
        unit = row.code("unit", "[A-Z0-9]{2,4}")
        must_know(row, lists, "units", (unit,))
        found[row.code("goods", "[0-9]{2,6}")] = unit
    return found


def _unit(code: str, units: dict[str, str]) -> str | None:
    return next((units[code[:length]] for length in range(len(code), 1, -1) if code[:length] in units), None)


def _chapter_titles(files: PackFiles, languages: tuple[str, ...], faults: FaultList) -> dict[str, dict[str, str]]:
    path = "tariff/chapters.csv"
    if path not in files.files:
        return {}
    rows = tables.rows(files, path, ("chapter", *_columns(languages)), faults)
    return {row.code("chapter", "[0-9]{2}"): row.titles(languages) for row in rows}


def _harmonized(
    code: str, always: Period, titles: dict[str, str], units: dict[str, str], below: list[tuple[Entry, GoodsLine]]
) -> tuple[GoodsLine, ...]:
    if len(code) < HARMONIZED_LENGTH:
        return (GoodsLine(code, always, titles),)
    unit = _unit(code, units)
    if not below:
        return (GoodsLine(code, always, titles, unit, is_declarable=True),)
    periods = _cut(always, [line.period for _, line in below])
    return tuple(GoodsLine(code, period, titles, unit, is_declarable=not split) for period, split in periods)


def _cut(whole: Period, splits: list[Period]) -> list[tuple[Period, bool]]:
    """The whole period in pieces, each with whether one of the splits covers it."""
    edges = {whole.since}
    for split in splits:
        edges.add(max(split.since, whole.since))
        if split.until and split.until >= whole.since:
            edges.add(split.until + ONE_DAY)
    days = sorted(edges)
    ends = [day - ONE_DAY for day in days[1:]]
    found: list[tuple[Period, bool]] = []
    for since, until in zip(days, [*ends, None], strict=True):
        is_split = any(split.covers(since) for split in splits)
        if found and found[-1][1] == is_split:
            found[-1] = (Period(found[-1][0].since, until), is_split)
        else:
            found.append((Period(since, until), is_split))
    return found
