"""How the desk's pages show what they know: a frame, values and denials in words."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from clearway.core.share import Ruling
from clearway.core.share.purpose import (
    EXPIRED,
    NO_AGREEMENT,
    NO_CASE,
    NO_CONSENT,
    NOT_GRANTED,
    NOT_SURE_ENOUGH,
    OTHER_CASE,
    OTHER_CONSENT,
    WITHDRAWN,
    Denial,
)
from clearway.hub.citizen.public import Names, money
from clearway.hub.desk.clerk import Clerk
from clearway.platform.wording import say

#: What a kind of information is about, and what its number is called.
ABOUT: Final = {
    "person": noop("Person"),
    "business": noop("Business"),
    "parcel": noop("Parcel of land"),
    "vehicle": noop("Vehicle"),
}
#: What its number is called.
NUMBERS: Final = {
    "person": noop("Personal number"),
    "business": noop("Number of the business"),
    "parcel": noop("Number of the parcel"),
    "vehicle": noop("Number of the vehicle"),
}
BASES: Final = {
    "consent": noop("The person has consented."),
    "exemption": noop("The law asks for no consent here."),
    "emergency": noop("An emergency: somebody else will review it."),
}
OUTCOMES: Final = {
    "answered": noop("Shown"),
    "not-found": noop("Nothing on record"),
    "denied": noop("Refused"),
    "holder-away": noop("Not answered"),
}
STATES: Final = {
    "open": noop("Waits"),
    "justified": noop("Justified"),
    "not-justified": noop("Not justified"),
    "misuse": noop("Misuse"),
}
_CONSENT: Final = frozenset({NO_CONSENT, WITHDRAWN, EXPIRED, OTHER_CONSENT})
#: Denials that tell of fields and answers, or of kinds of case.
_OF_PARTS: Final = _CONSENT | {NOT_GRANTED}
_OF_CASES: Final = frozenset({NO_CASE, OTHER_CASE})


def shown(
    request: HttpRequest, clerk: Clerk, template: str, context: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """A page of the desk in its frame."""
    may = clerk.actor.may
    known = {"clerk": clerk, "oversees": may("hub:oversee"), "joins": may("hub:join"), **(context or {})}
    return render(request, f"hub/desk/{template}.html", known, status=status)


def called(official: str) -> str:
    """An official as the organisation knows them: the own name, and the system behind which they sit."""
    system, _slash, name = official.removeprefix("user:").removeprefix("client:").rpartition("/")
    if system:
        return f"{name} · {system}"
    return f"{_('Software')} {name}" if official.startswith("client:") else name


def value(found: Any, currency: str = "") -> str:
    """A value of an answer, as it is read; an amount of money has a ``currency``."""
    if found is None:
        return _("Not known")
    if isinstance(found, bool):
        return _("Yes") if found else _("No")
    said = f"{found:f}" if isinstance(found, Decimal) else str(found)
    if currency:
        return money(said, currency)
    if isinstance(found, date):
        return found.isoformat()
    return said


def denials(found: Iterable[Denial], kind: str) -> list[dict[str, str]]:
    """Everything that stands in the way of asking for a kind, each with what would pass."""
    names = Names()
    return [_denial(one, kind, names) for one in found]


def _denial(one: Denial, kind: str, names: Names) -> dict[str, str]:
    if one.code == NOT_SURE_ENOUGH:
        # Levels of assurance are no words of an official's.
        says, passes = (
            _("This is sensitive and takes a stronger proof of who you are."),
            _("a second factor given now"),
        )
        return {"code": one.code, "says": says, "passes": passes}
    facts = _facts(one, kind, names)
    return {"code": one.code, "says": say(one.sentence, facts), "passes": say(one.passes, facts)}


def _facts(one: Denial, kind: str, names: Names) -> dict[str, str]:
    """What a denial tells of, called as its reader calls it."""
    if one.code == NO_AGREEMENT:
        return {**one.facts, "found": names.organisation(one.found), "needed": names.organisation(one.needed)}
    if one.code in _OF_PARTS:
        return {**one.facts, **{side: ", ".join(names.parts(kind, text.split(", "))) for side, text in _sides(one)}}
    if one.code in _OF_CASES:
        return {
            **one.facts,
            "found": re.sub(r"\((.+)\)$", lambda found: f"({names.case(found[1])})", one.found),
            "needed": ", ".join(names.case(code) for code in one.needed.split(", ")),
        }
    return one.facts


def _sides(one: Denial) -> tuple[tuple[str, str], ...]:
    return (("found", one.found), ("needed", one.needed))


def lacks_only_proof(ruling: Ruling) -> bool:
    """Whether a second factor given now would be enough."""
    return bool(ruling.denials) and all(one.code == NOT_SURE_ENOUGH for one in ruling.denials)


def lacks_consent(ruling: Ruling) -> bool:
    """Whether the person's consent, and perhaps a second factor, would be enough."""
    codes = {one.code for one in ruling.denials} - {NOT_SURE_ENOUGH}
    return bool(codes) and codes <= _CONSENT
