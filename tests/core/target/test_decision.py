"""The lane: the strongest reason decides, chance has its share, and reasons tell what was looked at."""

from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings

from clearway.core.assess.assessment import Assessment
from clearway.core.facts.circumstances import Circumstances
from clearway.core.facts.declaration import Declaration
from clearway.core.kernel.period import Period
from clearway.core.law.lawbook import Law, RandomStream, TargetingRule
from clearway.core.target import check_rule, profile_of, target
from clearway.core.target.selection import LANES
from clearway.registers.lawbook.packs import compile_pack
from tests.core.assess.build_law import lawbook
from tests.core.target.anything import assessments, circumstances, declarations
from tests.core.target.ordinary import ordinary

PACK = Path(__file__).parents[3] / "packs/demoland"
DAY = date(2026, 5, 18)
ALWAYS = Period(date(2020, 1, 1))
EVERYTHING = "item_number >= 1"


@cache
def demoland() -> Law:
    return compile_pack(PACK).on(DAY)


def rule(code: str, lane: str, sql: str = EVERYTHING, **more: object) -> TargetingRule:
    given = {"title": code, "period": ALWAYS, "law": f"Act on {code}", "reason_class": "Look.", "owner": "Unit"}
    return TargetingRule(code=code, lane=lane, sql=sql, **{**given, "status": "live", **more})  # type: ignore[arg-type]  # a test's own fields


def law(*rules: TargetingRule, share: str = "0", **more: object) -> Law:
    return lawbook(targeting=rules, random_stream=RandomStream(share, "red", "Chance Act"), **more).on(DAY)


def decided(by: Law, *, draw: str = "0.5", seed: int = 1):  # type: ignore[no-untyped-def]  # a selection
    declaration, known, assessment = ordinary(Random(seed))
    return target(declaration, by, msgspec.structs.replace(known, draw=Decimal(draw)), assessment)


@pytest.mark.parametrize(
    ("lanes", "taken"),
    [
        ([], "green"),
        (["green"], "green"),
        (["blue", "green"], "blue"),
        (["yellow", "blue"], "yellow"),
        (["yellow", "red", "blue"], "red"),
    ],
)
def test_the_strongest_reason_decides(lanes: list[str], taken: str) -> None:
    selection = decided(law(*(rule(f"R{number}", lane) for number, lane in enumerate(lanes))))

    assert selection.lane == taken
    assert {reason.lane for reason in selection.reasons} == set(lanes)


def test_a_reason_names_rule_item_law_and_what_it_looked_at() -> None:
    selection = decided(law(rule("R", "yellow", "regime = 'import' AND item_number = 1")))

    [reason] = selection.reasons
    assert (reason.rule, reason.item, reason.law, reason.reason_class) == ("R", 1, "Act on R", "Look.")
    assert reason.looked_at == {"regime": "import", "item_number": "1"}


@pytest.mark.parametrize("status", ["draft", "trial", "retired"])
def test_a_rule_that_is_not_live_selects_nothing(status: str) -> None:
    assert decided(law(rule("R", "red", status=status))).lane == "green"


@pytest.mark.parametrize("period", [Period(date(2026, 5, 19)), Period(date(2020, 1, 1), date(2026, 5, 17))])
def test_a_rule_outside_its_period_selects_nothing(period: Period) -> None:
    assert decided(law(rule("R", "red", period=period))).lane == "green"


def test_a_condition_that_is_unknown_selects_nothing() -> None:
    assert decided(law(rule("R", "red", "itinerary <> 'KR'"))).lane == "green"


@pytest.mark.parametrize(("draw", "is_random"), [("0", True), ("0.0199", True), ("0.02", False), ("0.99", False)])
def test_chance_selects_where_the_draw_is_below_the_share(draw: str, is_random: bool) -> None:
    selection = decided(law(share="0.02"), draw=draw)

    assert selection.is_random is is_random
    assert selection.lane == ("red" if is_random else "green")
    assert [reason.law for reason in selection.reasons] == (["Chance Act"] if is_random else [])


def test_whatever_decides_is_in_the_hash_of_the_profile() -> None:
    least = rule(
        "R", "red", "customs_value > :least AND in_list(origin, 'watched')", parameters={"least": Decimal(5)}
    )
    lists = {"watched": frozenset({"KR"}), "other": frozenset({"JP"})}
    one = profile_of(law(least, named_lists=lists)).hash

    assert profile_of(law(least, named_lists={**lists, "other": frozenset()})).hash == one
    assert profile_of(law(least, rule("D", "red", status="draft"), named_lists=lists)).hash == one
    changed = [
        law(msgspec.structs.replace(least, parameters={"least": Decimal(6)}), named_lists=lists),
        law(msgspec.structs.replace(least, lane="blue"), named_lists=lists),
        law(msgspec.structs.replace(least, sql=f"{least.sql} AND TRUE"), named_lists=lists),
        law(least, named_lists={**lists, "watched": frozenset({"KR", "VN"})}),
    ]
    assert one not in {profile_of(other).hash for other in changed}


@pytest.mark.parametrize(
    ("sql", "parameters", "told"),
    [
        ("origin = 'KR'", {}, None),
        ("colour = 'red'", {}, "PRD-011"),
        ("origin = 1", {}, "PRD-021"),
        ("origin =", {}, "PRD-001"),
        ("customs_value > :least", {}, "PRD-013"),
        ("in_list(origin, 'nobody')", {}, "PRD-014"),
        ("origin = 'KR'", {"least": Decimal(1)}, "does not use the parameter least"),
    ],
)
def test_what_is_wrong_with_a_condition_is_said_in_one_line(
    sql: str, parameters: dict[str, Decimal], told: str | None
) -> None:
    trouble = check_rule(rule("R", "red", sql, parameters=parameters), {"watched": frozenset({"KR"})})

    assert (trouble is None) if told is None else (trouble is not None and told in trouble and "\n" not in trouble)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(declarations, circumstances, assessments)
def test_every_declaration_gets_a_lane(
    declaration: Declaration, known: Circumstances, assessment: Assessment
) -> None:
    plain = msgspec.structs.replace(known, draw=Decimal("0.5"))

    selection = target(declaration, demoland(), plain, assessment)

    assert selection == target(declaration, demoland(), plain, assessment)
    assert selection.lane == max((reason.lane for reason in selection.reasons), key=LANES.index, default="green")
    assert msgspec.json.decode(msgspec.json.encode(selection), type=type(selection)) == selection


def test_most_ordinary_declarations_are_green() -> None:
    lanes = [target(one, demoland(), known, owed).lane for one, known, owed in map(ordinary, map(Random, range(600)))]
    share = {lane: lanes.count(lane) / len(lanes) for lane in LANES}

    assert 0.8 <= share["green"] <= 0.95, share
    assert share["red"] <= 0.05, share
    assert share["yellow"] > 0 and share["blue"] > 0, share
