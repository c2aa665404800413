"""The words of the statistics: offices, regimes, outcomes, steps, tax types, and how long something took."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from clearway.core.law.lawbook import Lawbook

LANES = {
    "green": noop("Green lane"), "blue": noop("Blue lane"), "yellow": noop("Yellow lane"), "red": noop("Red lane"),
    "": noop("No lane"),
}  # fmt: skip
#: The lanes' own colours, dark enough to be told from white.
COLOURS = {"green": "#2e8540", "blue": "#0071bc", "yellow": "#c2850c", "red": "#b50909", "": "#71767a"}
REGIMES = {
    "import": noop("Import"), "export": noop("Export"), "transit": noop("Transit"), "unknown": noop("Unknown"),
}  # fmt: skip
OUTCOMES = {
    "open": noop("In hand"), "held": noop("Detained"), "released": noop("Released"), "refused": noop("Refused"),
    "cancelled": noop("Withdrawn"),
}  # fmt: skip
STEPS = {
    "decision": noop("Lodgement to decision"),
    "control": noop("Decision to end of control"),
    "payment": noop("Decision to payment"),
    "release": noop("Last of these to release"),
    "whole": noop("Lodgement to release"),
}


def office(code: str, book: Lawbook) -> str:
    """What an office is called; its code where the law does not know it."""
    known = book.country.offices.get(code)
    return f"{code} {titled(known.titles)}" if known else code or _("No office")


def tax(code: str, book: Lawbook) -> str:
    """What a kind of duty, tax or fee is called."""
    return titled(book.tax_types.get(code, {})) or code


def reason(said: str) -> str:
    """A class of reasons for a control."""
    return _("Chance") if said == "chance" else _(said) if said else _("All reasons")


def known(words: dict[str, str], code: str) -> str:
    """A word of ours in the reader's language, or the code itself."""
    return _(words[code]) if code in words else code


def lasting(seconds: float) -> str:
    """How long something took, in its two largest units."""
    whole = round(seconds)
    if whole < 1:
        return _("under a second")
    days, hours, minutes = whole // 86_400, whole // 3600 % 24, whole // 60 % 60
    if days:
        return _("{days} d {hours} h").format(days=days, hours=hours)
    if hours:
        return _("{hours} h {minutes} min").format(hours=hours, minutes=minutes)
    return _("{minutes} min").format(minutes=minutes) if minutes else _("{seconds} s").format(seconds=whole)


def titled(titles: dict[str, str]) -> str:
    """A title of the pack in the reader's language, or in English where it has none in it."""
    return titles.get(get_language() or "en") or titles.get("en", "")
