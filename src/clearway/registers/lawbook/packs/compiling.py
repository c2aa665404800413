"""A pack becomes a lawbook, or a list of everything that is wrong with it."""

from pathlib import Path

from clearway.core.law.country import Country
from clearway.core.law.information import Catalogue
from clearway.core.law.lawbook import Lawbook
from clearway.core.law.tariff import Measure, Tariff
from clearway.core.share import Agreement
from clearway.core.validate import RULES
from clearway.platform.notifications.texts import NoticeText
from clearway.registers.lawbook import errors
from clearway.registers.lawbook.contracts import PackFault
from clearway.registers.lawbook.packs import (
    agreements,
    codelists,
    completeness,
    country,
    formulas,
    measures,
    nomenclature,
    notices,
    parameters,
    permits,
    rules,
    sharing,
    targeting,
)
from clearway.registers.lawbook.packs.faults import FaultList
from clearway.registers.lawbook.packs.gathering import PackFiles, gather

#: The checks that this version of the core knows; a pack can put no other in force.
KNOWN_RULES = frozenset(RULES)
#: Under this name the lawbook lists the territories whose registers of traders are relied on.
RECOGNISED = "recognised_registrations"


def check(folder: str | Path) -> list[PackFault]:
    """Every fault of a pack, by file and line; an empty list lets it be loaded."""
    faults = FaultList()
    files = gather(Path(folder), faults)
    book = read(files, faults)
    completeness.check(book.tariff, faults)
    notices.read(Path(folder), book.country.languages, faults)
    agreements.read(Path(folder), book.sharing, faults)
    return faults.sorted()


def notice_texts(folder: str | Path) -> tuple[NoticeText, ...]:
    """What a pack tells people, kind by kind in each of its languages; it is not law, and has effect at once."""
    faults = FaultList()
    identity = country.read(gather(Path(folder), faults), faults)
    return notices.read(Path(folder), identity.country.languages, faults)


def first_agreements(folder: str | Path, catalogue: Catalogue) -> tuple[Agreement, ...]:
    """The agreements that a country begins with; ``PackRefused`` where one names what the catalogue lacks."""
    faults = FaultList()
    found = agreements.read(Path(folder), catalogue, faults)
    if faults.faults:
        raise errors.PackRefused(faults.sorted())
    return found


def compile_pack(folder: str | Path) -> Lawbook:
    """The lawbook of a folder; ``PackRefused`` with every fault where it has any."""
    faults = FaultList()
    files = gather(Path(folder), faults)
    return _compiled(files, faults)


def compile_files(files: PackFiles) -> Lawbook:
    """The lawbook of files that were gathered before."""
    return _compiled(files, FaultList())


def read(files: PackFiles, faults: FaultList) -> Lawbook:
    """The lawbook as far as it can be read; what cannot is on the list."""
    identity = country.read(files, faults)
    lists = codelists.read(files, identity.country.languages, faults)
    numbers = parameters.read(files, faults)
    found_formulas = formulas.read(files, faults)
    books = measures.read_books(files, identity.country.languages, lists, faults)
    known_formulas = frozenset(one.code for one in found_formulas)
    named = _named_lists(files, identity.country, faults)
    return Lawbook(
        version=identity.version,
        hash=files.hash(),
        country=identity.country,
        parameters=numbers,
        codelists=lists,
        tariff=_tariff(files, identity, books, lists, known_formulas, faults),
        rules=rules.read(files, numbers, KNOWN_RULES, faults),
        formulas=found_formulas,
        targeting=targeting.read(files, named, faults),
        random_stream=targeting.random_stream(files, faults),
        named_lists=named,
        tax_types=books.tax_types,
        permits=permits.read(files, identity.country.languages, lists, faults),
        sharing=sharing.read(files, identity.country.languages, faults),
    )


def _compiled(files: PackFiles, faults: FaultList) -> Lawbook:
    book = read(files, faults)
    if faults.faults:
        raise errors.PackRefused(faults.sorted())
    return book


def _tariff(
    files: PackFiles,
    identity: country.Identity,
    books: measures.Books,
    lists: dict[str, codelists.CodeList],
    known_formulas: frozenset[str],
    faults: FaultList,
) -> Tariff:
    languages = identity.country.languages
    lines = nomenclature.read(files, languages, identity.declarable_length, identity.first_day, lists, faults)
    by_goods: dict[str, list[Measure]] = {}
    for placed in measures.read(files, books, lines, lists, known_formulas, faults):
        by_goods.setdefault(placed.measure.goods, []).append(placed.measure)
    return Tariff(
        lines=lines,
        areas=books.areas,
        types=books.types,
        measures={code: tuple(found) for code, found in by_goods.items()},
        declarable_length=identity.declarable_length,
        first_day=identity.first_day,
        regulations=books.regulations,
        additional_codes=books.additional_codes,
        quotas=books.quotas,
        footnotes=books.footnotes,
        sections=nomenclature.sections(files, languages, faults),
    )


def _named_lists(files: PackFiles, territory: Country, faults: FaultList) -> dict[str, frozenset[str]]:
    found = targeting.named_lists(files, faults)
    if territory.recognised_registrations:
        found[RECOGNISED] = territory.recognised_registrations
    return found
