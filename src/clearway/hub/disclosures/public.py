"""Disclosures: what the law keeps from a person for a while, and what a person says against an access.

Other packages import this module; nothing else here is a promise.
"""

from clearway.hub.disclosures.actions import answer, conceal, lift, object_to, tell_ended
from clearway.hub.disclosures.errors import DisclosureError, NothingSaid, ObjectionUnknown
from clearway.hub.disclosures.queries import (
    Objection,
    against,
    find,
    in_force,
    of_everybody,
    of_holder,
    of_subject,
    order_for,
)

__all__ = [
    "DisclosureError",
    "NothingSaid",
    "Objection",
    "ObjectionUnknown",
    "against",
    "answer",
    "conceal",
    "find",
    "in_force",
    "lift",
    "object_to",
    "of_everybody",
    "of_holder",
    "of_subject",
    "order_for",
    "tell_ended",
]
