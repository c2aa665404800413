"""Whatever a declaration says, it is answered: no rule fails, and every finding stands somewhere."""

import string
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clearway.core.facts.declaration import Declaration
from clearway.core.kernel.money import Money
from clearway.core.law.lawbook import Lawbook
from clearway.core.validate import validate
from tests.core import build
from tests.core.validate.given import BUILDERS

#: Words that mean something, so that rules come further than to their first line.
WORDS = (
    "9 13 IMA EXA T1 COR INV 40 71 53 00 000 1 2 3 TSP TRC TRA N 935 BX VQ DL JP EUR 100 300 320 69111090 A00 "
    "DL000000000101 355 0000 CIF 10 CSQU3054383 26DL000101ENS00412 <b> \x07 \ufffd"
).split(" ")
TEXT = st.sampled_from(WORDS) | st.text(alphabet=string.printable + "é€\x00\u202e", max_size=12)
NUMBERS = st.decimals(allow_nan=True, allow_infinity=True, places=3) | st.sampled_from(
    [Decimal(0), Decimal("-1"), Decimal("1E+400"), Decimal("1E-400"), Decimal("9" * 40), Decimal("sNaN")]
)
MOMENTS = st.datetimes() | st.datetimes(timezones=st.timezones()) | st.just(datetime.max.replace(tzinfo=UTC))
LEAVES: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXT,
    int: st.integers(-3, 12) | st.just(10**20),
    Decimal: NUMBERS,
    datetime: MOMENTS,
    Money: st.builds(Money, NUMBERS, TEXT),
}


@cache
def _strategy(kind: Any) -> st.SearchStrategy[Any]:
    if kind in LEAVES:
        return LEAVES[kind]
    if get_origin(kind) is tuple:
        return st.lists(_strategy(get_args(kind)[0]), max_size=2).map(tuple)
    if get_origin(kind) is UnionType:
        return st.none() | st.one_of([_strategy(one) for one in get_args(kind) if one is not NoneType])
    hints = get_type_hints(kind)
    required = {
        field.name: _strategy(hints[field.name])
        for field in msgspec.structs.fields(kind)
        if field.default is msgspec.NODEFAULT
    }
    optional = {name: _strategy(hint) for name, hint in hints.items() if name not in required}
    return st.fixed_dictionaries(required, optional=optional).map(lambda fields: kind(**fields))


DECLARATIONS = st.deferred(lambda: _strategy(Declaration))
SLOW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def _resolves(declaration: Declaration, path: str) -> bool:
    here: Any = declaration
    for step in path.split("/"):
        if isinstance(here, tuple):
            here = here[int(step) - 1]
        elif isinstance(here, msgspec.Struct):
            here = getattr(here, step)
        else:
            return False
    return True


@settings(SLOW, max_examples=60)
@given(declaration=DECLARATIONS, later=st.integers(0, 900))
def test_any_declaration_is_answered_with_places_that_exist(
    declaration: Declaration, later: int, book: Lawbook
) -> None:
    law = book.on(build.DAY + timedelta(days=later))

    findings = validate(declaration, law, build.circumstances())

    assert all(_resolves(declaration, finding.at) for finding in findings)
    assert findings == validate(declaration, law, build.circumstances())


def _places(fact: Any, at: str = "") -> list[str]:
    found = []
    for name in fact.__struct_fields__ if isinstance(fact, msgspec.Struct) else ():
        value, place = getattr(fact, name), f"{at}{name}"
        found.append(place)
        if isinstance(value, tuple):
            for n, entry in enumerate(value, start=1):
                found += _places(entry, f"{place}/{n}/")
        else:
            found += _places(value, f"{place}/")
    return found


@pytest.mark.parametrize("name", BUILDERS)
def test_a_lawful_declaration_with_any_one_part_left_out_is_answered(name: str, book: Lawbook) -> None:
    law, whole = book.on(build.DAY), BUILDERS[name]()
    for place in _places(whole):
        if place.startswith("function_code") or place.endswith(("sequence", "amount", "currency")):
            continue
        bare = _without(whole, place.split("/"))

        findings = validate(bare, law, build.circumstances())

        assert all(_resolves(bare, finding.at) for finding in findings), place


def _without(here: Any, steps: list[str]) -> Any:
    if isinstance(here, tuple):
        index = int(steps[0]) - 1
        return (*here[:index], _without(here[index], steps[1:]), *here[index + 1 :])
    field = next(one for one in msgspec.structs.fields(here) if one.name == steps[0])
    new = _without(getattr(here, steps[0]), steps[1:]) if steps[1:] else field.default
    return here if new is msgspec.NODEFAULT else msgspec.structs.replace(here, **{steps[0]: new})
