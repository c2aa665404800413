"""Parties, people, units and countries as they are called rather than numbered."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import msgspec

from clearway.clearance.showing.figures import grouped, in_words
from clearway.core.kernel.finding import Finding
from clearway.core.law.lawbook import Law
from clearway.registers.traders import public as traders

#: A symbol of these is read by everybody; of pieces and the like the word says more.
_WITH_SYMBOL = frozenset({"mass", "volume", "length", "area", "energy"})


def by_whom(actor: str) -> str:
    """Who did something, without the mark that tells people and software apart in the log."""
    return actor.partition(":")[2] or actor


def parties(numbers: Iterable[str], day: date) -> dict[str, str]:
    """The names of parties by their numbers; who is in no register has none."""
    wanted = {number for number in numbers if number}
    if not wanted:
        return {}
    return {number: party.name for number, party in traders.known(wanted, day)[0].items()}


def unit(code: str, law: Law) -> str:
    """A unit of measure as it is written behind a number."""
    entry = law.code("units", code) if "units" in law.book.codelists else None
    if entry is None:
        return code
    symbol = entry.attributes.get("symbol", "") if entry.attributes.get("kind") in _WITH_SYMBOL else ""
    return symbol or in_words(entry.titles) or code


def measured(quantity: Decimal, code: str, law: Law) -> str:
    """A quantity with its thousands apart and its unit behind it."""
    return f"{grouped(f'{quantity.normalize():f}')}\u00a0{unit(code, law)}"


def in_units(finding: Finding, law: Law) -> Finding:
    """A finding that names its unit as it is written behind a number."""
    facts = finding.facts
    if "unit" not in facts:
        return finding
    return msgspec.structs.replace(finding, facts={**facts, "unit": unit(facts["unit"], law)})


def country(code: str, law: Law) -> str:
    """A country by its name, or by its code where it has none."""
    entry = law.code("countries", code)
    return f"{in_words(entry.titles)} ({code})" if entry else code
