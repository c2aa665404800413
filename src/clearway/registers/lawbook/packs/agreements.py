"""The agreements that a country begins with: ``agreements/*.csv``, a file an organisation. They stand beside the law.

What they name must be in the catalogue: a kind, its fields and answers, and articles.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

from clearway.core.law.information import Assurance, Catalogue, InformationKind
from clearway.core.share import Agreement
from clearway.registers.lawbook.packs import tables
from clearway.registers.lawbook.packs.entries import Entry
from clearway.registers.lawbook.packs.faults import FaultList
from clearway.registers.lawbook.packs.gathering import PackFiles

FOLDER = "agreements"
NUMBER, ORGANISATION = "[A-Z0-9]+(-[A-Z0-9]+)*", "[A-Z]{2}[0-9]{4,12}"
COLUMNS = (
    "number", "kind", "organisation", "article", "grants", "roles", "offices", "case_kinds", "exemption",
    "in_office_hours", "emergency", "assurance", "since", "until",
)  # fmt: skip
_YES_OR_NO = ("yes", "no")
_ASSURANCES = ("1", "2", "3")


def read(folder: Path, catalogue: Catalogue, faults: FaultList) -> tuple[Agreement, ...]:
    """Every agreement of the pack, once; several roles are separated by ``|``, everything else by blanks."""
    files = PackFiles(
        {f"{FOLDER}/{path.name}": path.read_bytes() for path in sorted((folder / FOLDER).glob("*.csv"))}
    )
    seen: set[str] = set()
    found = []
    for path in files.under(FOLDER):
        for row in tables.rows(files, path, COLUMNS, faults):
            one = _agreement(row, catalogue)
            if one.number in seen:
                row.fault("LAW-012", one.number, "each of them once")
            elif one.number:
                seen.add(one.number)
                found.append(one)
    return tuple(found)


def _agreement(row: Entry, catalogue: Catalogue) -> Agreement:
    kind = catalogue.kinds.get(row.text("kind"))
    if kind is None:
        row.fault("LAW-013", row.values.get("kind"), "a kind of sharing/kinds.csv")
    return Agreement(
        number=row.code("number", NUMBER),
        version=1,
        kind=kind.code if kind else "",
        organisation=row.code("organisation", ORGANISATION),
        article=_article(row, "article", catalogue),
        grants=frozenset(_grants(row, kind)),
        roles=frozenset(role.strip() for role in row.text("roles").split("|")),
        period=row.period(),
        offices=frozenset(row.words("offices")),
        case_kinds=frozenset(_cases(row, catalogue)),
        exemption=_article(row, "exemption", catalogue, required=False),
        in_office_hours=row.choice("in_office_hours", _YES_OR_NO) == "yes",
        emergency=row.choice("emergency", _YES_OR_NO) == "yes",
        assurance=cast(Assurance, int(row.choice("assurance", _ASSURANCES) or 3)),
    )


def _article(row: Entry, column: str, catalogue: Catalogue, *, required: bool = True) -> str:
    code = row.text(column, required=required)
    if code and code not in catalogue.articles:
        row.fault("LAW-013", code, "an article of sharing/articles.csv")
    return code


def _cases(row: Entry, catalogue: Catalogue) -> Iterator[str]:
    for code in row.words("case_kinds"):
        if catalogue.cases and code not in catalogue.cases:
            row.fault("LAW-013", code, "a kind of case of sharing/cases.csv")
        yield code


def _grants(row: Entry, kind: InformationKind | None) -> Iterator[str]:
    for name in row.words("grants", required=True):
        if kind is not None and not kind.knows(name):
            row.fault("LAW-013", name, f"a field or an answer of {kind.code}")
        yield name
