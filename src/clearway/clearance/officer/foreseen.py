"""What the watch would find if an act were saved so: shown before it is, and on record that it was.

It hinders nobody: whoever has read it may go on, and where the watch cannot be asked, the page says so and no more.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any, Final, NamedTuple

import msgspec
from django.utils.translation import get_language

from clearway.clearance.events import Forewarned
from clearway.clearance.officer import forms
from clearway.platform.events import log
from clearway.platform.identity.actor import Actor
from clearway.stations.controls import public as controls
from clearway.stations.controls.public import Case, Order
from clearway.stations.declarations.public import DeclarationFile


class Saving(msgspec.Struct, frozen=True):
    """An act that is about to be saved: which, on which file, with what is known of it, by whom and when."""

    act: str
    file: DeclarationFile
    case: Case
    by: Actor
    at: datetime


class Warned(msgspec.Struct, frozen=True):
    """What would be found about one case, in the reader's language; ``clears`` is the smallest change against it.

    The formula may be in another language, where nobody has translated it.
    """

    scenario: str
    case_key: str
    title: str
    explanation: str
    law: str
    money: str
    formula: str
    formula_language: str
    clears: str


class Foreseen(msgspec.Struct, frozen=True):
    """What the watch says of an act.

    ``is_away`` where it could not be asked; ``behind_since`` since when it has not heard of everything.
    """

    warned: tuple[Warned, ...] = ()
    is_away: bool = False
    behind_since: datetime | None = None

    @property
    def mark(self) -> str:
        """The fingerprint of what is shown; nothing where nothing is."""
        told = "\x1e".join(f"{one.scenario}\x1f{one.case_key}\x1f{one.money}" for one in self.warned)
        return sha256(told.encode()).hexdigest()[:16] if told else ""


#: Asks the watch what it would find if an order were carried out, in a language; it answers always, and soon.
Foresee = Callable[[Saving, Order, str], Foreseen]


def unasked(_saving: Saving, _order: Order, _language: str) -> Foreseen:
    """Of a house without a watch."""
    return Foreseen()


class _Hoped(NamedTuple):
    """The order after which goods may leave, and the answer of the form that it comes of."""

    order: Callable[[int], Order]
    field: str = ""
    answer: str = ""


#: The acts that may let goods leave; what others save, no scenario looks at.
_HOPED: Final[Mapping[str, _Hoped]] = {
    "check": _Hoped(lambda of: controls.CloseCheck(of, "conform"), "result", "conform"),
    "record": _Hoped(lambda of: controls.RecordInspection(of, "conform", "", 0), "result", "conform"),
    "lift": _Hoped(lambda of: controls.LiftHold(of, "")),
    "let-go": _Hoped(lambda _of: controls.EndDetention("")),
    "sign": _Hoped(lambda of: controls.DecideOverride(of, agrees=True, remark=""), "agrees", "yes"),
    "decide-appeal": _Hoped(lambda of: controls.DecideAppeal(of, "upheld", ""), "outcome", "upheld"),
}


def at_opening(foresee: Foresee, saving: Saving, form: forms.Asked, of: int) -> dict[str, Any]:
    """What a page says before anything is filled in: what would be found if the goods were let go."""
    hoped = _HOPED.get(saving.act)
    if hoped is None:
        return {}
    ahead = foresee(saving, hoped.order(of), get_language() or "en")
    _put_on_record(ahead, saving)
    choices = dict(getattr(form.fields[hoped.field], "choices", ())) if hoped.field else {}
    return {"ahead": ahead, "answer": choices.get(hoped.answer, "")}


def not_shown_yet(foresee: Foresee, saving: Saving, order: Order, shown: str) -> dict[str, Any]:
    """What would be found by what was filled in, where that was not shown before; nothing where it was."""
    ahead = foresee(saving, order, get_language() or "en") if saving.act in _HOPED else Foreseen()
    if ahead.mark in ("", shown):
        return {}
    _put_on_record(ahead, saving)
    return {"ahead": ahead, "is_unsaved": True}


def _put_on_record(ahead: Foreseen, saving: Saving) -> None:
    """Somebody was shown what would be found before they decided; the office reads it, no trader does."""
    if ahead.warned:
        cases = tuple(f"{one.scenario}/{one.case_key}" for one in ahead.warned)
        told = Forewarned(mrn=saving.file.mrn, act=saving.act, findings=cases)
        log.record(told, subject=f"forewarned/{saving.file.mrn}", actor=saving.by.name, at=saving.at)
