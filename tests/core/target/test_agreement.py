"""One rule, two executors: the function for single declarations and DuckDB say the same on every row."""

import os
import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clearway.core.law.lawbook import Law, TargetingRule
from clearway.core.predicates import DATE, Column, Predicate, PredicateRefused, Row, fuse
from clearway.core.target import CATALOGUE, parsed, rows_of
from clearway.core.target.decision import LIVE
from clearway.platform.columns import select, table_of
from clearway.registers.lawbook.packs import compile_pack
from clearway.stations.targeting.tasks import Lodged, Place, back_test
from tests.core.target.anything import assessments, circumstances, declarations
from tests.core.target.ordinary import ordinary

PACK = Path(__file__).parents[3] / "packs/demoland"
#: The long proof asks more rows.
MANY = 40 if os.environ.get("CLEARWAY_PROVE") else 4
ORDINARY = 400 * MANY


@cache
def law() -> Law:
    return compile_pack(PACK).on(date(2026, 5, 18))


@cache
def rules() -> tuple[tuple[str, Predicate], ...]:
    """Every rule of the pack, whatever its status and period."""
    return tuple((rule.code, parsed(rule, law().book.named_lists)) for rule in law().book.targeting)


@cache
def constants(code: str) -> tuple[list[str], list[Decimal]]:
    """Texts and numbers that a rule compares its columns with: words, members of its lists, parameters."""
    rule = next(rule for rule in law().book.targeting if rule.code == code)
    lists = [sorted(law().book.named_lists[name]) for name in dict(rules())[code].lists]
    words = [word.replace("%", "") for word in rule.sql.split("'")[1::2]]
    numbers = [Decimal(digits) for digits in re.findall(r"(?<![\w'])\d+", rule.sql)]
    return words + [one for members in lists for one in members], [*numbers, *map(Decimal, rule.parameters.values())]


@cache
def known_to_rules() -> tuple[list[str], list[Decimal]]:
    """The constants of all rules."""
    each = [constants(code) for code, _ in rules()]
    return sorted({word for words, _ in each for word in words}), sorted({one for _, some in each for one in some})


def cells(column: Column) -> st.SearchStrategy[object]:
    """Any cell of a column, NULL included; near the limits of the rules more often than not."""
    kind, (words, numbers) = column.type.kind, known_to_rules()
    if kind == "boolean":
        return st.sampled_from([True, False, None])
    if column.type == DATE:
        return st.none() | st.dates(date(2026, 1, 1), date(2027, 12, 31)).map(date.toordinal)
    if kind == "text":
        plain = st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\0"), max_size=12)
        return st.none() | plain | st.sampled_from(words)
    limit, scale = 10**column.type.digits - 1, 10**column.type.scale
    units = [int(value * scale) + step for value in numbers for step in (-1, 0, 1)]
    wide = st.integers(-limit, limit) | st.integers(0, min(limit, 10**6 * scale))
    return st.none() | wide | st.sampled_from(units)


any_row = st.deferred(lambda: st.tuples(*(cells(column) for column in CATALOGUE.columns)))


def fired(rows: Sequence[Row]) -> dict[str, list[int]]:
    ask = fuse(rules())
    found: dict[str, list[int]] = {code: [] for code, _ in rules()}
    for place, row in enumerate(rows):
        for code in ask(row):
            found[code].append(place)
    return found


@settings(max_examples=4 * MANY, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(any_row, min_size=1, max_size=5))
def test_both_executors_agree_on_any_row(rows: list[Row]) -> None:
    assert select(rules(), table_of(CATALOGUE, rows)) == fired(rows)


def near_a_limit(random: Random) -> Row:
    """A row about one rule: its columns hold what it compares them with, or one unit beside it, or nothing."""
    code, rule = random.choice(rules())
    words, numbers = constants(code)
    row: list[bool | int | str | None] = [None] * len(CATALOGUE.columns)
    for name in rule.columns:
        type_ = CATALOGUE[name].type
        if random.random() < 0.1:
            continue
        if type_ == DATE:
            cell: bool | int | str | None = date(2026, 1, 1).toordinal() + random.randrange(730)
        elif type_.kind == "boolean":
            cell = random.random() < 0.5
        elif type_.kind == "text":
            cell = "".join(random.choices(words or ["KR"], k=random.choice((1, 1, 1, 2))))
        else:
            factor = random.choice((Decimal(1), Decimal(1), Decimal("0.1"), Decimal(10)))
            cell = int(random.choice(numbers or [Decimal(1)]) * factor * 10**type_.scale) + random.choice((-1, 0, 1))
        row[CATALOGUE.index[name]] = cell
    return tuple(row)


@settings(max_examples=2 * MANY, deadline=None)
@given(st.integers())
def test_both_executors_agree_on_rows_near_the_limits_of_the_rules(seed: int) -> None:
    random = Random(seed)
    rows = [near_a_limit(random) for _ in range(250)]

    assert select(rules(), table_of(CATALOGUE, rows)) == fired(rows)


def test_rows_near_the_limits_let_nearly_every_rule_fire() -> None:
    random = Random(5)
    found = fired([near_a_limit(random) for _ in range(20_000)])
    assert sum(1 for places in found.values() if places) > len(found) * 0.8, [c for c, p in found.items() if not p]


@settings(max_examples=5 * MANY, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(declarations, circumstances, assessments), min_size=1, max_size=4))
def test_both_executors_agree_on_any_declaration(given_: list[tuple[object, object, object]]) -> None:
    lodged = [Lodged(*one) for one in given_]  # type: ignore[arg-type]  # drawn as such
    assert back_test(lodged, law(), law().book.targeting) == one_by_one(lodged)


def test_both_executors_agree_on_ordinary_trade_and_rules_do_fire() -> None:
    lodged = [Lodged(*ordinary(Random(seed))) for seed in range(ORDINARY)]

    found = back_test(lodged, law(), law().book.targeting)

    assert found == one_by_one(lodged)
    assert sum(1 for places in found.values() if places) >= 10


def one_by_one(lodged: Sequence[Lodged]) -> dict[str, list[Place]]:
    """What the function for single declarations says, declaration by declaration."""
    ask = fuse(rules())
    found: dict[str, list[Place]] = {code: [] for code, _ in rules()}
    for number, one in enumerate(lodged):
        for item, row in rows_of(*one):
            for code in ask(row):
                found[code].append(Place(number, item))
    return found


def test_a_back_test_asks_the_rules_it_is_given_whatever_their_status() -> None:
    draft = TargetingRule("X", "t", law().book.targeting[0].period, "l", "red", "item_number = 2", "r.", "o", "draft")
    lodged = [Lodged(*ordinary(Random(seed))) for seed in range(40)]

    found = back_test(lodged, law(), [draft])

    assert found == {"X": [Place(n, 2) for n, one in enumerate(lodged) if len(one.declaration.items) > 1]}


def test_a_back_test_of_nothing_finds_nothing() -> None:
    live = [rule for rule in law().targeting if rule.status == LIVE]
    assert back_test([], law(), live) == {rule.code: [] for rule in live}


def test_a_back_test_refuses_a_condition_that_cannot_be_asked() -> None:
    wrong = TargetingRule("X", "t", law().book.targeting[0].period, "l", "red", "colour = 2", "r.", "o", "draft")
    with pytest.raises(PredicateRefused):
        back_test([], law(), [wrong])
