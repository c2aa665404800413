"""Declarations as an assessment sees them: only what bears on what is owed."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

from clearway.core.facts.basis import Quantity
from clearway.core.facts.circumstances import Circumstances, Rate
from clearway.core.facts.declaration import Declaration
from clearway.core.facts.documents import AdditionalDocument, AdditionalInformation
from clearway.core.facts.goods import (
    Charge,
    Classification,
    DutyTaxFee,
    GoodsItem,
    GoodsShipment,
    Origin,
    Procedure,
    TradeTerms,
)
from clearway.core.kernel.money import Money
from tests.core.assess.build_law import DAY


def money(text: str) -> Money:
    """``1200.50 USD`` as money."""
    amount, currency = text.split()
    return Money(Decimal(amount), currency)


def quantity(text: str) -> Quantity:
    """``24 NAR`` as a quantity."""
    value, unit = text.split()
    return Quantity(value=Decimal(value), unit=unit)


def charge(type_code: str, amount: str) -> Charge:
    """An addition or deduction."""
    return Charge(type_code=type_code, amount=money(amount))


def item(sequence: int = 1, **given: object) -> GoodsItem:
    """An item of commodity 99999999 from China worth 1000 DML, unless something else is said.

    Keys that are not fields: commodity, codes, origin, preferential_origin, preference, quota, procedure, relief,
    documents, statements (code to text).
    """
    facts: dict[str, object] = {"sequence": sequence}
    commodity = str(given.pop("commodity", "99999999")).replace(".", "")
    codes = [Classification(id=commodity, type_code="TSP")]
    codes += [Classification(id=code, type_code="TRA") for code in _words(given.pop("codes", ""))]
    facts["classifications"] = tuple(codes)
    origins = [Origin(country=str(origin), type_code="1")] if (origin := given.pop("origin", "CN")) else []
    if preferential := given.pop("preferential_origin", None):
        origins.append(Origin(country=str(preferential), type_code="2"))
    facts["origins"] = tuple(origins)
    preference, quota = given.pop("preference", "100"), given.pop("quota", None)
    facts["duty_tax_fees"] = (DutyTaxFee(regime_code=preference, quota_order=quota),)
    procedure = str(given.pop("procedure", "4000"))
    procedures = [Procedure(current_code=procedure[:2], previous_code=procedure[2:])]
    procedures += [Procedure(current_code=code) for code in _words(given.pop("relief", ""))]
    facts["procedures"] = tuple(procedures)
    facts["documents"] = documents(*_words(given.pop("documents", "")))
    statements = given.pop("statements", {})
    assert isinstance(statements, dict)
    facts["information"] = tuple(AdditionalInformation(code=k, description=str(v)) for k, v in statements.items())
    if not {"price", "customs_value"} & given.keys():
        given["price"] = "1000 DML"
    return GoodsItem(**facts, **_typed(given))


def documents(*codes: str) -> tuple[AdditionalDocument, ...]:
    """Documents by their codes."""
    return tuple(AdditionalDocument(category_code=code[0], type_code=code[1:]) for code in codes)


def declaration(*items: GoodsItem, **given: object) -> Declaration:
    """An import declaration of these items; ``terms``, ``freight_charge`` and ``charges`` go to the shipment."""
    shipment: dict[str, object] = {"items": items}
    terms = given.pop("terms", None)
    if terms:
        shipment["trade_terms"] = TradeTerms(condition_code=str(terms))
    if freight := given.pop("freight_charge", None):
        shipment["freight_charge"] = money(str(freight))
    if charges := given.pop("charges", None):
        shipment["charges"] = charges
    given.setdefault("type_code", "IMA")
    given.setdefault("function_code", "9")
    return Declaration(goods_shipment=GoodsShipment(**shipment), **_typed(given))


def circumstances(day: date = DAY, **rates: str) -> Circumstances:
    """The registers on a day; rates by currency, ``1.25`` or ``1.25 2026-01-31``."""
    found = []
    for currency, text in rates.items():
        number, _, of_day = text.partition(" ")
        found.append(Rate(currency=currency, rate=Decimal(number), day=_day(of_day, day), source="Central bank"))
    at = datetime.combine(day, time(3), UTC)
    return Circumstances(lodged_at=at, day=day, submitter="DL1", draw=Decimal("0.5"), rates=tuple(found))


def _day(text: str, default: date) -> date:
    return date.fromisoformat(text) if text else default


def _words(text: object) -> list[str]:
    return str(text or "").split()


_MONEY = {"price", "customs_value", "statistical_value", "invoice_amount"}
_NUMBERS = {"net_mass", "gross_mass"}


def _typed(given: dict[str, object]) -> dict[str, object]:
    typed = dict(given)
    for key, value in given.items():
        if key in _MONEY and isinstance(value, str):
            typed[key] = money(value)
        elif key in _NUMBERS and isinstance(value, str | int):
            typed[key] = Decimal(value)
        elif key == "supplementary_quantity" and isinstance(value, str):
            typed[key] = quantity(value)
    return typed
