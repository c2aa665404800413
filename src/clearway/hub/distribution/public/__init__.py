"""Distribution: a kind of information is subscribed to, taken part by part, kept up to date, destroyed at the end.

Other packages import this package and its doors ``clock``, ``proofs`` and ``receiver``; nothing else is a promise.
"""

from clearway.hub.distribution.actions import (
    Forecast,
    Terms,
    acknowledge,
    compare,
    destroyed,
    forecast,
    move,
    subscribe,
)
from clearway.hub.distribution.comparing import look_for_changes
from clearway.hub.distribution.errors import (
    BoundLacking,
    DistributionError,
    DistributionUnknown,
    KeptTooLong,
    NotSending,
    NotYetOver,
    OtherContent,
    Overtaken,
    PartDone,
    PartUnknown,
    RangesUnknown,
    SaltErased,
    TriedOnly,
)
from clearway.hub.distribution.judging import RECEIVER, Wanted
from clearway.hub.distribution.queries import PartTold, Told, of_holder, of_receiver, one, parts
from clearway.hub.distribution.sending import Content, take

__all__ = [
    "RECEIVER",
    "BoundLacking",
    "Content",
    "DistributionError",
    "DistributionUnknown",
    "Forecast",
    "KeptTooLong",
    "NotSending",
    "NotYetOver",
    "OtherContent",
    "Overtaken",
    "PartDone",
    "PartTold",
    "PartUnknown",
    "RangesUnknown",
    "SaltErased",
    "Terms",
    "Told",
    "TriedOnly",
    "Wanted",
    "acknowledge",
    "compare",
    "destroyed",
    "forecast",
    "look_for_changes",
    "move",
    "of_holder",
    "of_receiver",
    "one",
    "parts",
    "subscribe",
    "take",
]
