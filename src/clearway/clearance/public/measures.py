"""Measures of the tariff as everybody reads them: what, for which origins, how much, by which law, since when."""

from collections.abc import Iterator
from datetime import date

import msgspec

from clearway.clearance.showing.figures import in_words
from clearway.core.assess.expression import words
from clearway.core.law.lawbook import Law
from clearway.core.law.tariff import Measure


class DocumentSaid(msgspec.Struct, frozen=True):
    """A document that a measure asks for; an other one does in its place what the one before it does."""

    code: str
    title: str
    is_other: bool = False


class MeasureSaid(msgspec.Struct, frozen=True):
    """A measure in words."""

    kind: str
    role: str
    goods: str
    area: str
    excluded: tuple[str, ...]
    rate: str
    claimed_with: tuple[str, ...]
    documents: tuple[DocumentSaid, ...]
    additional_code: str
    quota: str
    law: str
    since: date
    until: date | None


#: In this order duties are read: what everybody owes, what may lower it, what comes on top.
_ORDER = ("duty", "preference", "remedy", "excise", "vat", "fee", "requirement")


def measures(law: Law, code: str, origin: str | None) -> tuple[MeasureSaid, ...]:
    """The measures that decide for goods on the day; for goods of one origin, or of any where none is given."""
    found = law.applicable(code, origin) if origin else tuple(_of_any_origin(law, code))
    ordered = sorted(found, key=lambda one: (_ORDER.index(law.tariff.types[one.type].role), one.type, one.area))
    return tuple(_said(measure, law) for measure in ordered)


def together(rate: str) -> str:
    """A duty in words, its percentages never torn from their sign."""
    return rate.replace(" %", "\u00a0%")


def _of_any_origin(law: Law, code: str) -> Iterator[Measure]:
    """Of each type and area the measures nearest to the goods, as ``Tariff.applicable`` finds them for one origin."""
    decided: dict[tuple[str, str], int] = {}
    for length in range(min(len(code), law.tariff.declarable_length), 1, -1):
        for measure in law.tariff.measures.get(code[:length], ()):
            if measure.period.covers(law.day) and decided.setdefault((measure.type, measure.area), length) == length:
                yield measure


def _said(measure: Measure, law: Law) -> MeasureSaid:
    kind = law.tariff.types[measure.type]
    additional = law.tariff.additional_codes.get(measure.additional_code or "")
    return MeasureSaid(
        kind=in_words(kind.titles) or measure.type,
        role=kind.role,
        goods=measure.goods,
        area=_area(measure.area, law),
        excluded=tuple(_country(code, law) for code in sorted(measure.excluded)),
        rate="" if kind.role == "requirement" else together(words(measure)),
        claimed_with=measure.preference_codes,
        documents=tuple(_documents(measure, law)),
        additional_code=f"{additional.code} {in_words(additional.titles)}" if additional else "",
        quota=measure.quota_order or "",
        law=law.tariff.law_of(measure),
        since=measure.period.since,
        until=measure.period.until,
    )


def _documents(measure: Measure, law: Law) -> Iterator[DocumentSaid]:
    """What conditions of one kind name are alternatives; every kind asks for one of its own."""
    kinds: dict[str, dict[str, None]] = {}
    for condition in measure.conditions:
        kinds.setdefault(condition.kind, {}).update(dict.fromkeys(condition.documents))
    for codes in kinds.values():
        for place, code in enumerate(codes):
            yield DocumentSaid(code, _document(code, law), is_other=place > 0)


def _area(code: str, law: Law) -> str:
    return in_words(law.tariff.area(code).titles) or _country(code, law)


def _country(code: str, law: Law) -> str:
    entry = law.code("countries", code)
    return (in_words(entry.titles) if entry else "") or code


def _document(code: str, law: Law) -> str:
    entry = law.code("document_types", code)
    return in_words(entry.titles) if entry else ""
