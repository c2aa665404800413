"""Which of a declaration's documents claim to be a permit of a known agency, and for which goods."""

from collections.abc import Iterator
from decimal import Decimal

import msgspec

from clearway.core.facts.declaration import Declaration
from clearway.core.facts.documents import AdditionalDocument
from clearway.core.facts.goods import GoodsItem
from clearway.core.law.lawbook import Law
from clearway.core.law.permit import PermitKind

#: Units of mass in which an item's net mass is an answer: kilograms to one of the unit.
_KILOGRAMS = {"KGM": Decimal(1), "GRM": Decimal("0.001"), "TNE": Decimal(1000)}
#: The kind of a document's status that says the document is not needed.
EXEMPT = "exempt"


class Claim(msgspec.Struct, frozen=True):
    """A document of a declaration that stands for a permit, where it is named, and the items it is to cover."""

    at: str
    document: AdditionalDocument
    kind: PermitKind
    items: tuple[GoodsItem, ...]

    @property
    def number(self) -> str:
        """The permit's number; empty where none was given."""
        return self.document.id or ""

    def quantity(self, unit: str) -> Decimal | None:
        """How much of the goods is to be written off in a unit, as the document or its items say."""
        written = self.document.write_off_quantity
        if written is not None and written.unit in (unit, None):
            return written.value
        found = [_quantity(item, unit) for item in self.items]
        known = [one for one in found if one is not None]
        return sum(known, Decimal(0)) if found and len(known) == len(found) else None


def claims(declaration: Declaration, law: Law) -> tuple[Claim, ...]:
    """Every permit that a declaration leans on, in the order named."""
    return tuple(_claims(declaration, law))


def numbers(found: tuple[Claim, ...]) -> tuple[str, ...]:
    """The numbers of the permits named, each once, in the one order in which they are locked."""
    return tuple(sorted({claim.number for claim in found if claim.number}))


def _claims(declaration: Declaration, law: Law) -> Iterator[Claim]:
    for at, document, items in _documents(declaration):
        kind = law.permit(document.code)
        if kind is not None and not _is_exempt(document, law):
            yield Claim(at, document, kind, items)


def _documents(declaration: Declaration) -> Iterator[tuple[str, AdditionalDocument, tuple[GoodsItem, ...]]]:
    for position, document in enumerate(declaration.documents, start=1):
        yield f"documents/{position}", document, declaration.items
    for number, item in enumerate(declaration.items, start=1):
        for position, document in enumerate(item.documents, start=1):
            yield f"goods_shipment/items/{number}/documents/{position}", document, (item,)


def _is_exempt(document: AdditionalDocument, law: Law) -> bool:
    status = law.code("document_status", document.status_code) if document.status_code else None
    return status is not None and status.attributes.get("kind") == EXEMPT


def _quantity(item: GoodsItem, unit: str) -> Decimal | None:
    supplementary = item.supplementary_quantity
    if supplementary is not None and supplementary.unit == unit:
        return supplementary.value
    if unit in _KILOGRAMS and item.net_mass is not None:
        return item.net_mass / _KILOGRAMS[unit]
    return None
