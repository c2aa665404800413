"""What an agency may write into a permit: of which kind, for which goods, countries, days and quantities."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import msgspec

from clearway.core.kernel.finding import Finding
from clearway.core.law.lawbook import Law

#: No number on paper is longer, and it may stand in an address.
_NUMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9.\-]{2,34}")
#: Commodity codes, or their first digits from the chapter on.
_GOODS = re.compile(r"[0-9]{2,10}")
#: What a balance can hold.
MOST = Decimal(10) ** 12
DECIMALS = 6


class Grant(msgspec.Struct, frozen=True, kw_only=True):
    """What an agency grants: to whom, for which goods and countries (none means all), when, and how much by unit."""

    number: str
    document: str
    holder: str
    since: date
    until: date | None = None
    goods: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    quantities: dict[str, Decimal] = {}


def faults(grant: Grant, law: Law, agency: str) -> tuple[Finding, ...]:
    """Everything that keeps a permit from being granted as written, each at its field."""
    return (
        *_of_kind(grant, law, agency),
        *_of_codes(grant, law),
        *_of_period(grant),
        *_of_quantities(grant, law),
    )


def _of_kind(grant: Grant, law: Law, agency: str) -> Iterator[Finding]:
    if not _NUMBER.fullmatch(grant.number):
        yield Finding(
            rule="PRM-201",
            severity="reject",
            at="number",
            sentence="This cannot be the number of a permit",
            found=grant.number,
            remedy="Use 3 to 35 letters, digits, points and hyphens",
        )
    kinds = {kind.document: kind for kind in law.permits_of(agency)}
    if grant.document not in kinds:
        yield Finding(
            rule="PRM-202",
            severity="reject",
            at="document",
            sentence="Your agency does not issue documents of this code",
            found=grant.document,
            remedy="Use one of {known}",
            facts={"known": ", ".join(kinds) or "-"},
        )
        return
    unit = kinds[grant.document].unit
    if unit and unit not in grant.quantities:
        yield Finding(
            rule="PRM-203",
            severity="reject",
            at="quantities",
            sentence="Permits of the kind {document} are counted in {unit}, and no quantity in {unit} is given",
            remedy="Give the quantity in {unit}",
            facts={"document": grant.document, "unit": unit},
            law=kinds[grant.document].law,
        )


def _of_codes(grant: Grant, law: Law) -> Iterator[Finding]:
    for code in grant.goods:
        if not _GOODS.fullmatch(code):
            yield Finding(
                rule="PRM-204",
                severity="reject",
                at="goods",
                sentence="This is no commodity code and no beginning of one",
                found=code,
                remedy="Give 2 to 10 digits",
            )
    for country in grant.countries:
        if law.code("countries", country) is None:
            yield Finding(
                rule="PRM-205",
                severity="reject",
                at="countries",
                sentence="This is no country of the list in force",
                found=country,
                remedy="Give a code of two letters, as JP",
            )


def _of_period(grant: Grant) -> Iterator[Finding]:
    if grant.until is not None and grant.until < grant.since:
        yield Finding(
            rule="PRM-206",
            severity="reject",
            at="until",
            sentence="A permit cannot end before it begins",
            found=grant.until.isoformat(),
            remedy="Give {since} or a later day",
            facts={"since": grant.since.isoformat()},
        )


def _of_quantities(grant: Grant, law: Law) -> Iterator[Finding]:
    for unit, quantity in grant.quantities.items():
        if law.code("units", unit) is None:
            yield Finding(
                rule="PRM-207",
                severity="reject",
                at="quantities",
                sentence="This is no unit of the list in force",
                found=unit,
                remedy="Give a unit of the list, as KGM",
            )
        if not quantity.is_finite() or quantity <= 0 or quantity >= MOST or quantity != round(quantity, DECIMALS):
            yield Finding(
                rule="PRM-208",
                severity="reject",
                at="quantities",
                sentence="This quantity cannot be counted",
                found=str(quantity),
                remedy="Give a number above 0, with at most 12 digits before and 6 after the point",
            )
