"""Whose deferment account may be asked."""

from clearway.core.facts.declaration import Declaration
from clearway.core.facts.goods import GoodsShipment
from clearway.core.facts.parties import AuthorisationHolder, Party
from clearway.core.settle import holders_of

IMPORTER, DECLARANT = GoodsShipment(importer=Party(id="I")), Party(id="D")


def test_who_is_named_for_it_is_asked_alone() -> None:
    named = (AuthorisationHolder("D", "DPO"), AuthorisationHolder("I", "CGU"))

    assert holders_of(
        Declaration(function_code="9", goods_shipment=IMPORTER, declarant=DECLARANT, authorisations=named)
    ) == ("D",)


def test_where_nobody_is_named_the_importer_is_asked_first() -> None:
    assert holders_of(
        Declaration(function_code="9", goods_shipment=IMPORTER, declarant=DECLARANT, exporter=Party(name="X"))
    ) == (
        "I",
        "D",
    )


def test_a_strangers_account_is_never_drawn_on() -> None:
    stranger = (AuthorisationHolder("S", "DPO"),)

    assert holders_of(Declaration(function_code="9", goods_shipment=IMPORTER, authorisations=stranger)) == ("I",)
    assert holders_of(Declaration(function_code="9", authorisations=stranger)) == ()
