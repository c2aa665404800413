"""Whether a code stands in a list of the law on the day, said the same way by every rule that asks."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from clearway.core.law.lawbook import Law
from clearway.core.validate.rule import Breach

REMEDY = 'Use a code of the list "{list}" that is in force on {day}.'


@lru_cache(maxsize=8192)
def in_force(law: Law, codelist: str) -> frozenset[str]:
    """The codes of a list on the law's day; asking a set is what keeps thousands of look-ups cheap."""
    return frozenset(code for code in law.book.codelists[codelist].entries if law.code(codelist, code) is not None)


def missing(law: Law, codelist: str, code: str | None, at: str) -> Breach:
    """The breach that a code is not in the list on the day."""
    facts = {"list": law.book.codelists[codelist].title, "day": law.day.isoformat()}
    return Breach(at=at, found=code, remedy=REMEDY, facts=facts)


def unknown(law: Law, codelist: str, code: str | None, at: str) -> Breach | None:
    """A breach where a code is given that the list does not have on the day."""
    if code is None or code in in_force(law, codelist):
        return None
    return missing(law, codelist, code, at)


def unlisted(law: Law, codelist: str, holders: Iterable[Any], at: str, name: str) -> list[Breach] | None:
    """A breach for each of the things at a place whose code the list does not have on the day.

    Paths are written only once something is wrong: almost always nothing is.
    """
    known = in_force(law, codelist)
    for holder in holders:
        code = getattr(holder, name)
        if code is not None and code not in known:
            break
    else:
        return None
    found = (
        unknown(law, codelist, getattr(holder, name), f"{at}/{n}/{name}") for n, holder in enumerate(holders, start=1)
    )
    return [breach for breach in found if breach is not None]
