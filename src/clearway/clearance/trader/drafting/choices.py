"""What may be chosen in a field: codes of the law of the day, with their titles in the reader's language."""

from collections.abc import Callable, Iterable, Mapping

import msgspec
from django.utils.translation import gettext as _

from clearway.clearance.showing.figures import in_words
from clearway.core.law.codelist import CodeEntry
from clearway.core.law.lawbook import Law

#: Lists whose titles a reader looks for by the alphabet; all others stand in the order of the law.
BY_TITLE = frozenset({"countries", "package_types"})
NOTHING_BEFORE = "00"


class Choice(msgspec.Struct, frozen=True):
    """A code and what it means."""

    code: str
    title: str


class Asked(msgspec.Struct, frozen=True):
    """What the choices depend on: the law, the kind of declaration, and what was answered before."""

    law: Law
    regime: str
    answers: Mapping[str, str]


def choices(name: str, asked: Asked) -> tuple[Choice, ...]:
    """The choices of a field, by the name of its list."""
    special = _SPECIAL.get(name)
    if special is not None:
        return tuple(special(asked))
    found = _titled(asked.law.codes(name).items())
    return tuple(sorted(found, key=lambda one: one.title.casefold()) if name in BY_TITLE else found)


def first_of(codelist: str, law: Law, attribute: str, value: str) -> str:
    """The first code of a list whose attribute has a value; empty where there is none."""
    return next((code for code, one in law.codes(codelist).items() if one.attributes.get(attribute) == value), "")


def _titled(entries: Iterable[tuple[str, CodeEntry]]) -> list[Choice]:
    return [Choice(code, in_words(entry.titles) or code) for code, entry in entries]


def _procedures(asked: Asked) -> list[Choice]:
    """The plain ones first: those that need no authorisation, and no procedure before them."""
    of_regime = [
        (code, entry)
        for code, entry in asked.law.codes("procedures").items()
        if asked.regime in entry.attributes.get("regime", "").split()
    ]
    return _titled(sorted(of_regime, key=lambda pair: _effort(pair[1])))


def _effort(entry: CodeEntry) -> tuple[str, str, str]:
    said = entry.attributes
    return said.get("needs_authorisation", ""), said.get("needs_previous", ""), said.get("needs_guarantee", "")


def _previous(asked: Asked) -> list[Choice]:
    combinations = asked.law.codes("procedure_combinations").values()
    allowed = sorted(
        one.attributes.get("previous", "")
        for one in combinations
        if one.attributes.get("requested") == asked.answers.get("procedure")
    )
    procedures = asked.law.book.codelists["procedures"].entries
    return [
        Choice(code, in_words(procedures[code][-1].titles) if code in procedures else _("None"))
        for code in allowed or [NOTHING_BEFORE]
    ]


def _types(asked: Asked) -> list[Choice]:
    codes = asked.law.codes("declaration_types").items()
    wanted = {"regime": asked.regime, "form": "standard"}
    return _titled(
        (code, entry) for code, entry in codes if all(entry.attributes.get(key) == wanted[key] for key in wanted)
    )


def _representation(asked: Asked) -> list[Choice]:
    own = Choice("", _("Ourselves: we are the trader named above"))
    return [own, *_titled(asked.law.codes("representation").items())]


def _offices(role: str | None) -> Callable[[Asked], list[Choice]]:
    def offices(asked: Asked) -> list[Choice]:
        wanted = role or asked.regime
        return [
            Choice(code, in_words(office.titles))
            for code, office in asked.law.country.offices.items()
            if office.period.covers(asked.law.day) and (wanted == "*" or wanted in office.roles)
        ]

    return offices


def _currencies(asked: Asked) -> list[Choice]:
    """The country's own and those with a monthly rate would be enough, but an invoice may be in any."""
    own = asked.law.country.currency
    found = _titled(asked.law.codes("currencies").items())
    return sorted(found, key=lambda one: (one.code != own, one.code))


_SPECIAL: dict[str, Callable[[Asked], list[Choice]]] = {
    "procedures": _procedures,
    "previous_procedures": _previous,
    "declaration_types": _types,
    "representation": _representation,
    "offices": _offices(None),
    "exit_offices": _offices("exit"),
    "all_offices": _offices("*"),
    "currencies": _currencies,
}
