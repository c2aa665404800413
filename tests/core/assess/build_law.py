"""A small invented law, built by hand: enough of everything that an assessment asks for."""

import importlib.util
from datetime import date
from decimal import Decimal
from itertools import count
from pathlib import Path

import msgspec

from clearway.core.kernel.period import Period
from clearway.core.law.codelist import CodeEntry, CodeList
from clearway.core.law.country import Calendar, Country, Rounding
from clearway.core.law.formula import Formula
from clearway.core.law.lawbook import Law, Lawbook, RandomStream
from clearway.core.law.parameter import Parameter, ParameterValue
from clearway.core.law.tariff import Area, Condition, GoodsLine, Measure, MeasureType, Tariff
from clearway.registers.lawbook.packs import duty_text

PACK = Path(__file__).parents[3] / "packs/demoland"
ALWAYS = Period(date(2000, 1, 1))
DAY = date(2026, 5, 4)

ROLES = {
    "103": ("duty", "A00"),
    "112": ("duty", "A00"),
    "122": ("duty", "A00"),
    "142": ("preference", "A00"),
    "143": ("preference", "A00"),
    "552": ("remedy", "A30"),
    "305": ("vat", "B00"),
    "306": ("excise", "E00"),
    "700": ("fee", "F30"),
}
TYPES = {code: MeasureType(code, {"en": role}, role, tax_type) for code, (role, tax_type) in ROLES.items()}
AREAS = {
    "1011": Area("1011", {}, None),
    "3020": Area("3020", {}, frozenset({"VN", "JP"})),
    "CN": Area("CN", {}, frozenset({"CN"})),
}
CHARGE_TYPES = {
    "AK": {"sign": "add", "apportion": "mass", "kind": "freight"},
    "AB": {"sign": "add"},
    "AI": {"sign": "add", "apportion": "value"},
    "BA": {"sign": "deduct", "kind": "freight"},
}
ADDITIONAL_PROCEDURES = {"C07": {"relieves": "A00"}, "F01": {"relieves": "*"}}
INCOTERMS = {
    "EXW": {"includes_freight": "no"},
    "FOB": {"includes_freight": "no"},
    "CIF": {"includes_freight": "yes"},
}
NUMBERS = {
    "rates.max_age_days": "31",
    "fees.processing_fee": None,
    "fees.export_fee": "15",
    "fees.export_fee_threshold": "5000",
    "valuation.guarantee_share": "80",
    "excise.vehicle_up_to_three_years": "10",
    "excise.vehicle_up_to_eight_years": "20",
    "excise.vehicle_older_than_eight_years": "30",
}
CENT = Rounding(Decimal("0.01"), "half-up", "Rounding Act, s. 1")
ROUNDINGS = {
    "customs_value": CENT,
    "duty": Rounding(Decimal("0.01"), "down", "Rounding Act, s. 2"),
    "excise": CENT,
    "vat": CENT,
    "fee": Rounding(Decimal(1), "up", "Rounding Act, s. 3"),
}
_numbers = count(1)


def formulas() -> tuple[Formula, ...]:
    """The formulas of the demonstration pack, as they stand in its folder."""
    found: list[Formula] = []
    for path in sorted((PACK / "formulas").glob("*.py")):
        spec = importlib.util.spec_from_file_location(f"demoland_{path.stem}", path)
        assert spec and spec.loader
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        found += [one for one in vars(module).values() if isinstance(one, Formula)]
    return tuple(found)


FORMULAS = formulas()


def measure(goods: str, type: str, duty: str, **more: object) -> Measure:
    """A measure in force for everybody, unless more is said; ``documents`` are its one condition."""
    documents = more.pop("documents", ())
    components = duty_text.parse(duty)
    assert components is not None, duty
    given = {
        "sid": f"{type}.{goods}.{next(_numbers)}",
        "area": "1011",
        "period": ALWAYS,
        "regulation": "Tariff Act, schedule 1",
        "conditions": (Condition("A", tuple(documents)),) if documents else (),
    }
    return Measure(type=type, goods=goods, components=components, **{**given, **more})


def lines(*codes: str, unit: str | None = None) -> dict[str, tuple[GoodsLine, ...]]:
    """Declarable lines."""
    return {code: (GoodsLine(code, ALWAYS, {}, unit, True),) for code in codes}


def codelist(name: str, entries: dict[str, dict[str, str]]) -> CodeList:
    """A list whose codes are in force at all times."""
    return CodeList(name, name, "Lists Act", {k: (CodeEntry(k, ALWAYS, {}, v),) for k, v in entries.items()})


def parameter(code: str, value: str | None) -> Parameter:
    """A number of law with one value."""
    number = None if value is None else Decimal(value)
    return Parameter(code, code, "", (ParameterValue(date(2000, 1, 1), number, f"Act on {code}"),))


def lawbook(*measures: Measure, units: dict[str, str] | None = None, **changes: object) -> Lawbook:
    """A lawbook with these measures; every goods code of eight digits among them, and 99999999, is declarable."""
    by_goods: dict[str, tuple[Measure, ...]] = {}
    for one in measures:
        by_goods[one.goods] = (*by_goods.get(one.goods, ()), one)
    declarable: dict[str, tuple[GoodsLine, ...]] = {}
    for code in {"99999999", *(code for code in by_goods if len(code) == 8)}:
        declarable |= lines(code, unit=(units or {}).get(code))
    book = Lawbook(
        version="test",
        hash=f"sha256:test{next(_numbers)}",
        country=Country("DL", {}, "DML", ("en",), "Asia/Bangkok", ROUNDINGS, {}, Calendar(frozenset({7}), {})),
        parameters={code: parameter(code, value) for code, value in NUMBERS.items()},
        codelists={
            "charge_types": codelist("charge_types", CHARGE_TYPES),
            "incoterms": codelist("incoterms", INCOTERMS),
            "additional_procedures": codelist("additional_procedures", ADDITIONAL_PROCEDURES),
        },
        tariff=Tariff(declarable, AREAS, TYPES, by_goods, 8),
        rules=(),
        formulas=FORMULAS,
        targeting=(),
        random_stream=RandomStream("0", "red", "Chance Act"),
    )
    return msgspec.structs.replace(book, **changes) if changes else book


def law(*measures: Measure, day: date = DAY, units: dict[str, str] | None = None, **changes: object) -> Law:
    """The law of one day with these measures."""
    return lawbook(*measures, units=units, **changes).on(day)
