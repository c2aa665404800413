"""Measures and what they refer to: areas, types, regulations, quotas, additional codes, footnotes."""

from typing import NamedTuple

from clearway.core.kernel.period import Period
from clearway.core.law.codelist import CodeList
from clearway.core.law.tariff import (
    AdditionalCode,
    Area,
    Condition,
    Measure,
    MeasureType,
    Quota,
    QuotaPeriod,
    Regulation,
)
from clearway.registers.lawbook.packs import duty_text, tables
from clearway.registers.lawbook.packs.codelists import must_know, overlap
from clearway.registers.lawbook.packs.entries import Entry
from clearway.registers.lawbook.packs.faults import FaultList
from clearway.registers.lawbook.packs.gathering import PackFiles
from clearway.registers.lawbook.packs.nomenclature import Lines

ROLES = frozenset({"duty", "preference", "remedy", "excise", "vat", "fee", "requirement"})
#: The list of codes under which amounts are collected.
TAX_TYPES = "tax_types"
MEASURE_COLUMNS = (
    "sid",
    "type",
    "goods",
    "area",
    "since",
    "until",
    "regulation",
    "duty",
    "conditions",
    "additional_code",
    "quota",
    "preference",
    "excluded",
    "footnotes",
    "formula",
)


class Books(NamedTuple):
    """What measures refer to."""

    areas: dict[str, Area]
    types: dict[str, MeasureType]
    regulations: dict[str, Regulation]
    additional_codes: dict[str, AdditionalCode]
    quotas: dict[str, Quota]
    footnotes: dict[str, dict[str, str]]
    tax_types: dict[str, dict[str, str]]


class Placed(NamedTuple):
    """A measure and the row it stands in, so that a later check can name the place."""

    row: Entry
    measure: Measure


def read_books(files: PackFiles, languages: tuple[str, ...], lists: dict[str, CodeList], faults: FaultList) -> Books:
    """Everything that a measure may refer to."""
    tax_types = (
        {code: entries[-1].titles for code, entries in lists[TAX_TYPES].entries.items()} if TAX_TYPES in lists else {}
    )
    return Books(
        _areas(files, languages, lists, faults),
        _types(files, languages, tax_types, faults),
        _regulations(files, faults),
        _additional_codes(files, languages, faults),
        _quotas(files, languages, faults),
        {
            row.text("code"): row.titles(languages)
            for row in _optional(files, "tariff/footnotes.csv", ("code", *_titles(languages)), faults)
        },
        tax_types,
    )


def read(
    files: PackFiles,
    books: Books,
    lines: Lines,
    lists: dict[str, CodeList],
    formulas: frozenset[str],
    faults: FaultList,
) -> list[Placed]:
    """Every measure, checked against what it refers to."""
    found: dict[str, Placed] = {}
    periods: dict[Period, Period] = {}
    for path in files.under("tariff/measures"):
        for row in tables.rows(files, path, MEASURE_COLUMNS, faults):
            measure = _measure(row, books, periods)
            _refers_rightly(row, measure, books, lists, formulas)
            if measure.goods not in lines:
                row.fault("LAW-014", measure.goods, "a chapter, heading, subheading or national line")
            if measure.sid in found:
                row.fault("LAW-012", f"sid {measure.sid}", "each measure once")
            found[measure.sid] = Placed(row, measure)
    return list(found.values())


def _titles(languages: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"title_{language}" for language in languages)


def _optional(files: PackFiles, path: str, columns: tuple[str, ...], faults: FaultList) -> list[Entry]:
    return list(tables.rows(files, path, columns, faults)) if path in files.files else []


def _areas(
    files: PackFiles, languages: tuple[str, ...], lists: dict[str, CodeList], faults: FaultList
) -> dict[str, Area]:
    found = {}
    for row in tables.rows(files, "tariff/areas.csv", ("code", "members", *_titles(languages)), faults):
        members = row.words("members")
        must_know(row, lists, "countries", members)
        code = row.code("code", "[A-Z0-9]{2,4}")
        if code in found:
            row.fault("LAW-012", code, "each area once")
        found[code] = Area(code, row.titles(languages), frozenset(members) if members else None)
    return found


def _types(
    files: PackFiles, languages: tuple[str, ...], tax_types: dict[str, dict[str, str]], faults: FaultList
) -> dict[str, MeasureType]:
    found = {}
    columns = ("code", "role", "tax_type", *_titles(languages))
    for row in tables.rows(files, "tariff/measure_types.csv", columns, faults):
        tax_type = row.text("tax_type", required=False) or None
        if tax_type and tax_type not in tax_types:
            row.fault("LAW-013", tax_type, f"a code of the list {TAX_TYPES}")
        code = row.code("code", "[0-9]{3}")
        found[code] = MeasureType(code, row.titles(languages), row.choice("role", ROLES), tax_type)
    return found


def _regulations(files: PackFiles, faults: FaultList) -> dict[str, Regulation]:
    found = {}
    for row in tables.rows(files, "tariff/regulations.csv", ("code", "since", "until", "title", "gazette"), faults):
        code = row.text("code")
        found[code] = Regulation(code, row.law("title"), row.text("gazette"), row.period())
    return found


def _additional_codes(files: PackFiles, languages: tuple[str, ...], faults: FaultList) -> dict[str, AdditionalCode]:
    found = {}
    columns = ("code", "since", "until", *_titles(languages))
    for row in _optional(files, "tariff/additional_codes.csv", columns, faults):
        code = row.code("code", "[A-Z0-9]{4}")
        found[code] = AdditionalCode(code, row.period(), row.titles(languages))
    return found


def _quotas(files: PackFiles, languages: tuple[str, ...], faults: FaultList) -> dict[str, Quota]:
    found: dict[str, Quota] = {}
    columns = ("order", "since", "until", "volume", "unit", "critical_share", *_titles(languages))
    for row in _optional(files, "tariff/quotas.csv", columns, faults):
        order, titles = row.code("order", "[0-9]{6}"), row.titles(languages)
        volume, share = row.number("volume"), row.number("critical_share")
        opened = QuotaPeriod(row.period(), volume or 0, row.text("unit"), share or 0)
        earlier = found[order].periods if order in found else ()
        if any(overlap(one.period, opened.period) for one in earlier):
            row.fault("LAW-012", order, "quota periods that do not overlap")
        periods = sorted((*earlier, opened), key=lambda one: one.period.since)
        found[order] = Quota(order, titles, tuple(periods))
    return found


def _measure(row: Entry, books: Books, periods: dict[Period, Period]) -> Measure:
    text = row.text("duty", required=False)
    components = duty_text.parse(text)
    if components is None:
        row.fault("LAW-015", text, "amounts such as 6.5 % + 12 DML/100 KGM MIN 9 % MAX 20 %")
    area, period = row.text("area"), row.period()
    # A country is an area by itself.
    if len(area) == 2 and area not in books.areas:
        books.areas[area] = Area(area, {}, frozenset({area}))
    measure = Measure(
        sid=row.text("sid"),
        type=row.text("type"),
        goods=row.code("goods", "[0-9]{2,10}"),
        area=area,
        period=periods.setdefault(period, period),
        regulation=row.text("regulation"),
        components=components or (),
        conditions=_conditions(row),
        additional_code=row.text("additional_code", required=False) or None,
        quota_order=row.text("quota", required=False) or None,
        preference_codes=row.words("preference"),
        excluded=frozenset(row.words("excluded")),
        footnotes=row.words("footnotes"),
        formula=row.text("formula", required=False) or None,
    )
    row.close()
    return measure


def _conditions(row: Entry) -> tuple[Condition, ...]:
    """Conditions such as ``B: N851 Y929; C: C400``: a kind, and the documents any of which will do."""
    found = []
    for part in row.text("conditions", required=False).split(";"):
        if not part.strip():
            continue
        kind, colon, documents = part.partition(":")
        if not colon or not documents.split() or len(kind.strip()) != 1:
            row.fault("LAW-007", f"conditions: {part.strip()}", "a letter, a colon and document codes: B: N851 Y929")
            continue
        found.append(Condition(kind.strip(), tuple(documents.split())))
    return tuple(found)


def _refers_rightly(
    row: Entry, measure: Measure, books: Books, lists: dict[str, CodeList], formulas: frozenset[str]
) -> None:
    references = (
        ("type", measure.type, books.types, "a code of tariff/measure_types.csv"),
        ("area", measure.area, books.areas, "a code of tariff/areas.csv, or a country"),
        ("regulation", measure.regulation, books.regulations, "a code of tariff/regulations.csv"),
        ("additional code", measure.additional_code, books.additional_codes, "a code of tariff/additional_codes.csv"),
        ("quota", measure.quota_order, books.quotas, "an order number of tariff/quotas.csv"),
        ("formula", measure.formula, formulas, "a formula under formulas/"),
    )
    for what, value, known, would_pass in references:
        if value and value not in known:
            row.fault("LAW-013", f"{what} {value}", would_pass)
    for footnote in measure.footnotes:
        if footnote not in books.footnotes:
            row.fault("LAW-013", f"footnote {footnote}", "a code of tariff/footnotes.csv")
    countries = (*measure.excluded, *([measure.area] if len(measure.area) == 2 else []))
    must_know(row, lists, "countries", countries)
    must_know(row, lists, "document_types", tuple(code for one in measure.conditions for code in one.documents))
    must_know(row, lists, "units", tuple(part.unit for part in measure.components if part.unit))
    must_know(row, lists, "preferences", measure.preference_codes)
    kind = books.types.get(measure.type)
    if kind and kind.role != "requirement" and not measure.components and not measure.formula:
        row.fault("LAW-006", "no duty", "a duty expression or a formula; 0 % where nothing is owed")
    regulation = books.regulations.get(measure.regulation)
    if regulation and measure.period.since < regulation.period.since:
        found = f"{measure.period.since} before {measure.regulation} of {regulation.period.since}"
        row.fault("LAW-010", found, "a first day not before the regulation's")
