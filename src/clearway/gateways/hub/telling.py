"""What organisations tell of themselves, in JSON: whose a case is, and what an official is there for."""

from datetime import datetime
from typing import Annotated

import msgspec

from clearway.gateways.hub.forms import Code, Key, Short
from clearway.hub.misuse.public import Assignment, Person, Post

_Some = Annotated[frozenset[Short], msgspec.Meta(max_length=100)]


class CaseKept(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """A case: about whom, whose it is, since when and until when; what is empty is anybody.

    ``officials`` are named as in look-ups; ``area`` is one that posts are for.
    """

    since: datetime
    until: datetime | None = None
    subjects: Annotated[frozenset[Key], msgspec.Meta(max_length=100)] = frozenset()
    officials: _Some = frozenset()
    offices: _Some = frozenset()
    area: Short = ""

    def assignment(self, number: str) -> Assignment:
        """The same, as the hub keeps it."""
        subjects = frozenset(f"person/{one}" for one in self.subjects)
        return Assignment(number, self.since, self.until, subjects, self.officials, self.offices, self.area)


class WhoTheyAre(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """An official as a person; kept as marks from which nobody finds back."""

    number: Key
    household: Short = ""
    family: Short = ""
    address: Short = ""


class PostKept(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """What an official is there for: areas, articles that they serve without a case, being on call."""

    areas: _Some = frozenset()
    duties: Annotated[frozenset[Code], msgspec.Meta(max_length=100)] = frozenset()
    is_on_call: bool = False
    person: WhoTheyAre | None = None

    def post(self, official: str) -> Post:
        """The same, as the hub keeps it."""
        return Post(official, self.areas, self.duties, self.is_on_call)

    def who(self) -> Person | None:
        """Who the official is, where it is told."""
        one = self.person
        # Whom a look-up is about is named with what they are.
        return Person(f"person/{one.number}", one.household, one.family, one.address) if one else None


class Kept(msgspec.Struct, frozen=True, rename="camel"):
    """That something is kept, under which name."""

    kept: str
