"""What a policy and a wording say, and what a revision of either is."""

from datetime import datetime
from typing import Literal

import msgspec

#: What revisions are kept of.
Schema = Literal["Policy", "DataAgreement", "ConsentRecord"]
#: A wording that is a draft asks nobody yet.
Lifecycle = Literal["Draft", "Complete"]


class Policy(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """The rules that an organisation has given itself for what it learns about people."""

    name: str
    version: str
    url: str
    jurisdiction: str = ""
    industry_sector: str = ""
    data_retention_period_days: int | None = None
    geographic_restriction: str = ""
    storage_location: str = ""


class Wording(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """The words in which people are asked to allow something, once for everybody who is asked.

    ``kind``, ``article`` and ``grants`` are the look-up that a consent in these words allows; one that names none
    allows nothing at the hub. ``policy`` and ``compatible_with`` are numbers.
    """

    purpose: str
    version: str
    lawful_basis: str
    dpia: str
    data_use: str = ""
    active: bool = True
    forgettable: bool = False
    lifecycle: Lifecycle = "Complete"
    controller_name: str = ""
    controller_url: str = ""
    policy: str = ""
    compatible_with: str = ""
    kind: str = ""
    article: str = ""
    grants: tuple[str, ...] = ()

    @property
    def may_be_asked(self) -> bool:
        """Whether people may be asked in these words."""
        return self.active and self.lifecycle == "Complete"


Text = Policy | Wording


class Kept(msgspec.Struct, frozen=True):
    """A policy or a wording as it is kept: whose it is, and what it says now."""

    number: str
    organisation: str
    text: Text
    removed_at: datetime | None


class Revision(msgspec.Struct, frozen=True):
    """One state of something, written down when it came about and never changed.

    ``hash`` is of ``snapshot``; ``predecessor`` is the hash of the state before.
    """

    number: str
    schema: Schema
    of: str
    ordinal: int
    snapshot: str
    hash: str
    at: datetime
    by: str
    individual: str
    predecessor: str


class Individual(msgspec.Struct, frozen=True):
    """A person under the number by which an organisation knows them; ``external`` is their number elsewhere."""

    number: str
    organisation: str
    external: str = ""
    external_type: str = ""
    provider: str = ""

    @property
    def subject(self) -> str:
        """How the hub knows them: by their personal number, or as somebody it cannot know."""
        is_person = self.external_type.casefold().strip() in PERSONAL and self.external.strip()
        return self.external.strip() if is_person else f"individual:{self.number}"


#: The types of number that are a person's in the residents' register.
PERSONAL = frozenset({"", "person", "personal number", "national id", "national-id", "foundational id"})
