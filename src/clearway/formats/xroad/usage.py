"""Who used a person's data, in the words of the Estonian data tracker and of GovStack's registries.

Faults: FMT-421 a parameter is missing, FMT-422 one cannot be read, FMT-423 one is unknown or given twice.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final
from urllib.parse import unquote_plus

import msgspec

from clearway.formats.refusal import Fault, Unreadable
from clearway.formats.xroad.identifiers import shown

MOST: Final = 1000
_MOST_OFFSET = 2**31 - 1
_MOST_PARAMETERS = 20
_MOST_CHARACTERS = 100
_INSTANT = "2021-01-31T10:20:30Z"


class Usage(msgspec.Struct, frozen=True, rename={
    "at": "logtime", "action": "action", "organisation": "receiverCode", "name": "receiverName",
    "system": "receiverSystem",
}):  # fmt: skip
    """One use of a person's data: when, what for, by whom and with which system."""

    at: datetime
    action: str
    organisation: str
    name: str
    system: str


class Usages(msgspec.Struct, frozen=True, rename="camel"):
    """A page of uses, newest first, and how many there are in the time asked for."""

    total_usages: int
    usages: tuple[Usage, ...]


class Reading(msgspec.Struct, frozen=True):
    """One reading of a person's data, for GovStack."""

    id: str
    reader: str
    initials: str
    institution: str
    institution_name: str
    application: str
    at: datetime
    references: tuple[str, ...] = ()

    def camel(self) -> dict[str, object]:
        """As its definition spells it, the misspelled name included."""
        return {
            "id": self.id,
            "readerId": self.reader,
            "readerInitials": self.initials,
            "readerInstitutionId": self.institution,
            "readerInstitutionName": self.institution_name,
            "readerApplicationName": self.application,
            "searchDateTime": self.at,
            "refrences": [{"ReferenceID": one} for one in self.references],
        }

    def capital(self) -> dict[str, object]:
        """As its published tests spell it."""
        return {
            "ID": self.id,
            "ReaderID": self.reader,
            "ReaderInitials": self.initials,
            "ReaderInstitution": self.institution_name,
            "ReaderApplication": self.application,
            "SearchDateTime": self.at,
        }


class Asked(msgspec.Struct, frozen=True):
    """Whose usage is asked for, of which time, and which part of the list."""

    person: str
    since: datetime | None = None
    until: datetime | None = None
    offset: int = 0
    limit: int = MOST


def asked(query: str) -> Asked:
    """What a question for usage asks; ``Unreadable`` with everything that is wrong in it."""
    found = parameters(query, needed=("userCode",), known=("periodStart", "periodEnd", "offset", "limit"))
    faults: list[Fault] = []
    read = Asked(
        found["userCode"],
        _instant(found, "periodStart", faults),
        _instant(found, "periodEnd", faults),
        _number(found, "offset", 0, (0, _MOST_OFFSET), faults),
        _number(found, "limit", MOST, (1, MOST), faults),
    )
    if faults:
        raise Unreadable(*faults)
    return read


def parameters(query: str, *, needed: Sequence[str], known: Sequence[str] = ()) -> dict[str, str]:
    """The parameters of a query by name; ``Unreadable`` where one is missing, empty, unknown or given twice."""
    try:
        pairs = _pairs(query)
    except ValueError:
        sentence, facts = "The query has too many parameters, or is no UTF-8.", {"most": str(_MOST_PARAMETERS)}
        raise Unreadable(Fault("FMT-422", "query", sentence, shown(query), "{most} at most", facts)) from None
    names = (*needed, *known)
    found: dict[str, str] = {}
    faults = []
    for name, value in pairs:
        if name not in names or name in found:
            sentence = "This parameter is unknown here, or given twice."
            faults.append(Fault("FMT-423", f"query/{shown(name)}", sentence, shown(value), ", ".join(names)))
        found[name] = value
    faults += [
        Fault("FMT-421", f"query/{name}", "The parameter {name} is missing or empty.", "", "{name}=…", {"name": name})
        for name in needed
        if not found.get(name)
    ]
    faults += [_unfit(name, found[name]) for name in names if name in found and not _is_plain(found[name])]
    if faults:
        raise Unreadable(*faults)
    return found


def _pairs(query: str) -> list[tuple[str, str]]:
    """Names and values of a query, decoded; ``ValueError`` where there are too many, or some are no UTF-8."""
    parts = query.split("&")
    if len(parts) > _MOST_PARAMETERS:
        raise ValueError(len(parts))
    named = (one.partition("=") for one in parts if one)
    return [(_decoded(name), _decoded(value)) for name, _, value in named]


def _decoded(text: str) -> str:
    return unquote_plus(text, errors="strict") if "%" in text or "+" in text else text


def _is_plain(value: str) -> bool:
    return len(value) <= _MOST_CHARACTERS and (not value or value.isprintable())


def _unfit(name: str, value: str) -> Fault:
    passes, facts = "{most} characters at most, that can be shown", {"most": str(_MOST_CHARACTERS)}
    sentence = "The parameter is too long or cannot be shown."
    return Fault("FMT-422", f"query/{name}", sentence, shown(value), passes, facts)


def _instant(found: Mapping[str, str], name: str, faults: list[Fault]) -> datetime | None:
    if name not in found:
        return None
    try:
        instant = datetime.fromisoformat(found[name])
    except ValueError:
        instant = None
    if instant is None or instant.tzinfo is None:
        sentence = "This is no instant with its offset from Greenwich."
        faults.append(Fault("FMT-422", f"query/{name}", sentence, shown(found[name]), _INSTANT))
        return None
    return instant


def _number(found: Mapping[str, str], name: str, usual: int, bounds: tuple[int, int], faults: list[Fault]) -> int:
    text = found.get(name, str(usual))
    least, most = bounds
    if text.isascii() and text.isdigit() and len(text) < 11 and least <= int(text) <= most:
        return int(text)
    passes, facts = "a whole number from {least} to {most}", {"least": str(least), "most": str(most)}
    faults.append(Fault("FMT-422", f"query/{name}", "This is no such number.", shown(text), passes, facts))
    return usual
