"""What the country's law says about the work of officers: hours, clocks, grounds, days for an appeal."""

from datetime import date, datetime
from typing import Final

from clearway.core.control import Standard, last_day, standard
from clearway.core.law.lawbook import Law
from clearway.platform.calendar import day_in
from clearway.registers.lawbook import public as lawbook

#: The step of a clock, and the number of law that says how long it may take.
STEPS: Final = {
    "documents": "control.documents_hours",
    "goods": "control.goods_hours",
    # To see why a file could not be assessed is to look at its documents, and may take as long.
    "decision": "control.documents_hours",
    "answer": "control.answer_hours",
    "detention": "control.detention_hours",
    "appeal": "control.appeal_hours",
}
GROUNDS: Final = "control_grounds"


def law_at(at: datetime) -> Law:
    """The law of the day of an instant."""
    book = lawbook.current(at)
    return book.on(day_in(book.country.time_zone, at))


def standards(law: Law) -> dict[str, Standard]:
    """The service standards of a country; a step that its law does not bound has no clock."""
    found = {step: standard(law, code) for step, code in STEPS.items()}
    return {step: one for step, one in found.items() if one is not None}


def grounds(kind: str, at: datetime) -> dict[str, str]:
    """The grounds on which goods may be detained or refused now, each with its law."""
    law = law_at(at)
    if GROUNDS not in law.book.codelists:
        return {}
    entries = law.codes(GROUNDS)
    return {
        code: one.attributes.get("law", "") for code, one in entries.items() if one.attributes.get("kind") == kind
    }


def last_day_of_appeal(decided: datetime, at: datetime) -> date | None:
    """The last day on which a decision may be appealed; none where the law sets no days."""
    law = law_at(at)
    days = standard(law, "control.appeal_days")
    return last_day(day_in(law.country.time_zone, decided), days.hours) if days else None


def may_be_appealed(decided: datetime, at: datetime) -> bool:
    """Whether an appeal is in time; the last day counts."""
    until = last_day_of_appeal(decided, at)
    return until is None or law_at(at).day <= until
