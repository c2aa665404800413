"""Controls: what officers check before goods leave, what they ask, find, hold, override and refuse.

Other packages import this package and its door ``desks``; nothing else in the station is a promise. An act is an
order given to ``perform`` with the declaration that the caller has locked; where it gives back a state, the caller
moves the declaration there.
"""

from clearway.stations.controls.actions import perform
from clearway.stations.controls.contracts import (
    Answer,
    Ask,
    AskOverride,
    Case,
    CheckAgain,
    CloseCheck,
    DecideAppeal,
    DecideOverride,
    Detain,
    EndDetention,
    FileNow,
    GiveOutAgain,
    LiftHold,
    LodgeAppeal,
    NoticeTold,
    Order,
    OrderInspection,
    Picture,
    PlaceHold,
    RecordInspection,
    Refuse,
    Told,
)
from clearway.stations.controls.errors import ControlError
from clearway.stations.controls.queries import (
    awaiting_answer,
    case_of,
    clocks_of,
    control_clocks,
    grounds,
    hindrances,
    picture,
    told,
)

__all__ = [
    "Answer",
    "Ask",
    "AskOverride",
    "Case",
    "CheckAgain",
    "CloseCheck",
    "ControlError",
    "DecideAppeal",
    "DecideOverride",
    "Detain",
    "EndDetention",
    "FileNow",
    "GiveOutAgain",
    "LiftHold",
    "LodgeAppeal",
    "NoticeTold",
    "Order",
    "OrderInspection",
    "Picture",
    "PlaceHold",
    "RecordInspection",
    "Refuse",
    "Told",
    "awaiting_answer",
    "case_of",
    "clocks_of",
    "control_clocks",
    "grounds",
    "hindrances",
    "perform",
    "picture",
    "told",
]
