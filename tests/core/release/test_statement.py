"""What a gate is told of the goods."""

from decimal import Decimal
from pathlib import Path

import pytest

from clearway.core.facts.consignment import Consignment, TransportEquipment
from clearway.core.facts.declaration import Declaration
from clearway.core.facts.documents import AdditionalDocument
from clearway.core.facts.goods import GoodsItem, GoodsShipment, Packaging
from clearway.core.law.lawbook import Law
from clearway.core.release.statement import summary
from clearway.registers.lawbook.packs import compile_pack
from tests.core.release.receipts import AT

PACK = Path(__file__).parents[3] / "packs" / "demoland"


@pytest.fixture(scope="module")
def law() -> Law:
    return compile_pack(PACK).on(AT.date())


def _box(id: str | None) -> TransportEquipment:
    return TransportEquipment(sequence=1, id=id)


def _document(code: str, id: str | None) -> AdditionalDocument:
    return AdditionalDocument(category_code=code[0], type_code=code[1:], id=id)


def test_containers_and_transport_documents_are_named_once_wherever_they_stand(law: Law) -> None:
    item = GoodsItem(sequence=1, equipment=(_box("MSKU2"), _box("MSKU1")), documents=(_document("N705", "B-1"),))
    shipment = GoodsShipment(consignment=Consignment(equipment=(_box("MSKU1"), _box(None))), items=(item, item))
    declared = Declaration(function_code="9", goods_shipment=shipment, documents=(_document("N740", "A-1"),))

    goods = summary(declared, law)

    assert goods.containers == ("MSKU1", "MSKU2")
    assert goods.transport_documents == ("N740 A-1", "N705 B-1")
    assert goods.items == 2


def test_an_invoice_or_a_licence_is_no_transport_document(law: Law) -> None:
    documents = (_document("N935", "INV-1"), _document("C013", "X"), _document("N705", None))
    assert summary(Declaration(function_code="9", documents=documents), law).transport_documents == ()


def test_totals_are_as_declared_or_added_up_or_unknown(law: Law) -> None:
    def item(mass: str | None, packages: str | None) -> GoodsItem:
        packed = Packaging(sequence=1, quantity=Decimal(packages) if packages else None)
        return GoodsItem(sequence=1, gross_mass=Decimal(mass) if mass else None, packages=(packed,))

    items = GoodsShipment(items=(item("10.5", "2"), item("1", None)))
    added = summary(Declaration(function_code="9", goods_shipment=items), law)
    declared = summary(
        Declaration(function_code="9", goods_shipment=items, total_gross_mass=Decimal(12), total_packages=Decimal(3)),
        law,
    )
    unknown = summary(Declaration(function_code="9"), law)

    assert (added.gross_mass, added.packages) == (Decimal("11.5"), Decimal(2))
    assert (declared.gross_mass, declared.packages) == (Decimal(12), Decimal(3))
    assert (unknown.gross_mass, unknown.packages, unknown.items) == (None, None, 0)
