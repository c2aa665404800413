"""Do the permits cover the goods? What each would be drawn on, or what is missing and what would pass."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

import msgspec

from clearway.core.facts.declaration import Declaration
from clearway.core.facts.goods import GoodsItem
from clearway.core.kernel.finding import Finding
from clearway.core.law.lawbook import Law
from clearway.core.permit import findings
from clearway.core.permit.claims import Claim, claims
from clearway.core.permit.facts import Permit


class Draw(msgspec.Struct, frozen=True):
    """What a declaration takes from one permit, in one unit."""

    permit: str
    unit: str
    quantity: Decimal


class Coverage(msgspec.Struct, frozen=True, omit_defaults=True):
    """Whether every permit that a declaration names holds; what is written off, or what is missing.

    ``permits`` are the numbers named. ``draws`` are empty where anything is missing: nothing is written off by half.
    """

    permits: tuple[str, ...] = ()
    draws: tuple[Draw, ...] = ()
    missing: tuple[Finding, ...] = ()

    @property
    def is_covered(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing


def coverage(declaration: Declaration, law: Law, on_file: Mapping[str, Permit]) -> Coverage:
    """The permits on file, by number, held against the goods; the law's day is the day that counts."""
    found = claims(declaration, law)
    used: dict[tuple[str, str], Decimal] = {}
    missing: list[Finding] = []
    for claim in found:
        permit = _of_holder(claim, declaration, on_file)
        if permit is None:
            missing.append(_unknown(claim, declaration))
            continue
        faults = [*_in_force(claim, permit, law), *_goods(claim, permit, declaration)]
        missing += faults or _quantities(claim, permit, used)
    named = tuple(sorted({claim.number for claim in found if claim.number}))
    if missing:
        return Coverage(named, (), tuple(missing))
    return Coverage(named, tuple(Draw(*key, quantity) for key, quantity in sorted(used.items())))


def holder_of(declaration: Declaration) -> str:
    """Whose permits count: the exporter's for an export, the importer's otherwise."""
    party = declaration.exporter if declaration.regime == "export" else declaration.importer
    return party.id or "" if party else ""


def _of_holder(claim: Claim, declaration: Declaration, on_file: Mapping[str, Permit]) -> Permit | None:
    permit = on_file.get(claim.number)
    if permit is None or permit.document != claim.kind.document or permit.agency != claim.kind.agency:
        return None
    return permit if permit.holder == holder_of(declaration) else None


def _unknown(claim: Claim, declaration: Declaration) -> Finding:
    if not claim.number:
        return findings.finding(findings.NUMBER_MISSING, claim)
    holder = holder_of(declaration) or "-"
    return findings.finding(findings.UNKNOWN, claim, found=claim.number, holder=holder)


def _in_force(claim: Claim, permit: Permit, law: Law) -> Iterator[Finding]:
    if permit.status != "issued":
        yield findings.finding(findings.NOT_IN_FORCE, claim, found=permit.number, state=permit.status)
    if not permit.covers_day(law.day):
        since, until = permit.since.isoformat(), permit.until.isoformat() if permit.until else "-"
        yield findings.finding(
            findings.NOT_ON_DAY, claim, found=permit.number, day=law.day.isoformat(), since=since, until=until
        )


def _goods(claim: Claim, permit: Permit, declaration: Declaration) -> Iterator[Finding]:
    for commodity in dict.fromkeys(item.commodity for item in claim.items):
        if not permit.covers_goods(commodity):
            goods = ", ".join(permit.goods)
            yield findings.finding(
                findings.OTHER_GOODS, claim, found=commodity or "-", permit=permit.number, goods=goods
            )
    for country in dict.fromkeys(_country(item, declaration) for item in claim.items):
        if not permit.covers_country(country):
            countries = ", ".join(permit.countries)
            yield findings.finding(
                findings.OTHER_COUNTRY, claim, found=country or "-", permit=permit.number, countries=countries
            )


def _country(item: GoodsItem, declaration: Declaration) -> str | None:
    """Where the goods go, for an export; where they come from otherwise."""
    shipment = declaration.goods_shipment
    if declaration.regime == "export":
        place = item.destination or (shipment.destination if shipment else None)
        return place.country if place else None
    return item.origin or item.export_country or (shipment.export_country if shipment else None)


def _quantities(claim: Claim, permit: Permit, used: dict[tuple[str, str], Decimal]) -> list[Finding]:
    """Note what is used in every unit in which the permit counts; what another item has taken is gone."""
    unit = claim.kind.unit
    if unit and unit not in permit.left:
        return [findings.finding(findings.NOT_COUNTED_IN, claim, permit=permit.number, unit=unit)]
    faults = []
    for unit, left in sorted(permit.left.items()):
        quantity = claim.quantity(unit)
        key = (permit.number, unit)
        free = left - used.get(key, Decimal(0))
        if quantity is None or quantity <= 0:
            faults.append(findings.finding(findings.NOT_COUNTABLE, claim, permit=permit.number, unit=unit))
        elif quantity > free:
            faults.append(
                findings.finding(
                    findings.NOT_ENOUGH,
                    claim,
                    found=f"{quantity.normalize():f}",
                    permit=permit.number,
                    unit=unit,
                    left=f"{free.normalize():f}",
                )
            )
        else:
            used[key] = used.get(key, Decimal(0)) + quantity
    return faults
