"""The checks the core knows, a module for each family; a country's pack says which of them are in force."""

from types import ModuleType

from clearway.core.validate.rule import Rule, Unfit
from clearway.core.validate.rules import (
    codes_of_declaration,
    codes_of_goods,
    dates,
    documents,
    goods,
    guarantees,
    header,
    numbers,
    offices,
    origin,
    packages,
    parties,
    previous,
    procedure,
    references,
    registration,
    requests,
    sums,
    tariff,
    text,
    transport,
    values,
)

FAMILIES: tuple[ModuleType, ...] = (
    header,
    codes_of_declaration,
    codes_of_goods,
    references,
    text,
    numbers,
    dates,
    parties,
    registration,
    offices,
    transport,
    goods,
    packages,
    procedure,
    previous,
    documents,
    tariff,
    origin,
    values,
    sums,
    guarantees,
    requests,
)


def _by_code(families: tuple[ModuleType, ...]) -> dict[str, Rule]:
    found: dict[str, Rule] = {}
    for family in families:
        for one in vars(family).values():
            if isinstance(one, Rule) and found.setdefault(one.code, one) is not one:
                raise Unfit(f"{one.code} is used twice")
    return found


RULES = _by_code(FAMILIES)
