"""Declarations made up within the limits: every fact that the WCO model has a place for, and none that it has not."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from clearway.core.facts.basis import Quantity
from clearway.core.facts.declaration import Declaration
from clearway.core.kernel.money import Money
from clearway.formats.limits import Limit, Moment, Number, Text
from clearway.formats.wco import values
from clearway.formats.wco.declaration.mapping import PART
from clearway.formats.wco.rows import Part, Row

_LETTERS, _CAPITALS, _FIGURES = "abzAZ", "ABXYZ", "0123456789"
_ALPHABETS = {"letters": _LETTERS, "capital letters": _CAPITALS, "digits": _FIGURES}
#: Whatever a name may hold: markup, quotes, other scripts, blanks inside.
_ANY = st.characters(exclude_categories=("C", "Z"), include_characters=" <>&\"'é한Ж")


def texts(limit: Text) -> st.SearchStrategy[str]:
    """Texts that keep a limit."""
    if limit.one_of:
        return st.sampled_from(limit.one_of)
    if limit.only is not None:
        least = limit.most if limit.exactly else 1
        return st.text(_ALPHABETS[limit.alphabet], min_size=least, max_size=limit.most)
    return st.text(_ANY, min_size=1, max_size=limit.most).filter(lambda text: limit.wrong(text) is None)


def numbers(limit: Number) -> st.SearchStrategy[Decimal]:
    """Numbers that keep a limit, with zeros at the end now and then."""
    whole = limit.digits - limit.fraction
    return st.builds(
        lambda units, places: Decimal(units).scaleb(-places),
        st.integers(0, 10**whole - 1),
        st.integers(0, limit.fraction),
    )


def moments() -> st.SearchStrategy[datetime]:
    """Instants with a zone, some with half an hour in it."""
    zones = st.sampled_from([UTC, *(timezone(timedelta(minutes=minutes)) for minutes in (60, -300, 330, 720))])
    first, last = datetime(2000, 1, 2), datetime(2099, 12, 30)  # noqa: DTZ001 - the zone is drawn with the instant
    return st.datetimes(first, last, timezones=zones).map(lambda moment: moment.replace(microsecond=0))


def value(row: Row, limit: Limit) -> st.SearchStrategy[Any]:
    """What a row may carry."""
    if isinstance(limit, Text):
        return texts(limit)
    if isinstance(limit, Moment):
        return moments()
    number = numbers(limit)
    if row.reads is values.MONEY:
        return st.builds(Money, number, st.sampled_from(["EUR", "KRW", "VND"]))
    if row.reads is values.QUANTITY:
        return st.builds(
            lambda n, unit: Quantity(value=n, unit=unit), number, st.none() | st.sampled_from(["LTR", "KGM#G"])
        )
    return number.map(int) if row.reads is values.COUNT else number


def facts(part: Part, depth: int = 0) -> st.SearchStrategy[Any]:
    """A fact of a class, with any of its values said or not; one that stands alone says something."""
    assert part.fact is not None
    required = {row.field: _field(part, row, depth) for row in part.rows if row.field in part.required}
    optional = {row.field: _field(part, row, depth) for row in part.rows if row.field not in part.required}
    made = st.fixed_dictionaries(required, optional=optional).map(lambda fields: part.fact(**fields))
    return made


def _field(part: Part, row: Row, depth: int) -> st.SearchStrategy[Any]:
    if not isinstance(row.reads, Part):
        return value(row, part.limit(row))
    if row.reads.fact is None:
        inner = value(row.reads.rows[0], row.reads.limit(row.reads.rows[0]))
        return st.lists(inner, min_size=1, max_size=2).map(tuple)
    each = facts(row.reads, depth + 1)
    if row.many:
        return st.lists(each, min_size=1, max_size=2).map(tuple)
    nothing = None if row.reads.required else row.reads.fact()
    return each.filter(lambda fact: fact != nothing)


def declarations() -> st.SearchStrategy[Declaration]:
    """Whole declarations."""
    return facts(PART)
