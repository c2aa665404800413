"""Whether a code stands in a list of the law on the day, said the same way by every rule that asks."""

from clearway.core.law.lawbook import Law
from clearway.core.validate.rule import Breach

REMEDY = 'Use a code of the list "{list}" that is in force on {day}.'


def missing(law: Law, codelist: str, code: str | None, at: str) -> Breach:
    """The breach that a code is not in the list on the day."""
    facts = {"list": law.book.codelists[codelist].title, "day": law.day.isoformat()}
    return Breach(at=at, found=code, remedy=REMEDY, facts=facts)


def unknown(law: Law, codelist: str, code: str | None, at: str) -> Breach | None:
    """A breach where a code is given that the list does not have on the day."""
    if code is None or code in law.codes(codelist):
        return None
    return missing(law, codelist, code, at)
