"""What may be chosen in a field: codes of the law of the day, with their titles in the reader's language."""

from collections.abc import Callable, Iterable, Mapping

import msgspec
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from clearway.clearance.showing.figures import in_words
from clearway.core.law.codelist import CodeEntry
from clearway.core.law.lawbook import Law

#: Lists whose titles a reader looks for by the alphabet; all others stand in the order of the law.
BY_TITLE = frozenset({"countries", "package_types", "currencies"})
#: Lists whose codes stand on papers, and are looked for by them.
BY_CODE = frozenset({"incoterms"})
#: What most consignments have stands first: ISO 4217, ISO 3166 and UN/ECE Recommendation 21.
FIRST = {
    "currencies": ("EUR", "USD", "JPY", "CNY", "GBP", "KRW"),
    "package_types": ("CT", "BX", "PK", "PX", "BG", "CR"),
    "countries": (),
}
NOTHING_BEFORE = "00"
#: UN/EDIFACT 1001, with the letter of the list: what traders have at hand, the most usual first.
COMMERCIAL_INVOICE, INVOICE_OF_THE_VALUE = "N380", "N935"
USUAL_PAPERS = ("N325", "N271", "N705", "N740", "N730", "N861", "N862", "N954")
WHERE_NOW = {
    "export": {
        "arrived": noop("Already at the place where customs can look at them (terminal, warehouse)"),
        "before_arrival": noop("At our own premises or on the way: they come to the terminal or warehouse later"),
    },
    "import": {
        "arrived": noop("Here: they have arrived where customs can look at them (terminal, warehouse)"),
        "before_arrival": noop("Still on the way to this country"),
    },
}


class Choice(msgspec.Struct, frozen=True):
    """A code and what it means."""

    code: str
    title: str
    is_known_by_code: bool = False

    @property
    def label(self) -> str:
        """What a list shows: words and code, each once; what people know by its code begins with it."""
        if not self.code or self.title == self.code:
            return self.title
        return f"{self.code}: {self.title}" if self.is_known_by_code else f"{self.title} ({self.code})"


class Asked(msgspec.Struct, frozen=True):
    """What the choices depend on: the law, the kind of declaration, and what was answered before."""

    law: Law
    regime: str
    answers: Mapping[str, str]
    parties: tuple[tuple[str, str], ...] = ()


def choices(name: str, asked: Asked) -> tuple[Choice, ...]:
    """The choices of a field, by the name of its list."""
    special = _SPECIAL.get(name)
    if special is not None:
        return tuple(special(asked))
    found = _titled(asked.law.codes(name).items())
    if name in BY_CODE:
        return tuple(Choice(one.code, one.title, True) for one in sorted(found, key=lambda one: one.code))
    return tuple(_usual_first(name, found, asked.law) if name in BY_TITLE else found)


def _usual_first(name: str, found: list[Choice], law: Law) -> list[Choice]:
    own = {"currencies": law.country.currency, "countries": law.country.code}.get(name, "")
    first = [code for code in (own, *FIRST[name]) if code]
    return sorted(
        found, key=lambda one: (first.index(one.code) if one.code in first else len(first), one.title.casefold())
    )


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
    """In words of somebody who looks at the goods; transit has kinds that only the law's own words tell apart."""
    codes = asked.law.codes("declaration_types").items()
    wanted = {"regime": asked.regime, "form": "standard"}
    found = [(code, one) for code, one in codes if all(one.attributes.get(key) == wanted[key] for key in wanted)]
    words = WHERE_NOW.get(asked.regime, {})
    plain = [(code, words.get(entry.attributes.get("timing", ""))) for code, entry in found]
    if all(said for _code, said in plain):
        return [Choice(code, _(said)) for code, said in plain if said]
    return _titled(found)


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


def _parties(asked: Asked) -> list[Choice]:
    """Those for whom somebody may declare; who was named before stays named."""
    named = asked.answers.get("trader", "")
    known = dict(asked.parties)
    return [
        *(Choice(number, name) for number, name in known.items()),
        *([Choice(named, named)] if named and named not in known else []),
    ]


def _usual_documents(asked: Asked) -> list[Choice]:
    known = asked.law.codes("document_types")
    return _titled((code, known[code]) for code in usual_documents(asked.regime) if code in known)


def usual_documents(regime: str) -> tuple[str, ...]:
    """The documents that most consignments have; on the way in the invoice is that of the value."""
    invoices = (COMMERCIAL_INVOICE, INVOICE_OF_THE_VALUE)
    return (*(reversed(invoices) if regime == "import" else invoices), *USUAL_PAPERS)


_SPECIAL: dict[str, Callable[[Asked], list[Choice]]] = {
    "procedures": _procedures,
    "previous_procedures": _previous,
    "declaration_types": _types,
    "representation": _representation,
    "offices": _offices(None),
    "exit_offices": _offices("exit"),
    "all_offices": _offices("*"),
    "parties": _parties,
    "usual_documents": _usual_documents,
}
