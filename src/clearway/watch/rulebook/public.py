"""The rulebook: which sources, scenarios, numbers of law and governments the watch knows.

Other packages import this module; nothing else here is a promise.
"""

from clearway.core.watch import LawRow
from clearway.watch.rulebook import local
from clearway.watch.rulebook.actions import current, extend, in_force, load, put
from clearway.watch.rulebook.fixtures import LEAST_FIRES, LEAST_SILENT, Case
from clearway.watch.rulebook.reading import Book, Limit, Tenant, fixtures_of, gather, read, said, single

__all__ = [
    "LEAST_FIRES",
    "LEAST_SILENT",
    "Book",
    "Case",
    "LawRow",
    "Limit",
    "Tenant",
    "current",
    "extend",
    "fixtures_of",
    "gather",
    "in_force",
    "load",
    "local",
    "put",
    "read",
    "said",
    "single",
]
