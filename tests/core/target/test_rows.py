"""Rows: whatever facts hold becomes cells that every executor reads alike."""

from datetime import UTC, date, datetime
from decimal import Decimal
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clearway.core.assess.assessment import Assessment, DutyLine, ItemValue
from clearway.core.facts.circumstances import Circumstances
from clearway.core.facts.consignment import Carriage, RoutingCountry
from clearway.core.facts.declaration import Declaration
from clearway.core.facts.documents import AdditionalDocument
from clearway.core.facts.goods import GoodsItem, GoodsShipment
from clearway.core.kernel.money import Money
from clearway.core.predicates import Row
from clearway.core.target import CATALOGUE, rows_of
from clearway.core.target.columns import values_of
from tests.core.target.anything import assessments, circumstances, declarations
from tests.core.target.ordinary import ordinary

DAY = date(2026, 5, 18)
KEPT = {"number": int, "text": str, "boolean": bool, "date": int}


def registers(**more: object) -> Circumstances:
    at = datetime(2026, 5, 18, 9, tzinfo=UTC)
    return Circumstances(lodged_at=at, day=DAY, submitter="DL1", draw=Decimal("0.5"), **more)  # type: ignore[arg-type]  # a test's own fields


def declared(item: GoodsItem, **more: object) -> Declaration:
    return Declaration(function_code="9", goods_shipment=GoodsShipment(items=(item,)), **more)  # type: ignore[arg-type]  # a test's own fields


def owed(*values: str) -> Assessment:
    worth = tuple(
        ItemValue(number, Money(Decimal(value), "DML"), Money(Decimal(value), "DML"), "1", "Act", ())
        for number, value in enumerate(values, 1)
    )
    lines = tuple(DutyLine(1, code, Money(Decimal("12.50"), "DML"), "F", "Act") for code in ("A00", "B00"))
    return Assessment(worth, lines, Money(Decimal(25), "DML"))


def cell(name: str, row: Row) -> object:
    return CATALOGUE[name].value(row[CATALOGUE.index[name]])


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(declarations, circumstances, assessments)
def test_every_declaration_becomes_rows_that_its_columns_keep(
    declaration: Declaration, known: Circumstances, assessment: Assessment
) -> None:
    rows = rows_of(declaration, known, assessment)

    assert [number for number, _ in rows] == list(range(1, len(declaration.items) + 1))
    for _, row in rows:
        assert len(row) == len(CATALOGUE.columns)
        for column, kept in zip(CATALOGUE.columns, row, strict=True):
            assert kept is None or type(kept) is KEPT[column.type.kind], column.name
            assert column.cell(column.value(kept)) == kept, column.name


@settings(max_examples=40, deadline=None)
@given(st.integers(), st.frozensets(st.sampled_from(sorted(CATALOGUE.index))))
def test_cells_that_are_asked_for_are_the_same_and_the_others_empty(seed: int, names: frozenset[str]) -> None:
    one = ordinary(Random(seed))
    for (_, whole), (_, part) in zip(rows_of(*one), rows_of(*one, names), strict=True):
        assert part == tuple(
            kept if column.name in names else None for column, kept in zip(CATALOGUE.columns, whole, strict=True)
        )


@pytest.mark.parametrize(
    ("mass", "kept"),
    [
        ("12.5", Decimal("12.500000")),
        ("0.0000005", Decimal("0.000000")),
        ("0.0000015", Decimal("0.000002")),
        ("999999999999.999999", Decimal("999999999999.999999")),
        ("999999999999.9999999", None),
        ("1000000000000", None),
        ("1E+999999", None),
        ("NaN", None),
        ("-Infinity", None),
    ],
)
def test_a_number_is_rounded_to_its_column_and_unknown_beyond_it(mass: str, kept: Decimal | None) -> None:
    [(_, row)] = rows_of(declared(GoodsItem(sequence=1, net_mass=Decimal(mass))), registers(), owed())

    assert cell("net_mass", row) == kept


def test_values_come_from_the_assessment() -> None:
    item = GoodsItem(sequence=1, net_mass=Decimal(3))
    [(_, row)] = rows_of(declared(item), registers(), owed("10", "90"))

    assert cell("customs_value", row) == Decimal(10)
    assert cell("total_value", row) == Decimal(100)
    assert cell("duty", row) == Decimal(25)
    assert cell("value_per_kilogram", row) == Decimal("3.3333")
    assert cell("value_per_unit", row) is None


def test_a_mass_of_nothing_leaves_the_value_of_a_kilogram_unknown() -> None:
    [(_, row)] = rows_of(declared(GoodsItem(sequence=1, net_mass=Decimal(0))), registers(), owed("10"))

    assert cell("value_per_kilogram", row) is None


def test_codes_stand_between_blanks() -> None:
    documents = tuple(AdditionalDocument(category_code=code[0], type_code=code[1:]) for code in ("N935", "Y929"))
    carriage = Carriage(itinerary=tuple(RoutingCountry(sequence=n, country=c) for n, c in enumerate(("KR", "JP"), 1)))
    [(_, row)] = rows_of(declared(GoodsItem(sequence=1, documents=documents), carriage=carriage), registers(), owed())

    assert cell("documents", row) == " N935 Y929 "
    assert cell("itinerary", row) == " KR JP "
    assert cell("additional_procedures", row) is None


def test_a_request_without_goods_has_no_rows() -> None:
    assert rows_of(Declaration(function_code="13"), registers(), owed()) == []


def test_what_was_looked_at_is_written_for_people() -> None:
    item = GoodsItem(sequence=1, net_mass=Decimal("100.500"), description="Cups")
    [(_, row)] = rows_of(declared(item), registers(), owed("90"))

    said = values_of(row, ("day", "net_mass", "customs_value", "description", "origin", "is_dangerous", "item_count"))

    assert said == {
        "day": "2026-05-18",
        "net_mass": "100.5",
        "customs_value": "90",
        "description": "Cups",
        "origin": None,
        "is_dangerous": "false",
        "item_count": "1",
    }


def test_every_column_says_what_it_is() -> None:
    assert all(column.doc for column in CATALOGUE.columns)
    assert {"submitter", "declarant", "agent", "importer", "exporter"} == {
        column.name for column in CATALOGUE.columns if column.is_personal
    }
