"""The tariff after TARIC's model: goods lines, and measures with areas, duty expressions and conditions.

A measure is attached to a goods code of any length (chapter to national line) and is inherited downwards.
For each type of measure and each area the longest goods code decides: what stands nearer to the goods replaces
what stands further up, for as long as it is in force. Measures of different areas stand beside one another,
so that a trader may claim the better of two agreements. A country that the nearer measure excludes does not
fall back on the one further up: to be excluded is an answer.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import msgspec

from clearway.core.kernel.period import Period

#: Up to here the digits of a goods code are the Harmonized System's.
HARMONIZED_LENGTH = 6


class GoodsLine(msgspec.Struct, frozen=True):
    """A line of the goods nomenclature: HS chapter, heading, subheading or national line.

    ``unit`` is the supplementary unit (UN/ECE Recommendation 20) that must be declared. ``is_declarable`` lines are
    those a declaration may use. Up to six digits a code is the Harmonized System's, longer ones are national.
    """

    code: str
    period: Period
    titles: dict[str, str] = {}
    unit: str | None = None
    is_declarable: bool = False


class Section(msgspec.Struct, frozen=True):
    """A section of the nomenclature: a number in Roman figures and the chapters it holds."""

    code: str
    titles: dict[str, str]
    chapters: tuple[str, ...]


class Area(msgspec.Struct, frozen=True):
    """A geographical area of TARIC: one country, or a group of them (1011 is everybody)."""

    code: str
    titles: dict[str, str]
    members: frozenset[str] | None = None

    def contains(self, country: str) -> bool:
        """Whether goods of that origin fall into the area; an area without members holds every country."""
        return self.members is None or country in self.members


class MeasureType(msgspec.Struct, frozen=True):
    """A kind of measure (103 third-country duty, 142 preference, 305 VAT …) and the tax it gives rise to.

    ``tax_type`` is the code on the declaration and in the answer (A00, B00 …); ``role`` says what the assessment
    does with it: ``duty`` (third-country), ``preference``, ``remedy`` (added to the duty), ``excise``, ``vat``,
    ``fee``, or ``requirement`` (documents only).
    """

    code: str
    titles: dict[str, str]
    role: str
    tax_type: str | None = None


class DutyComponent(msgspec.Struct, frozen=True):
    """One part of a duty expression: 01 the first amount, 04 plus, 15 but not less than, 17 but not more than.

    A rate in percent has neither ``currency`` nor ``unit``; a specific amount has both, for ``per`` units.
    """

    expression: str
    amount: Decimal
    currency: str | None = None
    unit: str | None = None
    per: Decimal = Decimal(1)


class Condition(msgspec.Struct, frozen=True):
    """A condition of a measure: with one of these documents the measure applies as written (or does not bite).

    Conditions of the same ``kind`` are alternatives. ``documents`` are codes such as ``N954``.
    """

    kind: str
    documents: tuple[str, ...]


class Measure(msgspec.Struct, frozen=True):
    """A rule of the tariff for goods, an origin and a period, from a regulation.

    ``preference_codes`` are the codes of preference or regime with which a trader claims it; empty where nothing
    need be claimed. ``formula`` names a national formula that replaces the plain reading of the components.
    """

    sid: str
    type: str
    goods: str
    area: str
    period: Period
    regulation: str
    components: tuple[DutyComponent, ...] = ()
    conditions: tuple[Condition, ...] = ()
    additional_code: str | None = None
    quota_order: str | None = None
    preference_codes: tuple[str, ...] = ()
    excluded: frozenset[str] = frozenset()
    footnotes: tuple[str, ...] = ()
    formula: str | None = None


class Regulation(msgspec.Struct, frozen=True):
    """The act that a measure comes from, as it is quoted in letters."""

    code: str
    title: str
    gazette: str
    period: Period


class AdditionalCode(msgspec.Struct, frozen=True):
    """A code declared beside the goods code because the duty depends on more than the goods: a maker, an age."""

    code: str
    period: Period
    titles: dict[str, str]


class QuotaPeriod(msgspec.Struct, frozen=True):
    """How much may enter under an order number in one period; ``unit`` is a unit of measure or the currency."""

    period: Period
    volume: Decimal
    unit: str
    critical_share: Decimal


class Quota(msgspec.Struct, frozen=True):
    """A tariff quota: its order number, what it is for, and its periods, oldest first."""

    order: str
    titles: dict[str, str]
    periods: tuple[QuotaPeriod, ...]

    def on(self, day: date) -> QuotaPeriod | None:
        """The quota period that is open on a day, if there is one."""
        return next((one for one in self.periods if one.period.covers(day)), None)


class Tariff(msgspec.Struct, frozen=True, eq=False):
    """The nomenclature and its measures; look-ups are by exact code and by every shorter code above it.

    ``first_day`` is the first day of law for which the tariff is complete.
    """

    lines: dict[str, tuple[GoodsLine, ...]]
    areas: dict[str, Area]
    types: dict[str, MeasureType]
    measures: dict[str, tuple[Measure, ...]]
    declarable_length: int
    first_day: date = date.min
    regulations: dict[str, Regulation] = {}
    additional_codes: dict[str, AdditionalCode] = {}
    quotas: dict[str, Quota] = {}
    footnotes: dict[str, dict[str, str]] = {}
    sections: tuple[Section, ...] = ()

    def line(self, code: str | None, day: date) -> GoodsLine | None:
        """The goods line of a code on a day, exactly as long as the code is."""
        return next((line for line in self.lines.get(code or "", ()) if line.period.covers(day)), None)

    def declared(self, code: str | None, day: date) -> GoodsLine | None:
        """The declarable line that a declared commodity code stands for on a day.

        Where the country has not split a subheading, digits beyond the sixth are another territory's
        subdivision and are not looked at; where it has, they must be its own.
        """
        if not code:
            return None
        for length in (self.declarable_length, HARMONIZED_LENGTH):
            line = self.line(code[:length], day)
            if line and line.is_declarable:
                return line
        return None

    def is_split(self, code: str, day: date) -> bool:
        """Whether the country has lines of its own below the code's subheading on a day."""
        line = self.line(code[:HARMONIZED_LENGTH], day)
        return line is not None and not line.is_declarable

    def ancestry(self, code: str, day: date) -> tuple[GoodsLine, ...]:
        """Chapter, heading, subheading and national line above and including a code, as they stand on a day."""
        found = (self.line(code[:length], day) for length in range(2, min(len(code), self.declarable_length) + 1))
        return tuple(line for line in found if line)

    def area(self, code: str) -> Area:
        """An area of the pack, or the area that a country is by itself."""
        return self.areas.get(code) or Area(code, {}, frozenset({code}))

    def measures_for(self, code: str, origin: str | None, day: date) -> list[Measure]:
        """Every measure on the goods or anywhere above them, for an origin on a day, longest code first.

        This is the whole record; ``applicable`` says which of them decide.
        """
        return [
            measure
            for _, measure in self._in_force(code, origin, day)
            if origin is None or origin not in measure.excluded
        ]

    def applicable(self, code: str, origin: str | None, day: date) -> list[Measure]:
        """What decides for goods of an origin on a day: of each type and area, the measures nearest the goods."""
        found = []
        decided: dict[tuple[str, str], int] = {}
        for length, measure in self._in_force(code, origin, day):
            nearest = decided.setdefault((measure.type, measure.area), length)
            if nearest == length and (origin is None or origin not in measure.excluded):
                found.append(measure)
        return found

    def third_country_duty(self, code: str, day: date) -> Measure | None:
        """The one duty that goods of any origin owe where nothing better is claimed."""
        for measure in self.applicable(code, None, day):
            if self.types[measure.type].role == "duty" and not measure.preference_codes:
                return measure
        return None

    def law_of(self, measure: Measure) -> str:
        """The act a measure comes from, as it is quoted: title and gazette."""
        act = self.regulations.get(measure.regulation)
        return f"{act.title} ({act.gazette})" if act else measure.regulation

    def _in_force(self, code: str, origin: str | None, day: date) -> Iterator[tuple[int, Measure]]:
        measures, areas = self.measures, self.areas
        for length in range(min(len(code), self.declarable_length), 1, -1):
            for measure in measures.get(code[:length], ()):
                members = areas[measure.area].members
                if (members is None or origin in members) and measure.period.covers(day):
                    yield length, measure
