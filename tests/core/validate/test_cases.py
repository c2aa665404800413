"""Every worked case of the country's rules: what is given, and what the rule says to it."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from clearway.core.kernel.finding import Finding
from clearway.core.law.lawbook import Law, Lawbook
from clearway.core.validate import RULES, validate
from tests.core import build
from tests.core.validate import given

CASES = Path(__file__).parents[3] / "packs" / "demoland" / "cases" / "validate"


def _cases() -> list[dict[str, Any]]:
    return [case for file in sorted(CASES.glob("*.yaml")) for case in yaml.safe_load(file.read_text("utf-8"))]


ALL = _cases()


def _law(book: Lawbook, code: str, day: date | None) -> Law:
    """The law of the case's day, or of the rule's first day where that is still to come."""
    rule = next(one for one in book.rules if one.code == code)
    return book.on(day or max(rule.period.since, build.DAY))


@pytest.mark.parametrize("case", ALL, ids=[f"{case['rule']} {case['case']}" for case in ALL])
def test_a_worked_case_gets_the_finding_it_expects(case: dict[str, Any], book: Lawbook) -> None:
    declaration = given.declaration(case["given"])
    law = _law(book, case["rule"], case.get("day"))

    findings = validate(declaration, law, given.circumstances(case["given"]))

    of_rule = [finding for finding in findings if finding.rule == case["rule"]]
    if case["expect"] == "silent":
        assert of_rule == []
        return
    assert (case["expect"]["at"], case["expect"].get("found")) in [(one.at, one.found) for one in of_rule]
    assert {one.law for one in of_rule} == {case["law"]}


def test_every_rule_in_force_has_a_case_in_which_it_speaks(book: Lawbook) -> None:
    speaking = {case["rule"] for case in ALL if case["expect"] != "silent"}

    assert {rule.code for rule in book.rules} - speaking == set()


@pytest.mark.parametrize("name", given.BUILDERS)
def test_every_rule_stays_silent_about_a_lawful_declaration(name: str, book: Lawbook) -> None:
    law = book.on(max([build.DAY, *(rule.period.since for rule in book.rules)]))

    findings = validate(given.BUILDERS[name](), law, build.circumstances())

    assert [(one.rule, one.at, one.found) for one in findings] == []


def test_every_rule_of_the_core_is_in_force_with_law_number_and_first_day(book: Lawbook) -> None:
    assert {rule.code for rule in book.rules} == set(RULES)
    assert all(rule.law and rule.national for rule in book.rules)
    assert [number for number, count in Counter(rule.national for rule in book.rules).items() if count > 1] == []


def test_every_remedy_names_only_what_the_finding_knows(book: Lawbook) -> None:
    for case in ALL:
        law = _law(book, case["rule"], case.get("day"))
        for finding in validate(given.declaration(case["given"]), law, given.circumstances(case["given"])):
            assert _filled(finding)


def _filled(finding: Finding) -> str:
    return finding.sentence.format(**finding.facts) + finding.remedy.format(**finding.facts)
