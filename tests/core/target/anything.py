"""Any declaration that the types allow, lawful or not: what rows must be made of without ever failing."""

from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
from hypothesis import strategies as st

from clearway.core.assess.assessment import Assessment, DutyLine, ItemValue
from clearway.core.facts.circumstances import Circumstances
from clearway.core.facts.declaration import Declaration
from clearway.core.kernel.money import Money

ODD = ["NaN", "sNaN", "Infinity", "-Infinity", "1E+999999", "-1E-999999", "9" * 40, "0.0000000001", "-0", "1E+17"]
decimals = st.decimals(-(10**9), 10**9, places=3) | st.sampled_from([Decimal(odd) for odd in ODD])
amounts = st.builds(Money, decimals, st.sampled_from(["DML", "USD", "LAK"]))
LEAVES: dict[Any, st.SearchStrategy[Any]] = {
    str: st.sampled_from(["40", "00", "DL", "KR", "87032319", "640391", "1", "IMA", "TSP", ""]) | st.text(max_size=9),
    int: st.integers(-(10**20), 10**20),
    bool: st.booleans(),
    date: st.dates(),
    datetime: st.datetimes(timezones=st.just(UTC)),
    Decimal: decimals,
    Money: amounts,
}


@cache
def of(hint: Any) -> st.SearchStrategy[Any]:
    """Any value of a type; lists are short, and what may be absent often is."""
    if hint in LEAVES:
        return LEAVES[hint]
    origin, inside = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return st.none() | st.one_of([of(one) for one in inside if one is not NoneType])
    if origin is Literal:
        return st.sampled_from(inside)
    if origin is dict:
        return st.dictionaries(st.sampled_from(["importer_declarations", "importer_refusals"]), of(inside[1]))
    if origin is tuple:
        return st.lists(of(inside[0]), max_size=2).map(tuple)
    assert issubclass(hint, msgspec.Struct), hint
    return st.deferred(lambda: _facts(hint))


def _facts(kind: type[msgspec.Struct]) -> st.SearchStrategy[Any]:
    hints = get_type_hints(kind)
    required = {field.name: of(hints[field.name]) for field in msgspec.structs.fields(kind) if field.required}
    given = {name: of(hint) for name, hint in hints.items() if name not in required}
    few = st.lists(st.sampled_from(sorted(given)), max_size=12, unique=True) if given else st.just([])
    chosen = few.flatmap(lambda names: st.fixed_dictionaries(required | {name: given[name] for name in names}))
    return chosen.map(lambda said: kind(**said))


declarations = st.builds(
    lambda one, shipment: msgspec.structs.replace(one, goods_shipment=shipment or one.goods_shipment),
    of(Declaration),
    of(get_type_hints(Declaration)["goods_shipment"]),
)
circumstances = of(Circumstances)
values = st.builds(
    ItemValue,
    item=st.integers(1, 3),
    customs_value=amounts,
    statistical_value=amounts,
    method=st.just("1"),
    law=st.just("Act"),
    steps=st.just(()),
)
lines = st.builds(
    DutyLine, item=st.integers(0, 3), type_code=st.just("A00"), amount=amounts, formula=st.just("F"), law=st.just("A")
)
assessments = st.builds(
    Assessment,
    values=st.lists(values, max_size=4).map(tuple),
    lines=st.lists(lines, max_size=4).map(tuple),
    total=amounts,
)
