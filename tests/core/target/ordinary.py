"""Ordinary trade of Demoland, drawn at random: what most declarations look like, and what they are worth.

Masses, prices and quantities hang together, a claimed preference names its proof, and most importers are old.
"""

from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from random import Random
from typing import NamedTuple

from clearway.core.assess.assessment import Assessment, DutyLine, ItemValue
from clearway.core.facts.basis import Place, Quantity
from clearway.core.facts.circumstances import Circumstances, Mandate, RegisteredParty
from clearway.core.facts.consignment import Consignment, Seal, TransportEquipment, TransportMeans
from clearway.core.facts.declaration import Declaration
from clearway.core.facts.documents import AdditionalDocument
from clearway.core.facts.goods import (
    Classification,
    DutyTaxFee,
    GoodsItem,
    GoodsShipment,
    Origin,
    Packaging,
    Procedure,
    TradeTerms,
)
from clearway.core.facts.parties import Agent, Party
from clearway.core.kernel.money import Money

FIRST_DAY = date(2026, 1, 5)
HERE = timezone(timedelta(hours=7))
BROKER = "DL0000002010"


class Goods(NamedTuple):
    """A kind of goods: its code, description, usual value of a kilogram in DML, mass of a unit, and origins."""

    code: str
    description: str
    value: str
    unit: str
    origins: str


GOODS = (
    Goods("61091000", "T-shirts of cotton, knitted, printed", "45", "0.2", "VN CN BD TR"),
    Goods("62034231", "Trousers of denim, for men", "60", "0.6", "CN VN PK MX"),
    Goods("64039111", "Ankle boots with uppers of leather", "110", "1.1", "IT VN PT"),
    Goods("84713000", "Portable computers, 14 inch", "900", "1.5", "CN TW VN"),
    Goods("85171300", "Smartphones, 256 GB", "3200", "0.2", "CN VN KR"),
    Goods("87032319", "Passenger cars, petrol, 1 600 cc", "32", "1350", "JP KR DE"),
    Goods("87083091", "Brake pads for passenger cars", "38", "2", "DE JP CN TH"),
    Goods("39269097", "Clips and fittings of plastics for furniture", "17", "0.1", "CN DE US"),
    Goods("73269098", "Brackets of steel, stamped and welded", "11", "3", "CN TR DE"),
    Goods("94036010", "Bookcases of wood, flat packed", "12", "35", "VN PL MY"),
    Goods("95030041", "Stuffed toys representing animals", "42", "0.4", "CN VN"),
    Goods("22042138", "Red wine in bottles of 0.75 l", "16", "1.3", "FR CL ES"),
    Goods("09012100", "Roasted coffee in bags of 1 kg", "34", "1", "BR CO VN"),
    Goods("08081080", "Apples, fresh, in boxes", "4.5", "0.2", "NZ CL US"),
    Goods("84818081", "Ball valves of brass for water mains", "70", "0.8", "IT DE CN"),
    Goods("85444290", "Cables with connectors, up to 1 000 V", "29", "0.3", "CN VN MX"),
    Goods("90189084", "Infusion sets, sterile, single use", "160", "0.1", "US DE CN"),
    Goods("33049900", "Skin cream in jars of 50 ml", "140", "0.1", "FR KR US"),
    Goods("48191000", "Boxes of corrugated paperboard", "6", "0.4", "CN TH"),
    Goods("69072100", "Floor tiles of porcelain stoneware", "3.2", "2", "ES IT CN"),
)


def _party(random: Random, number: int) -> RegisteredParty:
    days = random.choice((40, 200, 400, 800, 1200, 2500, 2500, 2500, 2500, 2500))
    held = ("AEOC:DL1",) if random.random() < 0.1 else ()
    return RegisteredParty(
        id=f"DL{number:010}", name=f"Firm {number}", country="DL", roles=("trader",), authorisations=held,
        registered_on=FIRST_DAY - timedelta(days=days),
    )  # fmt: skip


def _exact(value: float, places: str) -> Decimal:
    return Decimal(repr(value)).quantize(Decimal(places))


def _item(random: Random, number: int) -> tuple[GoodsItem, Decimal]:
    goods = random.choice(GOODS)
    origin = random.choice(goods.origins.split())
    units = random.choice((1, 5, 12, 40, 100, 400, 1500))
    net = _exact(units * float(goods.unit), "0.001")
    value = _exact(float(net) * float(goods.value) * random.lognormvariate(0, 0.35), "0.01")
    codes = ["N935"]
    is_preferential = random.random() < 0.2
    if is_preferential:
        codes.append(random.choice(("N954", "U110", "N865")))
    item = GoodsItem(
        sequence=number,
        description=goods.description,
        classifications=(Classification(id=goods.code, type_code="TSP"),),
        gross_mass=(net * Decimal("1.12")).quantize(Decimal("0.001")) + Decimal("0.4"),
        net_mass=net,
        supplementary_quantity=Quantity(value=Decimal(units)),
        price=Money(_exact(float(value) / 3.48, "0.01"), random.choice(("USD", "USD", "EUR", "DML"))),
        procedures=(Procedure(current_code=random.choice(("40",) * 9 + ("71",)), previous_code="00"),),
        origins=(Origin(country=origin, type_code="1"),),
        packages=(_packed(goods, units),),
        duty_tax_fees=(DutyTaxFee(regime_code="300" if is_preferential else "100"),),
        valuation_method_code="1",
        valuation_adjustment_code=random.choice(("0000",) * 9 + ("1000",)),
        documents=tuple(AdditionalDocument(category_code=code[0], type_code=code[1:]) for code in codes),
        export_country=origin if random.random() < 0.95 else "SG",
    )
    return item, value


def _packed(goods: Goods, units: int) -> Packaging:
    """Vehicles stand unpacked; everything else is in cartons of eight."""
    if goods.code.startswith("8703"):
        return Packaging(sequence=1, type_code="NE", quantity=Decimal(units))
    return Packaging(sequence=1, type_code="CT", quantity=Decimal(max(1, units // 8)))


def ordinary(random: Random) -> tuple[Declaration, Circumstances, Assessment]:
    """One import as most of them are: one to six items, one importer, often a broker."""
    number = random.choices((1, 2, 3, 6), weights=(6, 2, 1, 1))[0]
    made = [_item(random, sequence) for sequence in range(1, number + 1)]
    importer = _party(random, random.randrange(4000, 4400))
    agent = Agent(id=BROKER, function_code="2") if random.random() < 0.5 else None
    mode = random.choices(("1", "4", "3"), weights=(7, 2, 1))[0]
    gross = sum((item.gross_mass or Decimal(0) for item, _ in made), Decimal(0))
    equipment = tuple(
        TransportEquipment(sequence=unit, id="CSQU3054383", seals=(Seal(sequence=1, id=f"S{unit}"),))
        for unit in range(1, int(gross / 24000) + 2)
    )
    shipment = GoodsShipment(
        consignment=Consignment(container_code="1" if mode == "1" else "0", equipment=equipment),
        destination=Place(country="DL"),
        items=tuple(item for item, _ in made),
        importer=Party(id=importer.id),
        trade_terms=TradeTerms(condition_code=random.choice(("CIF", "CIP", "FOB", "FCA", "EXW"))),
    )
    declaration = Declaration(
        function_code="9", type_code="IMA", declaration_office="DL000101", agent=agent,
        declarant=Party(id=importer.id), goods_shipment=shipment,
        border_means=TransportMeans(mode_code=mode, nationality=random.choice(("LR", "DK", "KR", "JP"))),
    )  # fmt: skip
    day = FIRST_DAY + timedelta(days=random.randrange(360))
    circumstances = Circumstances(
        lodged_at=datetime.combine(day, time(9), HERE),
        day=day,
        submitter=BROKER if agent else importer.id,
        draw=Decimal("0.5"),
        parties=(importer,),
        mandates=(Mandate(trader=importer.id, agent=BROKER),),
        history={"importer_declarations": random.randrange(5, 900), "importer_refusals": random.choice((0, 0, 0, 1))},
    )
    return declaration, circumstances, _assessed([value for _, value in made])


def _assessed(values: list[Decimal]) -> Assessment:
    worth = tuple(
        ItemValue(number, Money(value, "DML"), Money(value, "DML"), "1", "Act", ())
        for number, value in enumerate(values, 1)
    )
    owed = tuple(
        DutyLine(number, code, Money((value * share).quantize(Decimal("0.01")), "DML"), "F", "Act")
        for number, value in enumerate(values, 1)
        for code, share in (("A00", Decimal("0.08")), ("B00", Decimal("0.15")))
    )
    return Assessment(worth, owed, Money(sum((line.amount.amount for line in owed), Decimal(0)), "DML"))
