"""The goods and their documents, from the rows of a draft."""

from decimal import Decimal

from clearway.clearance.trader.drafting import papers
from clearway.clearance.trader.drafting.answers import Answers, Misread
from clearway.clearance.trader.drafting.choices import NOTHING_BEFORE, first_of
from clearway.core.facts.basis import Quantity
from clearway.core.facts.documents import AdditionalDocument
from clearway.core.facts.goods import Charge, Classification, DutyTaxFee, GoodsItem, Origin, Packaging, Procedure
from clearway.core.kernel.money import Money
from clearway.core.law.lawbook import Law
from clearway.stations.drafts.public import Row

#: Types of the WCO Data Model: a code of the tariff, an additional code of it, an origin, a preferential origin.
COMMODITY, ADDITIONAL, PLAIN, PREFERENTIAL = "TSP", "TRA", "1", "2"
#: No question about the price is answered with yes.
NOTHING_ODD = "0000"


def items(said: Answers, law: Law) -> tuple[GoodsItem, ...]:
    """The goods items, numbered as the draft numbers them."""
    return tuple(_item(said, row, n, law) for n, row in enumerate(said.rows("items"), start=1))


def documents(said: Answers, law: Law, *, item: int | None) -> tuple[AdditionalDocument, ...]:
    """The documents for all goods, or those for one item; words that name no document are told."""
    wanted = str(item) if item else ""
    for n, row in enumerate(said.rows("documents"), start=1):
        if row.get("other") and row.get("item", "").strip() == wanted:
            sentence, facts = papers.unsettled(row["other"], said.regime, law)
            said.misread.append(Misread("documents", n, "other", row["other"], sentence, facts))
    return tuple(
        AdditionalDocument(
            category_code=row.get("code", "")[:1] or None,
            type_code=row.get("code", "")[1:] or None,
            id=row.get("number") or None,
            status_code=row.get("status") or None,
        )
        for row in said.rows("documents")
        if row.get("item", "").strip() == wanted and not row.get("other")
    )


def sequence_of(row: Row, position: int) -> int:
    """The number of an item: its own, where it was lodged before, else its position."""
    known = row.get("sequence", "")
    return int(known) if known.isdigit() else position


def _item(said: Answers, row: Row, n: int, law: Law) -> GoodsItem:
    is_import = said.regime == "import"
    sequence = sequence_of(row, n)
    return GoodsItem(
        sequence=sequence,
        description=row.get("description") or None,
        classifications=_classifications(row),
        gross_mass=said.number_in("items", "gross", row, n),
        net_mass=said.number_in("items", "net", row, n),
        supplementary_quantity=_supplementary(said, row, n, law),
        price=_money(said, "price", row, n),
        procedures=_procedures(said),
        origins=_origins(row),
        packages=_packages(said, row, n),
        duty_tax_fees=_taxes(said, row, law) if is_import else (),
        valuation_method_code=row.get("valuation") or None if is_import else None,
        valuation_adjustment_code=NOTHING_ODD if is_import and row.get("valuation") else None,
        charges=_charges(said, row, n),
        dangerous_goods=(row["dangerous"],) if row.get("dangerous") else (),
        documents=documents(said, law, item=sequence),
    )


def _classifications(row: Row) -> tuple[Classification, ...]:
    said = ((row.get("commodity", "").replace(" ", ""), COMMODITY), (row.get("additional_code", ""), ADDITIONAL))
    return tuple(Classification(id=code, type_code=kind) for code, kind in said if code)


def _supplementary(said: Answers, row: Row, n: int, law: Law) -> Quantity | None:
    """The unit is the tariff's; nobody needs to know its code."""
    value = said.number_in("items", "supplementary", row, n)
    line = law.declared(row.get("commodity", "").replace(" ", ""))
    return Quantity(value=value, unit=line.unit if line else None) if value is not None else None


def _money(said: Answers, name: str, row: Row, n: int) -> Money | None:
    amount, currency = said.number_in("items", name, row, n), said.text("currency")
    return Money(amount, currency) if amount is not None and currency else None


def _procedures(said: Answers) -> tuple[Procedure, ...]:
    current, additional = said.text("procedure"), said.text("additional")
    found = (
        [Procedure(current_code=current, previous_code=said.text("previous") or NOTHING_BEFORE)] if current else []
    )
    return (*found, Procedure(current_code=additional)) if additional else tuple(found)


def _origins(row: Row) -> tuple[Origin, ...]:
    said = ((row.get("origin"), PLAIN), (row.get("preferential_origin"), PREFERENTIAL))
    return tuple(Origin(country=country, type_code=kind) for country, kind in said if country)


def _packages(said: Answers, row: Row, n: int) -> tuple[Packaging, ...]:
    quantity: Decimal | None = said.number_in("items", "packages_number", row, n)
    kind, marks = row.get("packages_kind") or None, row.get("marks") or None
    if quantity is None and kind is None and marks is None:
        return ()
    return (Packaging(sequence=1, type_code=kind, quantity=quantity, marks=marks),)


def _taxes(said: Answers, row: Row, law: Law) -> tuple[DutyTaxFee, ...]:
    duty = next((one.tax_type for one in law.tariff.types.values() if one.role == "duty" and one.tax_type), None)
    none_claimed = first_of("preferences", law, "kind", "third_country")
    return (
        DutyTaxFee(
            type_code=duty,
            regime_code=row.get("preference") or none_claimed or None,
            quota_order=row.get("quota") or None,
            payment_method_code=said.text("payment"),
        ),
    )


def _charges(said: Answers, row: Row, n: int) -> tuple[Charge, ...]:
    if said.regime != "import" or not row.get("charge_type"):
        return ()
    return (Charge(type_code=row["charge_type"], amount=_money(said, "charge", row, n)),)
