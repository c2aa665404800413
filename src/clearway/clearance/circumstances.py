"""What the registers say about a declaration at the moment it is decided."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from clearway.core.facts.circumstances import Circumstances, Mandate, RegisteredParty
from clearway.core.facts.declaration import Declaration
from clearway.core.law.lawbook import Law
from clearway.registers.rates import public as rates
from clearway.registers.traders import public as traders

#: The pack's list of partner territories whose own registers of traders are relied on.
RECOGNISED = "recognised_registrations"


def party_ids(declaration: Declaration, submitter: str) -> set[str]:
    """Every registration number that the declaration names in a role the register knows."""
    shipment = declaration.goods_shipment
    named = [declaration.declarant, declaration.agent, declaration.exporter, declaration.importer]
    if shipment is not None:
        named += [shipment.payer, shipment.buyer, shipment.seller]
    ids = {party.id for party in named if party is not None and party.id}
    ids.update(holder.id for holder in declaration.authorisations if holder.id)
    ids.add(submitter)
    return ids


def currencies(declaration: Declaration) -> set[str]:
    """Every currency in which the declaration states an amount that is converted."""
    shipment = declaration.goods_shipment
    amounts = [declaration.invoice_amount]
    if shipment is not None:
        amounts.append(shipment.freight_charge)
        amounts += [charge.amount for charge in shipment.charges]
        for item in shipment.items:
            amounts += [item.price, item.customs_value, item.statistical_value]
            amounts += [charge.amount for charge in item.charges]
    return {amount.currency for amount in amounts if amount is not None}


def gather(
    declarations: Iterable[tuple[Declaration, str]], *, law: Law, at: datetime, day: date, draws: Iterable[Decimal]
) -> list[Circumstances]:
    """The circumstances of several declarations, read in one round trip."""
    pairs = list(declarations)
    ids_of = [party_ids(declaration, submitter) for declaration, submitter in pairs]
    parties, mandates = traders.known(set().union(*ids_of), day)
    gathered = []
    for (declaration, submitter), ids, draw in zip(pairs, ids_of, draws, strict=True):
        gathered.append(
            Circumstances(
                lodged_at=at,
                day=day,
                submitter=submitter,
                draw=draw,
                rates=rates.rates_for(currencies(declaration), day),
                parties=_parties(sorted(ids), parties, law),
                mandates=tuple(one for one in mandates if _concerns(one, ids)),
            )
        )
    return gathered


def _parties(ids: list[str], known: dict[str, RegisteredParty], law: Law) -> tuple[RegisteredParty, ...]:
    recognised = law.book.named_lists.get(RECOGNISED, frozenset())
    found = []
    for id in ids:
        if id in known:
            found.append(known[id])
        elif id[:2] in recognised:
            found.append(RegisteredParty(id=id, name="", country=id[:2], is_recognised=True))
    return tuple(found)


def _concerns(mandate: Mandate, ids: set[str]) -> bool:
    return mandate.trader in ids and mandate.agent in ids
