"""The demonstration country's targeting cases: every rule fires on one row, and stays silent on another."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from clearway.core.law.lawbook import Lawbook, TargetingRule
from clearway.core.predicates import fuse
from clearway.core.target import CATALOGUE, check_rule, parsed
from clearway.registers.lawbook.packs import compile_pack, strict_yaml
from clearway.registers.lawbook.packs.faults import FaultList

PACK = Path(__file__).parents[3] / "packs/demoland"
#: Where a case names no day, a day in the middle of everything.
DAY = date(2026, 5, 18)


@cache
def book() -> Lawbook:
    return compile_pack(PACK)


@cache
def rules() -> dict[str, TargetingRule]:
    return {rule.code: rule for rule in book().targeting}


def cases() -> Iterator[Any]:
    for path in sorted((PACK / "cases/targeting").glob("*.yaml")):
        faults = FaultList()
        document = strict_yaml.read(path.read_text("utf-8"), path.name, faults)
        assert document is not None and not faults.faults, (path, faults.faults)
        for case in document.value:
            yield pytest.param(case, id=f"{case['rule']}: {case['case']}")


CASES = list(cases())


@pytest.mark.parametrize("case", CASES)
def test_a_rule_does_what_its_case_says(case: dict[str, Any]) -> None:
    assert case.keys() == {"case", "rule", "given", "fires"}

    assert fires(rules()[case["rule"]], case["given"]) is case["fires"]


def fires(rule: TargetingRule, given: Mapping[str, Any]) -> bool:
    row = CATALOGUE.row({"day": DAY, **given})
    return rule.period.covers(given.get("day", DAY)) and fuse([(rule.code, rule_of(rule))])(row) == [rule.code]


def rule_of(rule: TargetingRule) -> Any:
    return parsed(rule, book().named_lists)


def test_every_rule_has_a_case_that_fires_and_one_that_stays_silent() -> None:
    told = Counter((param.values[0]["rule"], param.values[0]["fires"]) for param in CASES)
    assert {code for code in rules() if not told[code, True] or not told[code, False]} == set()
    assert {code for code, _ in told} == set(rules())


def test_a_silent_case_is_a_near_miss() -> None:
    """It gives the rule at least one column that the rule asks for, so that silence says something."""
    for param in CASES:
        case = param.values[0]
        if not case["fires"]:
            assert set(rule_of(rules()[case["rule"]]).columns) & case["given"].keys(), case["case"]


def test_no_column_of_a_case_is_beside_the_point() -> None:
    for param in CASES:
        case = param.values[0]
        asked = {*rule_of(rules()[case["rule"]]).columns, "day"}
        assert case["given"].keys() <= asked, case["case"]


def test_the_pack_holds_rules_of_every_lane_status_and_time() -> None:
    found = list(rules().values())
    assert len(found) >= 64
    assert {rule.lane for rule in found if rule.status == "live"} == {"red", "yellow", "blue"}
    assert {rule.status for rule in found} == {"live", "trial", "draft", "retired"}
    assert any(rule.period.since > date(2026, 12, 31) for rule in found)
    assert any(rule.period.until for rule in found if rule.status == "live")


def test_what_a_trader_may_be_told_is_a_sentence_that_names_no_rule() -> None:
    for rule in rules().values():
        assert rule.reason_class.endswith(".") and len(rule.reason_class) < 80, rule.code
        assert rule.code not in rule.reason_class and rule.title not in rule.reason_class, rule.code


def test_every_list_of_the_pack_is_asked_by_a_rule() -> None:
    asked = {name for rule in rules().values() for name in rule_of(rule).lists}
    assert {path.stem for path in (PACK / "lists").glob("*.yaml")} <= asked


def test_every_condition_of_the_pack_can_be_asked() -> None:
    assert {code: check_rule(rule, book().named_lists) for code, rule in rules().items()} == dict.fromkeys(rules())
