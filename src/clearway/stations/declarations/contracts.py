"""Values that go in and out of the declarations station."""

from datetime import date, datetime
from typing import Any

import msgspec

from clearway.core.facts.declaration import Declaration


class DeclarationFile(msgspec.Struct, frozen=True):
    """A declaration as it stands now."""

    id: int
    mrn: str
    reference: str
    submitter: str
    declarant: str
    importer: str
    exporter: str
    regime: str
    type_code: str
    office: str
    state: str
    lane: str
    waits_for: str
    version: int
    lodged_at: datetime
    day: date


class Search(msgspec.Struct, frozen=True, kw_only=True):
    """Which of a party's declarations are looked for: by number or reference, or by where and when they stand.

    ``behind`` is the day and number of the last one seen, from which the next page goes on.
    """

    submitter: str
    number: str = ""
    state: str = ""
    waits_for: str = ""
    lane: str = ""
    office: str = ""
    regime: str = ""
    since: date | None = None
    until: date | None = None
    behind: tuple[date, int] | None = None
    is_oldest_first: bool = False


class Request(msgspec.Struct, frozen=True):
    """An amendment or cancellation as it came, and the answer it is given."""

    submitter: str
    key: str
    format: str
    content: bytes
    content_hash: bytes
    answer: Any
    at: datetime


class StoredVersion(msgspec.Struct, frozen=True):
    """What a declaration said in one version."""

    number: int
    purpose: str
    at: datetime
    facts: Declaration
    facts_hash: str
