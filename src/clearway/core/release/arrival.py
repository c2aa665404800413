"""Are the goods here? What a declaration says of its cargo, and what operators have reported of it."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

import msgspec

from clearway.core.facts.declaration import Declaration
from clearway.core.law.lawbook import Law
from clearway.core.release.gate import Hindrance

#: Whom goods that are not here, or not all of them, wait for.
ARRIVAL = "arrival"
#: A declaration type with this word is lodged before the goods are presented.
BEFORE_ARRIVAL = "before_arrival"
#: The kind of a document under which goods travel.
TRANSPORT = "transport"


class Reported(msgspec.Struct, frozen=True):
    """A cargo record as far as release asks for it; nothing is known of ``packages`` that were not counted."""

    number: str
    has_arrived: bool
    packages: int | None = None


class Named(msgspec.Struct, frozen=True):
    """How a declaration names its cargo: by transport documents, and by containers where it has no such document."""

    documents: tuple[str, ...] = ()
    containers: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether cargo is named at all."""
        return bool(self.documents or self.containers)


def named(declaration: Declaration, law: Law) -> Named:
    """The transport documents of a declaration; an import without any is known by its containers."""
    documents = tuple(sorted(set(_documents(declaration, law))))
    if documents or declaration.regime != "import":
        return Named(documents)
    return Named((), tuple(sorted(set(_containers(declaration)))))


def is_pre_lodged(declaration: Declaration, law: Law) -> bool:
    """Whether the declaration was lodged before its goods were presented."""
    entry = law.code("declaration_types", declaration.type_code)
    return entry is not None and entry.attributes.get("timing") == BEFORE_ARRIVAL


def arrival(declaration: Declaration, law: Law, reported: Sequence[Reported]) -> tuple[Hindrance, ...]:
    """What keeps goods from leaving because they are not here, or not all of them."""
    if not reported:
        return (Hindrance(ARRIVAL, "unannounced"),) if is_pre_lodged(declaration, law) else ()
    away = [one for one in reported if not one.has_arrived]
    if away:
        return tuple(Hindrance(ARRIVAL, f"announced {one.number}") for one in away)
    counts = [one.packages for one in reported]
    known = [count for count in counts if count is not None]
    if len(known) == len(counts) and (declared := packages(declaration)) > sum(known):
        return (Hindrance(ARRIVAL, f"packages {sum(known)} of {declared}"),)
    return ()


def packages(declaration: Declaration) -> int:
    """How many packages are declared; nothing for goods in bulk."""
    if declaration.total_packages is not None:
        return int(declaration.total_packages)
    found = (one.quantity or Decimal(0) for item in declaration.items for one in item.packages)
    return int(sum(found, Decimal(0)))


def _documents(declaration: Declaration, law: Law) -> Iterator[str]:
    shipment = declaration.goods_shipment
    every = [declaration.documents, *(item.documents for item in declaration.items)]
    for document in (one for some in every for one in some):
        if document.id and _is_transport("document_types", document.code, law):
            yield document.id
    earlier = [item.previous_documents for item in declaration.items]
    earlier += [shipment.previous_documents] if shipment else []
    for previous in (one for some in earlier for one in some):
        if previous.id and _is_transport("previous_document_types", previous.type_code, law):
            yield previous.id


def _is_transport(codelist: str, code: str | None, law: Law) -> bool:
    entry = law.code(codelist, code)
    return entry is not None and entry.attributes.get("kind") == TRANSPORT


def _containers(declaration: Declaration) -> Iterator[str]:
    shipment = declaration.goods_shipment
    consignment = shipment.consignment if shipment else None
    of_items = (one for item in declaration.items for one in item.equipment)
    for one in (*(consignment.equipment if consignment else ()), *of_items):
        if one.id:
            yield one.id
