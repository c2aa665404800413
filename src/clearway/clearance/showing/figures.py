"""Values and amounts as people read them: what is owed, for which item, and every step that led there.

Numbers are written alike in all languages: digits in groups of three with a narrow space, a point before decimals.
The steps of a calculation carry numbers in their sentences, and nobody should have to guess which comma is which.
"""

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

import msgspec
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from clearway.clearance.explanation import AmountSaid, Explanation, StepSaid
from clearway.core.assess.assessment import ParameterUsed
from clearway.core.law.lawbook import Law

_HUNDREDTHS = 2


class Number(msgspec.Struct, frozen=True):
    """A number of law that went into an amount: its words, its value with its unit, since when, by which law."""

    code: str
    title: str
    value: str
    since: str
    law: str


class Figure(msgspec.Struct, frozen=True):
    """A value or an amount, its words, and how it came about."""

    title: str
    code: str
    amount: str
    formula: str
    law: str
    expression: str
    measure: str
    steps: tuple[StepSaid, ...]
    parameters: tuple[Number, ...]


class OfItem(msgspec.Struct, frozen=True):
    """What is worked out for one item; item 0 is the whole declaration."""

    item: int
    title: str
    values: tuple[Figure, ...]
    lines: tuple[Figure, ...]
    security: tuple[Figure, ...] = ()


class Total(msgspec.Struct, frozen=True):
    """What is owed of one kind, all items together."""

    title: str
    code: str
    amount: str


def grouped(number: Decimal | str) -> str:
    """A number with its thousands apart."""
    try:
        return f"{Decimal(number):,f}".replace(",", "\u202f")
    except InvalidOperation:
        return str(number)


def money(amount: Decimal | str, currency: str) -> str:
    """An amount and its currency, never torn apart; what is owed or paid has its hundredths everywhere."""
    said = grouped(_with_hundredths(written(str(amount))))
    return f"{said}\u00a0{currency}" if currency else said


def stated(amount: Decimal | str, currency: str) -> str:
    """An amount as somebody declared it, with as many decimals as they wrote."""
    said = grouped(written(str(amount)))
    return f"{said}\u00a0{currency}" if currency else said


def _with_hundredths(amount: str) -> str:
    whole, _point, decimals = amount.partition(".")
    return f"{whole}.{decimals.ljust(_HUNDREDTHS, '0')}" if whole.lstrip("-").isdigit() else amount


def written(amount: str) -> str:
    """An amount without the zeros beyond a hundredth, which only a store keeps."""
    whole, _point, decimals = amount.partition(".")
    is_kept = len(decimals) > _HUNDREDTHS and not decimals[_HUNDREDTHS:].strip("0")
    return f"{whole}.{decimals[:_HUNDREDTHS]}" if is_kept else amount


def totals(explanation: Explanation, law: Law) -> tuple[Total, ...]:
    """What is owed by kind, in the order in which the kinds first appear."""
    sums: dict[str, Decimal] = {}
    for line in explanation.lines:
        sums[line.kind] = sums.get(line.kind, Decimal(0)) + Decimal(line.amount)
    return tuple(Total(tax(kind, law), kind, money(owed, explanation.currency)) for kind, owed in sums.items())


def security(explanation: Explanation) -> str:
    """What is not owed but to be covered by a guarantee, all items together; empty where nothing is."""
    covered = sum((Decimal(line.amount) for line in explanation.security), Decimal(0))
    return money(covered, explanation.currency) if covered else ""


def by_item(explanation: Explanation, law: Law, titles: dict[int, str], wanted: Iterable[int]) -> tuple[OfItem, ...]:
    """Values and amounts of some items, each with its steps."""
    return tuple(
        OfItem(
            number,
            titles.get(number, ""),
            tuple(_figure(one, law) for one in explanation.values if one.item == number),
            tuple(_figure(one, law) for one in explanation.lines if one.item == number),
            tuple(_figure(one, law) for one in explanation.security if one.item == number),
        )
        for number in wanted
    )


def in_words(titles: dict[str, str]) -> str:
    """A title of the pack in the reader's language, or in English where it has none in it."""
    return titles.get(get_language() or "en") or titles.get("en", "")


def tax(code: str, law: Law) -> str:
    """The title of a kind of duty, tax or fee."""
    return in_words(law.book.tax_types.get(code, {})) or code


def _figure(one: AmountSaid, law: Law) -> Figure:
    is_value = one.kind == "customs value"
    return Figure(
        title=_("Customs value") if is_value else tax(one.kind, law),
        code="" if is_value else one.kind,
        amount=money(one.amount, one.currency),
        formula=_method(one.formula, law) if is_value else one.formula,
        law=one.law,
        expression=one.expression or "",
        measure=one.measure or "",
        # A sentence of the law stands before its result here, and does not end.
        steps=tuple(StepSaid(step.says.rstrip("."), step.result) for step in one.steps),
        parameters=tuple(_number(used, law) for used in one.parameters),
    )


def _number(used: ParameterUsed, law: Law) -> Number:
    known = law.book.parameters.get(used.code)
    title, unit = (known.title, known.unit) if known else ("", "")
    value = money(used.value, unit) if unit == law.country.currency else f"{grouped(used.value)} {unit}".strip()
    return Number(used.code, title or _untitled(used.code), value, used.since, used.law)


def _untitled(code: str) -> str:
    """What a number is that no list of the law has: a rate of exchange, or the rate of a measure."""
    kind, _space, which = code.partition(" ")
    known = {"rate": _("Exchange rate"), "measure": _("Measure")}
    return f"{known[kind]} {which}" if kind in known else code


def _method(code: str, law: Law) -> str:
    """The valuation method in words."""
    known = law.code("valuation_methods", code) if "valuation_methods" in law.book.codelists else None
    return (in_words(known.titles) if known else "") or code
