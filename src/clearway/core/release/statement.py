"""What a receipt says: these goods, under this number, may leave; enough for a gate, and no more."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

import msgspec

from clearway.core.facts.declaration import Declaration
from clearway.core.facts.documents import AdditionalDocument
from clearway.core.facts.goods import GoodsItem
from clearway.core.kernel.money import Money
from clearway.core.law.lawbook import Law

FORMAT = "clearway.receipt.v1"
#: The kind by which a country's list of documents marks contracts of carriage, and where that list stands.
_DOCUMENTS, _TRANSPORT = "document_types", "transport"


class GoodsSummary(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="camel"):
    """What a gate compares with what stands before it: containers, transport documents, mass, packages, items."""

    containers: tuple[str, ...]
    transport_documents: tuple[str, ...]
    gross_mass: Decimal | None
    packages: Decimal | None
    items: int


class Statement(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="camel"):
    """A release as it is signed. Parties stand by their registration numbers only; the lane is not told.

    ``record`` is the hash of the decision record, ``charges`` is what was paid or secured for the goods to leave.
    """

    format: str
    number: str
    issuer: str
    mrn: str
    version: int
    regime: str
    office: str
    importer: str
    exporter: str
    declarant: str
    goods: GoodsSummary
    charges: Money
    record: str
    released_at: datetime
    issued_at: datetime


def summary(declaration: Declaration, law: Law) -> GoodsSummary:
    """The goods of a declaration as a gate sees them; a total that was not declared is added up from the items."""
    packages = [one.quantity for item in declaration.items for one in item.packages]
    return GoodsSummary(
        containers=_once(_containers(declaration)),
        transport_documents=_once(_transport_documents(declaration, law)),
        gross_mass=declaration.total_gross_mass or _total([item.gross_mass for item in declaration.items]),
        packages=declaration.total_packages or _total(packages),
        items=len(declaration.items),
    )


def _containers(declaration: Declaration) -> Iterable[str]:
    shipment = declaration.goods_shipment
    consignment = shipment.consignment if shipment else None
    groups = [consignment.equipment if consignment else (), *(item.equipment for item in declaration.items)]
    return (one.id for group in groups for one in group if one.id)


def _transport_documents(declaration: Declaration, law: Law) -> Iterable[str]:
    # A country without such a list has no transport documents that it could know.
    known = law.codes(_DOCUMENTS) if _DOCUMENTS in law.book.codelists else {}
    for document in (*declaration.documents, *_of(declaration.items)):
        entry = known.get(document.code)
        if document.id and entry is not None and entry.attributes.get("kind") == _TRANSPORT:
            yield f"{document.code} {document.id}"


def _of(items: Iterable[GoodsItem]) -> Iterable[AdditionalDocument]:
    return (document for item in items for document in item.documents)


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


def _total(amounts: list[Decimal | None]) -> Decimal | None:
    given = [amount for amount in amounts if amount is not None]
    return sum(given, Decimal(0)) if given else None
