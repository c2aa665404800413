"""The register of offices: who works where, in which role, and who is present.

Other packages import this package and its door ``officers``; nothing else in the register is a promise.
"""

from clearway.registers.offices.actions import add_office, add_officer, load_offices
from clearway.registers.offices.contracts import OfficeEntry, Post
from clearway.registers.offices.queries import every_office, office, offices_of, posts_of, present_officers, title

__all__ = [
    "OfficeEntry",
    "Post",
    "add_office",
    "add_officer",
    "every_office",
    "load_offices",
    "office",
    "offices_of",
    "posts_of",
    "present_officers",
    "title",
]
