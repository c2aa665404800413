"""What agencies send and get, in JSON; what cannot be a code, a day or a quantity is not taken."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal

import msgspec

from clearway.core.permit import Grant
from clearway.stations.permits.public import PermitFile, Use, Waiting

#: No control character, no end of line.
_PLAIN = r"^[^\x00-\x1f\x7f]*$"
Number = Annotated[str, msgspec.Meta(pattern="^[A-Za-z0-9][A-Za-z0-9.-]{2,34}$")]
Code = Annotated[str, msgspec.Meta(pattern="^[A-Z0-9]{1,35}$")]
Goods = Annotated[str, msgspec.Meta(pattern="^[0-9]{2,10}$")]
Country = Annotated[str, msgspec.Meta(pattern="^[A-Z]{2}$")]
Digits = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{1,12}(\.[0-9]{1,6})?$", description="More than nothing.")]
Text = Annotated[str, msgspec.Meta(max_length=1000, pattern=_PLAIN)]
Instant = Annotated[datetime, msgspec.Meta(tz=True)]
State = Literal["issued", "suspended", "revoked"]


class Quantity(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """So much in a unit."""

    unit: Code
    quantity: Digits


class PermitChanges(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """All that a permit covers, anew; ``goods`` are codes or their first digits, none of them means all."""

    since: date
    until: date | None = None
    goods: tuple[Goods, ...] = ()
    countries: tuple[Country, ...] = ()
    quantities: tuple[Quantity, ...] = ()


class NewPermit(PermitChanges, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """A permit that an agency issues: under which number, of which kind, to whom."""

    number: Number
    document: Code
    holder: Code


class PermitState(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """A permit is suspended, valid again or revoked; stopping it needs a reason."""

    status: State
    reason: Text = ""


class Left(msgspec.Struct, frozen=True, rename="camel"):
    """How much of a permit was granted in a unit, and is left."""

    unit: str
    quantity: str
    left: str


class PermitTold(msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """A permit as it stands on file."""

    number: str
    document: str
    agency: str
    holder: str
    status: State
    since: date
    until: date | None = None
    reason: str = ""
    goods: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    balances: tuple[Left, ...] = ()
    issued_at: Instant
    changed_at: Instant


class PermitPage(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """Some permits, newest first; ``next`` is the page that follows."""

    permits: list[PermitTold]
    next: int | None = None


class UseTold(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """What one declaration has written off, and when it gave that back, if it did."""

    mrn: str
    unit: str
    quantity: str
    at: Instant
    given_back_at: Instant | None = None


class WaitingTold(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """A declaration that waits for the agency: the permit it named, for whom, and the code of what is missing."""

    mrn: str
    rule: str
    says: str
    since: Instant
    document: str
    number: str = ""
    holder: str = ""


def grant(said: PermitChanges, *, number: str, document: str = "", holder: str = "") -> Grant:
    """What an agency sent, as the register takes it."""
    return Grant(
        number=number,
        document=document,
        holder=holder,
        since=said.since,
        until=said.until,
        goods=tuple(dict.fromkeys(said.goods)),
        countries=tuple(dict.fromkeys(said.countries)),
        quantities={one.unit: Decimal(one.quantity) for one in said.quantities},
    )


def told(file: PermitFile) -> PermitTold:
    """A permit as its agency's software reads it."""
    return PermitTold(
        number=file.number,
        document=file.document,
        agency=file.agency,
        holder=file.holder,
        status=file.status,  # type: ignore[arg-type] - the register holds no other word.
        since=file.since,
        until=file.until,
        reason=file.reason,
        goods=file.goods,
        countries=file.countries,
        balances=tuple(Left(one.unit, plain(one.quantity), plain(one.left)) for one in file.balances),
        issued_at=file.issued_at,
        changed_at=file.changed_at,
    )


def used(use: Use) -> UseTold:
    """A write-off as the agency's software reads it."""
    return UseTold(use.mrn, use.unit, plain(use.quantity), use.at, use.given_back_at)


def waiting(one: Waiting, says: str) -> WaitingTold:
    """Who waits, as the agency's software reads it."""
    return WaitingTold(
        mrn=one.mrn,
        rule=one.rule,
        says=says,
        since=one.at,
        document=one.facts["document"],
        number=one.number,
        holder=one.facts.get("holder", ""),
    )


def plain(quantity: Decimal) -> str:
    """A quantity without zeros that say nothing."""
    return f"{quantity.normalize():f}"
