"""How an agency writes its register: issue, change, suspend, give back, revoke; only permits of its own."""

from datetime import datetime
from decimal import Decimal

import msgspec
from django.db import transaction

from clearway.core.law.lawbook import Law
from clearway.core.permit import Grant, faults
from clearway.platform.events import log
from clearway.platform.identity.actor import Actor, Forbidden
from clearway.registers.traders import public as traders
from clearway.stations.permits import models, queries
from clearway.stations.permits.actions.covering import lock
from clearway.stations.permits.contracts import PermitFile
from clearway.stations.permits.errors import (
    GrantUnsound,
    HolderUnknown,
    NumberTaken,
    PermitUnknown,
    QuantityUsed,
    ReasonMissing,
    StatusFinal,
)
from clearway.stations.permits.events import PermitChanged, PermitIssued, PermitStopped

#: From which state a permit may come to another; what was revoked stays so.
_BEFORE = {"suspended": ("issued",), "issued": ("suspended",), "revoked": ("issued", "suspended")}
#: What may be written anew; number, kind and holder stay as they were issued.
_CHANGEABLE = ("goods", "countries", "since", "until")


@transaction.atomic
def issue(grant: Grant, *, law: Law, by: Actor, at: datetime) -> PermitFile:
    """A permit is on file from now on; the same grant again is given the same answer."""
    agency = _agency(by)
    found = faults(grant, law, agency)
    if found:
        raise GrantUnsound(found)
    if grant.holder not in traders.known({grant.holder}, law.day)[0]:
        raise HolderUnknown(holder=grant.holder)
    lock((grant.number,))
    if models.Permit.objects.filter(number=grant.number).exists():
        known = queries.find(grant.number, agency=agency)
        if known is None or _granted(known) != grant:
            raise NumberTaken(number=grant.number)
        return known
    _write(grant, agency, at)
    event = PermitIssued(permit=grant.number, document=grant.document, agency=agency, holder=grant.holder)
    log.record(event, subject=f"permit/{grant.number}", actor=by.name, at=at)
    return _found(grant.number, agency)


@transaction.atomic
def change(grant: Grant, *, law: Law, by: Actor, at: datetime) -> PermitFile:
    """What a permit covers, until when, and how much of it there is, is written anew; what was used stays used."""
    agency = _agency(by)
    lock((grant.number,))
    known = _found(grant.number, agency)
    if known.status == "revoked":
        raise StatusFinal(number=known.number, state=known.status)
    after = msgspec.structs.replace(grant, document=known.document, holder=known.holder)
    found = faults(after, law, agency)
    if found:
        raise GrantUnsound(found)
    before = _granted(known)
    what = [name for name in (*_CHANGEABLE, "quantities") if getattr(before, name) != getattr(after, name)]
    if not what:
        return known
    _count_anew(known, after.quantities)
    written = {name: _column(getattr(after, name)) for name in _CHANGEABLE}
    models.Permit.objects.filter(number=grant.number).update(**written, changed_at=at)
    event = PermitChanged(permit=grant.number, agency=agency, what=" ".join(what))
    log.record(event, subject=f"permit/{grant.number}", actor=by.name, at=at)
    return _found(grant.number, agency)


@transaction.atomic
def move(number: str, status: str, *, reason: str, by: Actor, at: datetime) -> PermitFile:
    """A permit is suspended, given back or revoked; stopping one names the reason."""
    agency = _agency(by)
    lock((number,))
    known = _found(number, agency)
    if known.status == status and known.reason == reason:
        return known
    if known.status not in _BEFORE[status]:
        raise StatusFinal(number=number, state=known.status)
    if status != "issued" and not reason.strip():
        raise ReasonMissing()
    models.Permit.objects.filter(number=number).update(status=status, reason=reason.strip(), changed_at=at)
    event = PermitStopped(permit=number, agency=agency, state=status, reason=reason.strip())
    log.record(event, subject=f"permit/{number}", actor=by.name, at=at)
    return _found(number, agency)


def _agency(by: Actor) -> str:
    by.must("permits:write")
    if not by.office:
        raise Forbidden(f"{by.name} acts for no agency.")
    return by.office


def _found(number: str, agency: str) -> PermitFile:
    known = queries.find(number, agency=agency)
    if known is None:
        raise PermitUnknown(number=number)
    return known


def _granted(known: PermitFile) -> Grant:
    return Grant(
        number=known.number,
        document=known.document,
        holder=known.holder,
        since=known.since,
        until=known.until,
        goods=known.goods,
        countries=known.countries,
        quantities={one.unit: one.quantity for one in known.balances},
    )


def _write(grant: Grant, agency: str, at: datetime) -> None:
    models.Permit.objects.create(
        number=grant.number,
        document=grant.document,
        agency=agency,
        holder=grant.holder,
        goods=list(grant.goods),
        countries=list(grant.countries),
        since=grant.since,
        until=grant.until,
        issued_at=at,
        changed_at=at,
    )
    models.Balance.objects.bulk_create(
        models.Balance(permit_id=grant.number, unit=unit, quantity=quantity, left=quantity)
        for unit, quantity in grant.quantities.items()
    )


def _count_anew(known: PermitFile, quantities: dict[str, Decimal]) -> None:
    """The quantities are replaced; what declarations have used is taken off each."""
    used = {one.unit: one.quantity - one.left for one in known.balances}
    for unit, amount in used.items():
        asked = quantities.get(unit, Decimal(0))
        if asked < amount:
            raise QuantityUsed(used=f"{amount.normalize():f}", unit=unit, asked=f"{asked.normalize():f}")
    models.Balance.objects.filter(permit_id=known.number).exclude(unit__in=list(quantities)).delete()
    for unit, quantity in quantities.items():
        left = quantity - used.get(unit, Decimal(0))
        models.Balance.objects.update_or_create(
            permit_id=known.number, unit=unit, defaults={"quantity": quantity, "left": left}
        )


def _column(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
