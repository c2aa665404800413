"""Facts are held to one set of limits, whichever format they came in."""

import typing
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import msgspec
import pytest

from clearway.core.facts.basis import Quantity
from clearway.core.facts.consignment import Carriage, ConsignmentItem
from clearway.core.facts.declaration import Declaration
from clearway.core.facts.goods import GoodsItem, GoodsShipment, Packaging
from clearway.core.facts.parties import Agent, Party
from clearway.core.kernel.money import Money
from clearway.formats import limits
from clearway.formats.limits import Moment, Number, Text
from clearway.formats.limits.table import LIMITS


def found(**facts: object) -> list[tuple[str, str]]:
    declaration = Declaration(**{"function_code": "9", **facts})
    return [(each.path, each.wrong.code) for each in limits.broken(declaration)]


def item(**facts: object) -> GoodsShipment:
    return GoodsShipment(items=(GoodsItem(sequence=1), GoodsItem(sequence=2, **facts)))


def test_every_value_of_every_fact_has_a_limit() -> None:
    for fact in limits.facts_of(Declaration):
        for field in msgspec.structs.fields(fact):
            kind = limits.bare(field.type)
            kind = typing.get_args(kind)[0] if typing.get_origin(kind) is tuple else kind
            if kind in (str, int, Decimal, datetime, Money, Quantity):
                assert field.name in LIMITS[fact], (fact, field.name)


def test_every_limit_is_of_a_fact_there_is() -> None:
    for fact, fields in LIMITS.items():
        assert fields.keys() <= {field.name for field in msgspec.structs.fields(fact)}, fact


@pytest.mark.parametrize(
    ("facts", "broken"),
    [
        ({"mrn": "1" * 70}, []),
        ({"mrn": "1" * 71}, [("mrn", "FMT-013")]),
        ({"function_code": "1"}, [("function_code", "FMT-015")]),
        ({"agent": Agent()}, [("agent", "FMT-016")]),
        ({"goods_shipment": GoodsShipment()}, [("goods_shipment", "FMT-016")]),
        ({"goods_shipment": item(net_mass=Decimal(-1))}, [("goods_shipment/items/2/net_mass", "FMT-023")]),
        ({"goods_shipment": item(net_mass=Decimal("NaN"))}, [("goods_shipment/items/2/net_mass", "FMT-021")]),
        ({"goods_shipment": item(net_mass=Decimal("-Infinity"))}, [("goods_shipment/items/2/net_mass", "FMT-021")]),
        (
            {"goods_shipment": item(dangerous_goods=("1203", "x"))},
            [("goods_shipment/items/2/dangerous_goods/2", "FMT-014")],
        ),
        (
            {"goods_shipment": item(buyer=Party(name="\u202eevil\x07"))},
            [("goods_shipment/items/2/buyer/name", "FMT-012")],
        ),
        ({"invoice_amount": Money(Decimal(1), "euro")}, [("invoice_amount/currency", "FMT-013")]),
        ({"invoice_amount": Money(Decimal("1.2345"), "EUR")}, [("invoice_amount/amount", "FMT-022")]),
        (
            {"goods_shipment": item(packages=(Packaging(sequence=1, length=Quantity(value=Decimal("1.5"))),))},
            [("goods_shipment/items/2/packages/1/length/value", "FMT-022")],
        ),
    ],
)
def test_what_breaks_a_limit_is_named_by_its_path(facts: dict[str, object], broken: list[tuple[str, str]]) -> None:
    assert found(**facts) == broken


def test_all_that_breaks_a_limit_is_named() -> None:
    assert len(found(mrn="", reference=" 1", type_code="LONG", item_count=-1)) == 4


def test_items_and_lines_of_carriage_are_counted() -> None:
    many = tuple(GoodsItem(sequence=number) for number in range(1000))

    assert found(goods_shipment=GoodsShipment(items=many[:999])) == []
    assert found(goods_shipment=GoodsShipment(items=many)) == [("goods_shipment/items", "FMT-003")]
    lines = tuple(ConsignmentItem(sequence=number) for number in range(1000))
    assert found(carriage=Carriage(consignment_items=lines)) == [("carriage/consignment_items", "FMT-003")]


@pytest.mark.parametrize(
    "number", ["0", "0.000", "-0", "9999999999999.999", "9" * 16, "00000000000000000001", "1.100000"]
)
def test_a_number_within_its_size_passes(number: str) -> None:
    assert Number(16, 3).wrong(Decimal(number)) is None


@pytest.mark.parametrize("number", ["1.0001", "9" * 17, "12345678901234.567", "1E+3", "1E-9", "1.0000000", "1E+9999"])
def test_a_number_beyond_its_size_does_not(number: str) -> None:
    wrong = Number(16, 3).wrong(Decimal(number))

    assert wrong is not None
    assert wrong.code == "FMT-022"


@pytest.mark.parametrize(
    "text", ["", " ", " a", "a ", "a\tb", "a\nb", "a\x00", "a\x9f", "a\ufffe", "a\u2028b", "\u00a0a"]
)
def test_a_text_is_printable_without_blanks_around_it(text: str) -> None:
    assert Text(9).wrong(text) is not None


@pytest.mark.parametrize("text", ["a", "a b", "<b>&amp;</b>", "名前", "e\u0301", "a\u00a0b", "😀"])
def test_any_script_and_any_sign_pass(text: str) -> None:
    assert Text(12).wrong(text) is None


@pytest.mark.parametrize("hours", [-14, 0, 14])
def test_an_instant_is_in_the_years_of_the_model_here_and_in_utc(hours: int) -> None:
    here = timezone(timedelta(hours=hours))

    assert Moment().wrong(datetime(2000, 1, 2, tzinfo=here)) is None
    assert (Moment().wrong(datetime(2000, 1, 1, tzinfo=here)) is None) == (hours <= 0)
    assert Moment().wrong(datetime(1999, 12, 31, tzinfo=here)) is not None
    assert Moment().wrong(datetime(9999, 12, 31, 23, tzinfo=here)) is not None
    assert Moment().wrong(datetime(2026, 1, 1)) is not None  # noqa: DTZ001 - a time without a zone is the point
    assert Moment().wrong(datetime(2026, 1, 1, 0, 0, 0, 1, tzinfo=UTC)) is not None


def test_what_was_found_is_shown_safely() -> None:
    assert limits.shown("a\x00b\n") == "a\ufffdb\ufffd"
    assert limits.shown("x" * 500) == "x" * 79 + "…"


EVERY = list(dict.fromkeys(limit for fields in LIMITS.values() for limit in fields.values()))


@pytest.mark.parametrize("limit", [limit for limit in EVERY if isinstance(limit, Text)], ids=repr)
def test_what_fits_a_code_is_what_is_not_refused(limit: Text) -> None:
    texts = [letter * length for letter in "aZ09é٣-" for length in range(1, 6)] + ["14", "A\n", "1\n", "Aé", "A1"]
    for text in texts:
        if limit.is_plain:
            assert limit.fits(text)
        else:
            assert bool(limit.fits(text)) == (limit.wrong(text) is None), text


@pytest.mark.parametrize("limit", [limit for limit in EVERY if isinstance(limit, Number)], ids=repr)
def test_a_plain_number_is_within_its_size(limit: Number) -> None:
    wholes, after = [0, 1, *range(limit.digits - 7, limit.digits + 3)], range(10)
    texts = [
        "9" * max(0, whole) + "." * bool(part) + "0" * (part - 1) + "9" * bool(part)
        for whole in wholes
        for part in after
    ]
    passed = [text for text in texts if limit.plain.match(text)]

    assert all(limit.wrong(Decimal(text)) is None for text in passed)
    assert "9" * (limit.digits - limit.fraction) in passed
    assert not any(limit.plain.match(text) for text in ("", "-1", "+1", ".5", "5.", "1e3", "٣", "1_0", " 1", "1\n"))
