"""Limits: how large a fact may be, in one place for every format.

A format reads a message, asks ``broken`` whether its facts keep the limits, and puts its own pointer beside each
path. Nothing here says whether a declaration is lawful; that is decided in the core.
"""

from clearway.formats.limits.check import Broken, broken, shown
from clearway.formats.limits.kinds import Limit, Moment, Number, Text, Wrong
from clearway.formats.limits.proof import is_kept, written
from clearway.formats.limits.table import MOST_BYTES, MOST_ENTRIES, MOST_ITEMS, limit, most
from clearway.formats.limits.types import bare, facts_of

__all__ = [
    "MOST_BYTES",
    "MOST_ENTRIES",
    "MOST_ITEMS",
    "Broken",
    "Limit",
    "Moment",
    "Number",
    "Text",
    "Wrong",
    "bare",
    "broken",
    "facts_of",
    "is_kept",
    "limit",
    "most",
    "shown",
    "written",
]
