"""Permits on file are held against the goods of a declaration."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearway.core.facts.basis import Place, Quantity
from clearway.core.facts.declaration import Declaration
from clearway.core.facts.documents import AdditionalDocument
from clearway.core.facts.goods import GoodsItem
from clearway.core.law.lawbook import Law
from clearway.core.permit import Coverage, Draw, Permit, claims, coverage, numbers
from clearway.registers.lawbook.packs import compile_pack
from tests.core import build

PACK = Path(__file__).parents[3] / "packs" / "demoland"


@pytest.fixture(scope="session")
def law() -> Law:
    return compile_pack(PACK).on(build.DAY)


def permit(**changes: Any) -> Permit:
    fields: dict[str, Any] = {
        "number": "AP-1",
        "document": "N853",
        "agency": "DL700101",
        "holder": build.IMPORTER,
        "since": date(2026, 1, 1),
        "until": date(2026, 12, 31),
        "goods": ("6911",),
        "countries": ("JP",),
        "left": {"KGM": Decimal(500)},
    }
    return Permit(**fields | changes)


def certificate(number: str | None = "AP-1", **changes: Any) -> AdditionalDocument:
    return AdditionalDocument(category_code="N", type_code="853", id=number, status_code="AE", **changes)


def declared(*items: GoodsItem, **changes: Any) -> Declaration:
    every = items or (build.item(documents=(certificate(),)),)
    return build.declaration(goods_shipment=build.shipment(items=every), **changes)


def covered(declaration: Declaration, law: Law, *permits: Permit) -> Coverage:
    return coverage(declaration, law, {one.number: one for one in permits})


def rules(found: Coverage) -> list[str]:
    return [one.rule for one in found.missing]


def test_a_permit_that_covers_everything_is_written_off_by_the_net_mass(law: Law) -> None:
    found = covered(declared(), law, permit())

    assert found.is_covered
    assert found.draws == (Draw("AP-1", "KGM", Decimal(100)),)


def test_a_document_that_is_no_agencys_permit_is_not_looked_at(law: Law) -> None:
    plain = build.declaration()

    assert claims(plain, law) == ()
    assert covered(plain, law).is_covered


def test_a_document_with_a_status_of_exemption_needs_no_permit(law: Law) -> None:
    exempt = msgspec.structs.replace(certificate(None), status_code="XB")

    assert covered(declared(build.item(documents=(exempt,))), law).is_covered


def test_a_permit_without_a_number_is_missing_at_its_place(law: Law) -> None:
    found = covered(declared(build.item(documents=(build.document(), certificate(None)))), law)

    assert rules(found) == ["PRM-101"]
    assert found.missing[0].at == "goods_shipment/items/1/documents/2"
    assert found.missing[0].law == "Animal Health Act 2016, s. 27"


@pytest.mark.parametrize(
    "other", [{"holder": "DL0000001025"}, {"document": "N851"}, {"agency": "DL700104"}, {"number": "AP-2"}]
)
def test_another_partys_permit_is_told_of_as_one_that_does_not_exist(law: Law, other: dict[str, Any]) -> None:
    """Nothing of somebody else's permit may be learned by naming it."""
    unknown = covered(declared(), law)
    others = covered(declared(), law, permit(**other))

    assert rules(unknown) == ["PRM-102"]
    assert others == unknown


@pytest.mark.parametrize(
    ("changes", "rule", "found"),
    [
        ({"status": "suspended"}, "PRM-103", "AP-1"),
        ({"status": "revoked"}, "PRM-103", "AP-1"),
        ({"until": date(2026, 5, 17)}, "PRM-104", "AP-1"),
        ({"since": date(2026, 5, 19)}, "PRM-104", "AP-1"),
        ({"goods": ("0201", "7013")}, "PRM-105", "69111090"),
        ({"countries": ("NZ",)}, "PRM-106", "JP"),
        ({"left": {"KGM": Decimal("99.5")}}, "PRM-108", "100"),
        ({"left": {"NAR": Decimal(5)}}, "PRM-109", None),
        ({"left": {}}, "PRM-109", None),
        ({"left": {"KGM": Decimal(500), "LTR": Decimal(5)}}, "PRM-107", None),
    ],
)
def test_what_a_permit_does_not_cover_is_named(
    law: Law, changes: dict[str, Any], rule: str, found: str | None
) -> None:
    result = covered(declared(), law, permit(**changes))

    assert rules(result) == [rule]
    assert result.missing[0].found == found
    assert result.draws == ()


@pytest.mark.parametrize("changes", [{"until": build.DAY}, {"since": build.DAY}, {"goods": (), "countries": ()}])
def test_first_and_last_day_belong_to_a_permit_and_no_list_means_all(law: Law, changes: dict[str, Any]) -> None:
    assert covered(declared(), law, permit(**changes)).is_covered


def test_two_items_share_one_balance(law: Law) -> None:
    item = build.item(documents=(certificate(),))
    twice = declared(item, msgspec.structs.replace(item, sequence=2))

    assert covered(twice, law, permit(left={"KGM": Decimal(200)})).draws == (Draw("AP-1", "KGM", Decimal(200)),)
    short = covered(twice, law, permit(left={"KGM": Decimal(199)}))
    assert rules(short) == ["PRM-108"]
    assert short.missing[0].at == "goods_shipment/items/2/documents/1"
    assert short.missing[0].facts["left"] == "99"


def test_a_document_of_the_whole_declaration_covers_every_item(law: Law) -> None:
    plain = build.item()
    both = declared(plain, msgspec.structs.replace(plain, sequence=2), documents=(certificate(),))

    assert covered(both, law, permit()).draws == (Draw("AP-1", "KGM", Decimal(200)),)


def test_the_quantity_written_on_the_document_goes_before_the_mass(law: Law) -> None:
    document = certificate(write_off_quantity=Quantity(value=Decimal(7), unit="KGM"))
    tonnes = permit(left={"KGM": Decimal(500), "TNE": Decimal(1)})

    assert covered(declared(build.item(documents=(document,))), law, permit()).draws[0].quantity == 7
    assert covered(declared(), law, tonnes).draws == (
        Draw("AP-1", "KGM", Decimal(100)),
        Draw("AP-1", "TNE", Decimal("0.1")),
    )


def test_an_export_uses_the_exporters_permit_for_the_country_of_destination(law: Law) -> None:
    licence = AdditionalDocument(category_code="E", type_code="013", id="OZ-1", status_code="AE")
    item = build.item(documents=(licence,), destination=Place(country="KR"))
    declaration = build.export(goods_shipment=build.shipment(items=(item,), importer=None))
    granted = permit(number="OZ-1", document="E013", agency="DL700104", countries=("KR",), holder=build.EXPORTER)

    assert covered(declaration, law, granted).is_covered
    assert rules(covered(declaration, law, msgspec.structs.replace(granted, countries=("JP",)))) == ["PRM-106"]


@given(
    masses=st.lists(st.decimals(min_value="0.001", max_value=1000, places=3), min_size=1, max_size=6),
    left=st.decimals(min_value=0, max_value=3000, places=3),
)
def test_what_is_drawn_is_what_is_declared_and_never_more_than_is_left(
    law: Law, masses: list[Decimal], left: Decimal
) -> None:
    items = [
        build.item(sequence=n, net_mass=mass, documents=(certificate(),)) for n, mass in enumerate(masses, start=1)
    ]
    found = covered(declared(*items), law, permit(left={"KGM": left}))

    assert found.is_covered == (sum(masses) <= left)
    assert sum(draw.quantity for draw in found.draws) == (sum(masses) if found.is_covered else 0)


def test_permits_are_locked_in_one_order(law: Law) -> None:
    documents = (certificate("Z-9"), certificate("A-1"), certificate("Z-9"), certificate(None))

    assert numbers(claims(declared(build.item(documents=documents)), law)) == ("A-1", "Z-9")
