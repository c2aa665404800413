"""Duty expressions in words: ``6.5 % + 12 DML/100 KGM MIN 9 % MAX 20 %``, after TARIC's components."""

import re

from clearway.core.law.tariff import DutyComponent
from clearway.registers.lawbook.packs.entries import as_number

#: How a component is joined to those before it, and its code in TARIC.
EXPRESSIONS = {"": "01", "+": "04", "MIN": "15", "MAX": "17"}

_PART = re.compile(
    r"\s*(?P<join>\+|MIN\b|MAX\b|)\s*(?P<amount>\d+(?:\.\d+)?)\s*"
    r"(?:(?P<percent>%)|(?P<currency>[A-Z]{3})/(?:(?P<per>\d+(?:\.\d+)?)\s+)?(?P<unit>[A-Z0-9]{2,4}))(?=\s|\Z)"
)


def parse(text: str) -> tuple[DutyComponent, ...] | None:
    """The components of a duty expression; nothing where it cannot be read."""
    found: list[DutyComponent] = []
    position = 0
    text = text.strip()
    while position < len(text):
        match = _PART.match(text, position)
        # The first amount stands alone, every other is joined to it.
        if match is None or bool(match["join"]) != bool(found):
            return None
        amount, per = as_number(match["amount"]), as_number(match["per"] or "1")
        if amount is None or not per:
            return None
        expression = EXPRESSIONS[match["join"]]
        found.append(DutyComponent(expression, amount, match["currency"], match["unit"], per))
        position = match.end()
    return tuple(found)
