"""The functions of the language: what they take and give, and how each engine says them.

Where engines have a word for it that means the same, that word is used; where they have not, it is put together from
what they agree on: whole numbers, days, and decimals cut to a scale by CAST, which rounds half up everywhere.
"""

from collections.abc import Callable, Sequence
from typing import Final, Literal

import msgspec

from clearway.core.watch.sources import DAY, TEXT, TRUTH, WHOLE, Type, decimal

#: How engines speak: Sail and Apache Spark both speak as Spark does.
Engine = Literal["duckdb", "postgres", "spark"]
ENGINES: Final[tuple[Engine, ...]] = ("duckdb", "postgres", "spark")
#: What a product keeps behind the point; more would leave too little room before it.
MOST_SCALE: Final = 10
DEEPEST_RATIO: Final = 10

Form = Callable[[Sequence[str]], str]


class Macro(msgspec.Struct, frozen=True):
    """A function: the types it takes, the type it gives, and its form in each engine."""

    takes: tuple[Type, ...]
    gives: Type
    duckdb: Form
    postgres: Form
    spark: Form


def _form(text: str) -> Form:
    return lambda parts: text.format(*parts)


#: Every macro but ``ratio`` and ``round``, whose scale is part of their type.
MACROS: Final[dict[str, Macro]] = {
    "today": Macro(
        (), DAY, _form("CAST($today AS DATE)"), _form("CAST(%(today)s AS DATE)"), _form("CAST(:today AS DATE)")
    ),
    "days_between": Macro(
        (DAY, DAY),
        WHOLE,
        _form("CAST(({1}) - ({0}) AS BIGINT)"),
        _form("CAST(({1}) - ({0}) AS BIGINT)"),
        _form("CAST(datediff({1}, {0}) AS BIGINT)"),
    ),
    "add_days": Macro(
        (DAY, WHOLE),
        DAY,
        _form("CAST(({0}) + CAST({1} AS INTEGER) AS DATE)"),
        _form("(({0}) + CAST({1} AS INTEGER))"),
        _form("date_add({0}, CAST({1} AS INTEGER))"),
    ),
    "add_months": Macro(
        (DAY, WHOLE),
        DAY,
        _form("CAST(({0}) + to_months(CAST({1} AS INTEGER)) AS DATE)"),
        _form("CAST(({0}) + make_interval(months => CAST({1} AS INTEGER)) AS DATE)"),
        _form("add_months({0}, CAST({1} AS INTEGER))"),
    ),
    "year_of": Macro(
        (DAY,),
        WHOLE,
        _form("CAST(year({0}) AS BIGINT)"),
        _form("CAST(date_part('year', {0}) AS BIGINT)"),
        _form("CAST(year({0}) AS BIGINT)"),
    ),
    "month_of": Macro(
        (DAY,),
        WHOLE,
        _form("CAST(month({0}) AS BIGINT)"),
        _form("CAST(date_part('month', {0}) AS BIGINT)"),
        _form("CAST(month({0}) AS BIGINT)"),
    ),
    # Sail and Spark begin the week on different days; that 1 January 1900 was a Monday is the same for both.
    "iso_weekday": Macro(
        (DAY,),
        WHOLE,
        _form("CAST(isodow({0}) AS BIGINT)"),
        _form("CAST(date_part('isodow', {0}) AS BIGINT)"),
        _form("CAST((datediff({0}, DATE '1900-01-01') % 7 + 7) % 7 + 1 AS BIGINT)"),
    ),
    "month_end": Macro(
        (DAY,),
        DAY,
        _form("CAST(last_day({0}) AS DATE)"),
        _form("CAST(date_trunc('month', CAST({0} AS TIMESTAMP)) + INTERVAL '1 month' - INTERVAL '1 day' AS DATE)"),
        _form("last_day({0})"),
    ),
    "starts_with": Macro(
        (TEXT, TEXT),
        TRUTH,
        _form("starts_with({0}, {1})"),
        _form("starts_with({0}, {1})"),
        _form("startswith({0}, {1})"),
    ),
}
#: Functions whose type is that of what they are given.
CHOICES: Final = frozenset({"coalesce", "greatest", "least"})
AGGREGATES: Final = frozenset({"sum", "count", "min", "max"})
#: Everything that may be called, for a refusal.
NAMES: Final = tuple(sorted({*MACROS, *CHOICES, *AGGREGATES, "ratio", "round", "text"}))


def as_text(part: str, engine: Engine) -> str:
    """A value as text; letters are compared by their codes."""
    said = cast(part, TEXT, engine)
    return f'({said} COLLATE "C")' if engine == "postgres" else said


def literal(text: str, engine: Engine) -> str:
    """A text written out."""
    if engine == "spark":
        # There two quotation marks would be the end of one text and the beginning of the next.
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
    said = "'" + text.replace("'", "''") + "'"
    return said if engine == "duckdb" else f"CAST({said.replace('%', '%%')} AS VARCHAR)"


def cast(part: str, type_: Type, engine: Engine) -> str:
    """A value in a type; half up where digits are cut."""
    if engine != "spark":
        return f"CAST({part} AS {type_})"
    if type_.kind == "text":
        return f"CAST({part} AS STRING)"
    # There a decimal that becomes a whole number loses its digits; from scale to scale it is rounded.
    said = f"CAST({part} AS DECIMAL(38, 0))" if type_.kind == "whole" else part
    return f"CAST({said} AS {type_})"


def rounded(part: str, digits: int, engine: Engine) -> str:
    """Half up to so many digits behind the point, or before it where negative."""
    if digits >= 0:
        return cast(part, decimal(digits), engine)
    unit = 10**-digits
    tenth = f"CAST('0.{1:0{-digits}}' AS DECIMAL(38, {-digits}))"
    return f"(CAST({part} * {tenth} AS DECIMAL(38, 0)) * CAST('{unit}' AS DECIMAL(38, 0)))"


def ratio(left: str, right: str, moved: int, scale: int, engine: Engine) -> str:
    """A quotient half up to a scale, in whole numbers; NULL where the divisor is 0 or NULL.

    ``moved`` is how far the point of both is moved to make them whole.
    """
    above, below = (_whole(part, moved, engine) for part in (left, right))
    power = f"CAST('{10**scale}' AS {_WIDE[engine]})"
    two = f"CAST('2' AS {_WIDE[engine]})"
    top, bottom = f"({two} * abs({above}) * {power} + abs({below}))", f"({two} * abs({below}))"
    bottom = f"NULLIF({bottom}, CAST('0' AS {_WIDE[engine]}))"
    whole = _QUOTIENT[engine].format(top, bottom)
    negative = f"(({above} < 0) <> ({below} < 0))"
    signed = f"CASE WHEN {negative} THEN -{whole} ELSE {whole} END"
    places = f"CAST('0.{1:0{scale}}' AS DECIMAL(38, {scale}))" if scale else "CAST('1' AS DECIMAL(38, 0))"
    return f"CAST(CAST({signed} AS DECIMAL(38, 0)) * {places} AS DECIMAL(38, {scale}))"


_WIDE: Final[dict[Engine, str]] = {"duckdb": "HUGEINT", "postgres": "NUMERIC", "spark": "DECIMAL(38, 0)"}
_QUOTIENT: Final[dict[Engine, str]] = {
    "duckdb": "({0} // {1})",
    "postgres": "div({0}, {1})",
    # A quotient is rounded there, but one without a rest is exact.
    "spark": "CAST(({0} - {0} % {1}) / {1} AS DECIMAL(38, 0))",
}


def _whole(part: str, moved: int, engine: Engine) -> str:
    scaled = f"(CAST({part} AS DECIMAL(38, {moved})) * CAST('{10**moved}' AS DECIMAL(38, 0)))"
    return f"CAST({scaled} AS {_WIDE[engine]})"
