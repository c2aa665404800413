"""The lawbook: everything a country's pack says, compiled once, immutable, known by the hash of its content."""

from datetime import date
from decimal import Decimal
from functools import lru_cache

import msgspec

from clearway.core.kernel.finding import Severity
from clearway.core.kernel.period import Period
from clearway.core.law.codelist import CodeEntry, CodeList
from clearway.core.law.country import Country
from clearway.core.law.formula import Formula, in_force
from clearway.core.law.information import Catalogue
from clearway.core.law.parameter import Parameter, ParameterValue
from clearway.core.law.permit import PermitKind
from clearway.core.law.tariff import GoodsLine, Measure, Tariff

#: Traders choose the codes and origins that are asked for, so what is remembered has a limit.
ANSWERS_KEPT = 8192


class RuleInForce(msgspec.Struct, frozen=True):
    """A check of the core that a country has put in force: since when, by which law, how hard it bites."""

    code: str
    period: Period
    law: str
    severity: Severity
    national: str = ""
    applies_to: frozenset[str] = frozenset()
    parameters: dict[str, str] = {}


class TargetingRule(msgspec.Struct, frozen=True):
    """A rule of selection: where its SQL is true, the goods item is given the lane.

    ``reason_class`` is what a trader may be told; everything else is for officers.
    """

    code: str
    title: str
    period: Period
    law: str
    lane: str
    sql: str
    reason_class: str
    owner: str
    status: str
    parameters: dict[str, Decimal | str] = {}


class RandomStream(msgspec.Struct, frozen=True):
    """The share of declarations looked at for no reason but chance, so that the rules can be measured."""

    share: str
    lane: str
    law: str


class Lawbook(msgspec.Struct, frozen=True):
    """A country's law as data, through time. ``version`` is the pack's, ``hash`` is ``sha256:…`` of its content."""

    version: str
    hash: str
    country: Country
    parameters: dict[str, Parameter]
    codelists: dict[str, CodeList]
    tariff: Tariff
    rules: tuple[RuleInForce, ...]
    formulas: tuple[Formula, ...]
    targeting: tuple[TargetingRule, ...]
    random_stream: RandomStream
    named_lists: dict[str, frozenset[str]] = {}
    tax_types: dict[str, dict[str, str]] = {}
    permits: tuple[PermitKind, ...] = ()
    sharing: Catalogue = Catalogue()

    def __hash__(self) -> int:
        return hash(self.hash)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Lawbook) and self.hash == other.hash

    def on(self, day: date) -> "Law":
        """The law of one day; the same object for the same day."""
        return _law_on(self, day)


class Law:
    """The law as it stands on one day: what every decision is given."""

    def __init__(self, book: Lawbook, day: date) -> None:
        """Look through a lawbook at one day."""
        self.book = book
        self.day = day
        self.country = book.country
        self.tariff = book.tariff
        self.rules = tuple(rule for rule in book.rules if rule.period.covers(day))
        self.targeting = tuple(rule for rule in book.targeting if rule.period.covers(day))
        self.random_stream = book.random_stream
        self._permits = {one.document: one for one in book.permits if one.period.covers(day)}
        self._parameters: dict[str, ParameterValue] = {}
        self._formulas: dict[str, Formula] = {}
        self._applicable: dict[tuple[str, str | None], tuple[Measure, ...]] = {}
        self._lines: dict[str, GoodsLine | None] = {}
        self._codes: dict[str, dict[str, CodeEntry]] = {}

    def parameter(self, code: str) -> ParameterValue:
        """The value of a number of law on this day; ``NotInForce`` where there is none."""
        value = self._parameters.get(code)
        if value is None:
            value = self._parameters[code] = self.book.parameters[code].on(self.day)
        return value

    def formula(self, code: str) -> Formula:
        """The wording of a formula on this day; ``NotInForce`` where there is none."""
        found = self._formulas.get(code)
        if found is None:
            found = self._formulas[code] = in_force(self.book.formulas, code, self.day)
        return found

    def applicable(self, code: str, origin: str | None) -> tuple[Measure, ...]:
        """The measures that decide for goods of an origin on this day; the same answer for the same question."""
        found = self._applicable.get((code, origin))
        if found is None:
            if len(self._applicable) >= ANSWERS_KEPT:
                self._applicable.clear()
            found = self._applicable[code, origin] = tuple(self.tariff.applicable(code, origin, self.day))
        return found

    def declared(self, code: str | None) -> GoodsLine | None:
        """The declarable line of the tariff that a commodity code stands for on this day."""
        if not code:
            return None
        # Digits beyond the tariff's own change nothing and would only multiply what is remembered.
        known = code[: self.tariff.declarable_length]
        try:
            return self._lines[known]
        except KeyError:
            if len(self._lines) >= ANSWERS_KEPT:
                self._lines.clear()
            line = self._lines[known] = self.tariff.declared(known, self.day)
            return line

    def codes(self, codelist: str) -> dict[str, CodeEntry]:
        """The entries of a list that are in force on this day, by code; worked out when first asked for."""
        try:
            return self._codes[codelist]
        except KeyError:
            entries = self.book.codelists[codelist].entries
            of_day = {code: entry for code in entries if (entry := self._entry(codelist, code)) is not None}
            self._codes[codelist] = of_day
            return of_day

    def code(self, codelist: str, code: str | None) -> CodeEntry | None:
        """The entry of a code in a list, if it is in force on this day."""
        return self.codes(codelist).get(code or "")

    def permit(self, document: str) -> PermitKind | None:
        """The kind of permit that a document code stands for on this day; nothing where no agency answers for it."""
        return self._permits.get(document)

    def permits_of(self, agency: str) -> tuple[PermitKind, ...]:
        """The kinds of permit that an agency issues on this day, by document code."""
        return tuple(kind for _, kind in sorted(self._permits.items()) if kind.agency == agency)

    def _entry(self, codelist: str, code: str) -> CodeEntry | None:
        return self.book.codelists[codelist].entry(code, self.day)


# Each entry keeps its whole lawbook alive; replays walk through days in order and need few at once.
@lru_cache(maxsize=64)
def _law_on(book: Lawbook, day: date) -> Law:
    return Law(book, day)
