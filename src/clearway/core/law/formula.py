"""Formulas of law: Python functions with a code, a first day, a last day and the act; replaced, never edited."""

from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec

from clearway.core.kernel.period import Period
from clearway.core.law.parameter import NotInForce


class Formula(msgspec.Struct, frozen=True):
    """One wording of a formula; ``sentence`` is what it says, in words a trader reads."""

    code: str
    period: Period
    law: str
    sentence: str
    function: Callable[..., Any]


def formula(code: str, *, since: str, law: str, until: str | None = None) -> Callable[[Callable[..., Any]], Formula]:
    """A pack's function becomes a formula; its docstring's first line is the sentence."""
    period = Period(date.fromisoformat(since), date.fromisoformat(until) if until else None)

    def declare(function: Callable[..., Any]) -> Formula:
        sentence = (function.__doc__ or "").strip().partition("\n")[0]
        return Formula(code, period, law, sentence, function)

    return declare


def in_force(formulas: tuple[Formula, ...], code: str, day: date) -> Formula:
    """The one wording of a code on a day; ``NotInForce`` where there is none."""
    for one in formulas:
        if one.code == code and one.period.covers(day):
            return one
    raise NotInForce(f"no formula {code} on {day.isoformat()}")
