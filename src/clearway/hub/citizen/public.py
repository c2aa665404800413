"""What codes of the hub are called, and how outcomes and denials are said to people.

Other packages import this module; nothing else here is a promise.
"""

from clearway.hub.citizen.showing import (
    BASES,
    DENIALS,
    OBJECTION_STATES,
    OUTCOMES,
    SORTS,
    Names,
    in_words,
    is_money,
    money,
    word,
)

__all__ = [
    "BASES",
    "DENIALS",
    "OBJECTION_STATES",
    "OUTCOMES",
    "SORTS",
    "Names",
    "in_words",
    "is_money",
    "money",
    "word",
]
