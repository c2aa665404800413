"""The tariff after TARIC's model: goods lines, and measures with areas, duty expressions and conditions.

A measure is attached to a goods code of any length (chapter to national line) and is inherited downwards.
"""

from datetime import date
from decimal import Decimal

import msgspec

from clearway.core.kernel.period import Period


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


class Tariff(msgspec.Struct, frozen=True):
    """The nomenclature and its measures; look-ups are by exact code and by every shorter code above it."""

    lines: dict[str, tuple[GoodsLine, ...]]
    areas: dict[str, Area]
    types: dict[str, MeasureType]
    measures: dict[str, tuple[Measure, ...]]
    declarable_length: int

    def line(self, code: str | None, day: date) -> GoodsLine | None:
        """The goods line of a code on a day, exactly as long as the code is."""
        return next((line for line in self.lines.get(code or "", ()) if line.period.covers(day)), None)

    def declared(self, code: str | None, day: date) -> GoodsLine | None:
        """The declarable line that a declared commodity code stands for on a day.

        Digits beyond the country's own length are another territory's subdivision and are not looked at.
        """
        line = self.line((code or "")[: self.declarable_length], day)
        return line if line and line.is_declarable else None

    def measures_for(self, code: str, origin: str | None, day: date) -> list[Measure]:
        """Every measure that the goods inherit or carry themselves, for an origin on a day, longest code first."""
        found = []
        for length in range(min(len(code), self.declarable_length), 1, -1):
            for measure in self.measures.get(code[:length], ()):
                if measure.period.covers(day) and self._covers(measure, origin):
                    found.append(measure)
        return found

    def _covers(self, measure: Measure, origin: str | None) -> bool:
        area = self.areas[measure.area]
        if origin is None:
            return area.members is None
        return area.contains(origin) and origin not in measure.excluded
