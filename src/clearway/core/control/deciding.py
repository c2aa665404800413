"""What an officer's decision needs: a file it can still be made on, a second pair of eyes, an appeal in time."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Final, Literal

Act = Literal["control", "ask", "hold", "detain", "refuse", "override", "end detention", "end refusal"]
Objection = Literal["", "no reason", "same person", "own finding"]

_ON_THE_WAY: Final = frozenset({"targeted", "permitted", "paid"})
#: In which states of a declaration an act can be done at all.
_POSSIBLE: Final[dict[Act, frozenset[str]]] = {
    "control": _ON_THE_WAY | {"held"},
    "ask": _ON_THE_WAY | {"validated", "assessed", "held"},
    "hold": _ON_THE_WAY | {"validated", "assessed", "held"},
    "detain": _ON_THE_WAY,
    "refuse": _ON_THE_WAY | {"validated", "assessed", "held"},
    "override": _ON_THE_WAY | {"held"},
    "end detention": frozenset({"held"}),
    "end refusal": frozenset({"refused"}),
}


def is_possible(act: Act, state: str) -> bool:
    """Whether an act can be done on a declaration in a state."""
    return state in _POSSIBLE[act]


def objection(*, asked_by: str, agreed_by: str, found_by: str, reason: str) -> Objection:
    """Why one person may not agree to what another asked against a lane or a finding; nothing where they may.

    Four eyes are two people, and nobody judges a finding that is their own.
    """
    if not reason.strip():
        return "no reason"
    if agreed_by == asked_by:
        return "same person"
    return "own finding" if agreed_by == found_by else ""


def last_day(decided: date, days: Decimal) -> date:
    """The last day on which a decision may be appealed."""
    return decided + timedelta(days=int(days))
