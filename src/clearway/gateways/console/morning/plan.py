"""What a morning holds: declarations like those of the demonstration, and what is to come of each."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import msgspec

from clearway.core.settle.holders import DEFERMENT_CATEGORY

Paid = Literal["", "full", "late", "short", "twice", "wrong", "never"]
Controlled = Literal[
    "conform", "asked", "found", "refused", "detained", "left", "questioned", "planned", "held", "set aside"
]
Does = Literal["", "amends", "withdraws", "appeals", "appeals late"]


class Goods(msgspec.Struct, frozen=True):
    """What is declared instead of the goods of the model."""

    code: str
    description: str
    origin: str
    gross: str
    net: str
    price: str
    packages: str
    units: str = ""
    unit: str = "NAR"
    documents: tuple[str, ...] = ()


class Planned(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """So many declarations after one model, and what the bank, the officer and the trader do about them.

    ``paying`` is another method of payment than the model's, ``container`` another container.
    """

    like: str
    times: int
    trader: str
    by: str
    office: str
    goods: Goods | None = None
    exporting: str = msgspec.field(name="from", default="")
    paying: str = ""
    container: str = ""
    bank: Paid = ""
    officer: Controlled = "conform"
    trader_does: Does = ""


class Morning(msgspec.Struct, frozen=True):
    """Everything that is planned."""

    file: tuple[Planned, ...]


class Story(msgspec.Struct, frozen=True):
    """One declaration ready to be sent, and what is to come of it."""

    reference: str
    content: bytes
    planned: Planned


def stories(folder: Path, run: str) -> list[Story]:
    """The declarations of a morning under references of this run, in the order in which they come in.

    Kinds take turns, so that every kind is seen early.
    """
    morning = msgspec.toml.decode((folder / "morning.toml").read_bytes(), type=Morning)
    models = {one.like: msgspec.json.decode((folder / f"{one.like}.json").read_bytes()) for one in morning.file}
    numbers = iter(range(1, 10_000))
    return [_story(one, models[one.like], f"AM{run}-{next(numbers):03}") for one in _in_turn(morning.file)]


def _in_turn(planned: tuple[Planned, ...]) -> Iterator[Planned]:
    for turn in range(max(one.times for one in planned)):
        yield from (one for one in planned if turn < one.times)


def _story(planned: Planned, model: dict[str, Any], reference: str) -> Story:
    declared: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(model))
    declared["reference"] = reference
    declared["declarationOffice"] = declared["presentationOffice"] = planned.office
    declared["declarant"] = {"id": planned.trader}
    shipment = declared["goodsShipment"]
    side = shipment if "importer" in shipment else declared
    side["importer" if side is shipment else "exporter"] = {"id": planned.trader}
    for one in declared.get("authorisations", ()):
        one["id"] = planned.trader
    if planned.paying:
        _pay(declared, planned)
    if planned.container:
        shipment["consignment"]["equipment"][0]["id"] = planned.container
    if planned.exporting:
        shipment["exportCountry"] = planned.exporting
    if planned.goods is not None:
        _load(declared, shipment["items"][0], planned.goods)
    return Story(reference, msgspec.json.encode(declared), planned)


def _pay(declared: dict[str, Any], planned: Planned) -> None:
    """Pay by another method; an account is the trader's own, held under an authorisation."""
    declared.setdefault("authorisations", []).append({"id": planned.trader, "categoryCode": DEFERMENT_CATEGORY})
    for item in declared["goodsShipment"]["items"]:
        for charge in item["dutyTaxFees"]:
            charge["paymentMethodCode"] = planned.paying


def _load(declared: dict[str, Any], item: dict[str, Any], goods: Goods) -> None:
    """Put the goods into the declaration, and the sums of its head with them."""
    item["classifications"][0]["id"] = goods.code
    item["description"] = goods.description
    item["grossMass"], item["netMass"] = goods.gross, goods.net
    item["price"]["amount"] = goods.price
    item["origins"][0]["country"] = goods.origin
    item["packages"][0]["quantity"] = goods.packages
    if goods.units:
        item["supplementaryQuantity"] = {"value": goods.units, "unit": goods.unit}
    item["documents"] += [_document(one) for one in goods.documents]
    declared["totalGrossMass"], declared["totalPackages"] = goods.gross, goods.packages
    declared["invoiceAmount"]["amount"] = goods.price


def _document(named: str) -> dict[str, str]:
    """A document that is there, ``code:number``, or one that these goods need not have, ``code``."""
    code, _, number = named.partition(":")
    status = "AC" if number else "XX"
    return {"categoryCode": code[0], "typeCode": code[1:], "id": number or "-", "statusCode": status}
