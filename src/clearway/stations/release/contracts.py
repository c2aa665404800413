"""Values that go in and out of the release station."""

from datetime import datetime

import msgspec

from clearway.core.kernel.money import Money
from clearway.core.release.keylist import Revoked
from clearway.core.release.statement import GoodsSummary, Statement


class Order(msgspec.Struct, frozen=True):
    """The goods of a version of a declaration may leave, since when."""

    declaration: int
    version: int
    at: datetime


class Contents(msgspec.Struct, frozen=True, kw_only=True):
    """What a receipt is to say, as those know it who keep the declaration; the station adds the rest."""

    mrn: str
    regime: str
    office: str
    importer: str
    exporter: str
    declarant: str
    goods: GoodsSummary
    charges: Money
    record: str


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """The receipt of a release: what it says, and its two signed spellings; revoked where it is no longer good."""

    number: str
    declaration: int
    kid: str
    statement: Statement
    compact: str
    file: bytes
    issued_at: datetime
    revoked: Revoked | None = None
