"""Declarations made up within the limits, with every field of every fact."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from functools import cache
from typing import Any

import msgspec
from hypothesis import strategies as st

from clearway.core.facts.basis import Quantity
from clearway.core.facts.declaration import Declaration
from clearway.core.kernel.finding import Finding
from clearway.core.kernel.money import Money
from clearway.formats.answer import Answer, TaxLine
from clearway.formats.edifact import tree
from clearway.formats.edifact.values import WHOLE
from clearway.formats.limits import Limit, Moment, Number, Text, limit

#: Service characters of EDIFACT, blanks inside, other scripts.
_ANY = st.characters(exclude_categories=("C", "Z"), include_characters=" '+:?*.,\"é한Ж𠀀")
_CODES = "09AZaz"


def texts(rule: Text) -> st.SearchStrategy[str]:
    """Texts that keep a limit, the longest among them."""
    if rule.one_of:
        return st.sampled_from(rule.one_of)
    if rule.only is not None:
        made = st.text(_CODES, min_size=rule.most if rule.exactly else 1, max_size=rule.most)
        return made.map(lambda text: _of_alphabet(text, rule))
    short = st.text(_ANY, min_size=1, max_size=min(rule.most, 20))
    full = st.text("?'a ", min_size=rule.most, max_size=rule.most)
    return st.one_of(short, short, full).map(str.strip).filter(lambda text: rule.wrong(text) is None)


def _of_alphabet(text: str, rule: Text) -> str:
    for change in (str, str.upper, lambda given: "A" * len(given), lambda given: "1" * len(given)):
        if rule.wrong(change(text)) is None:
            return change(text)
    raise AssertionError(rule)


def numbers(rule: Number) -> st.SearchStrategy[Decimal]:
    """Numbers that keep a limit, with zeros at the end now and then."""
    whole = rule.digits - rule.fraction
    return st.builds(
        lambda units, places: Decimal(units).scaleb(-places),
        st.integers(0, 10**whole - 1),
        st.integers(0, rule.fraction),
    )


def moments() -> st.SearchStrategy[datetime]:
    """Instants in several zones, to the second."""
    zones = st.sampled_from([UTC, *(timezone(timedelta(minutes=minutes)) for minutes in (60, -300, 330))])
    first, last = datetime(2000, 1, 2), datetime(2099, 12, 30)  # noqa: DTZ001 - the zone is drawn with the instant
    return st.datetimes(first, last, timezones=zones).map(lambda moment: moment.replace(microsecond=0))


def _value(rule: Limit, field: tree.Field) -> st.SearchStrategy[Any]:
    if isinstance(rule, Text):
        return texts(rule)
    if isinstance(rule, Moment):
        return moments()
    number = numbers(rule)
    if field.fact is Money:
        return st.builds(Money, number, st.sampled_from(["EUR", "KRW"]))
    if field.fact is Quantity:
        return st.builds(lambda value, unit: Quantity(value=value, unit=unit), number, st.none() | st.just("LTR"))
    return number.map(int) if field.reads is WHOLE else number


@cache
def facts(fact: type[msgspec.Struct]) -> st.SearchStrategy[Any]:
    """Facts of a type, each field said or not; one that stands alone says something."""
    required, optional = {}, {}
    for field in tree.fields(fact).values():
        (required if field.is_required else optional)[field.name] = _field(fact, field)
    return st.fixed_dictionaries(required, optional=optional).map(lambda values: fact(**values))


def _field(fact: type[msgspec.Struct], field: tree.Field) -> st.SearchStrategy[Any]:
    if field.fact in (Money, Quantity) or field.fact is None:
        each = _value(limit(fact, field.name), field)
    else:
        each = facts(field.fact)
    if field.is_list:
        return st.lists(each, min_size=1, max_size=3).map(tuple)
    return each.filter(_says_something)


def _says_something(value: object) -> bool:
    return not isinstance(value, msgspec.Struct) or bool(tree.grown(value))


def declarations() -> st.SearchStrategy[Declaration]:
    """Whole declarations."""
    return facts(Declaration)


def full() -> Declaration:
    """One declaration in which every field of every fact is said, each list with two entries."""
    made: Declaration = _full(Declaration)
    return made


def _full(fact: type[Any]) -> Any:
    values: dict[str, Any] = {}
    for field in tree.fields(fact).values():
        make = _maker(fact, field)
        values[field.name] = (make(1), make(2)) if field.is_list else make(1)
    return fact(**values)


def _maker(fact: type[Any], field: tree.Field) -> Callable[[int], Any]:
    if field.fact in (Money, Quantity) or field.fact is None:
        return lambda position: _sample(limit(fact, field.name), field, position)
    return lambda position: _numbered(_full(field.fact), position)


def _numbered(fact: Any, position: int) -> Any:
    return msgspec.structs.replace(fact, sequence=position) if "sequence" in fact.__struct_fields__ else fact


def _sample(rule: Limit, field: tree.Field, position: int) -> Any:
    if isinstance(rule, Moment):
        return datetime(2026, 3, position, 12, 30, 15, tzinfo=UTC)
    if isinstance(rule, Text):
        return rule.one_of[0] if rule.one_of else _of_alphabet(("A" * rule.most)[:8], rule)
    number = Decimal(position)
    if field.fact is Money:
        return Money(number, "EUR")
    if field.fact is Quantity:
        return Quantity(value=number, unit="LTR")
    return position if field.reads is WHOLE else number


#: An answer with everything in it.
ANSWER = Answer(
    reference="R1",
    outcome="refused",
    answered_at=datetime(2026, 3, 1, tzinfo=UTC),
    mrn="26DM1",
    lane="green",
    office="DM001",
    lodged_at=datetime(2026, 2, 1, tzinfo=UTC),
    payable_by=datetime(2026, 4, 1, tzinfo=UTC),
    findings=(
        Finding(
            "GDS-014", "reject", "goods_shipment/items/2/net_mass", "Too heavy.", "12", "10", law="Act", national="N1"
        ),
    ),
    lines=(TaxLine(1, "A00", Money(Decimal(1), "EUR"), Money(Decimal(9), "EUR"), Decimal(7), Decimal("0.5"), "100"),),
    total=Money(Decimal(1), "EUR"),
)
