"""A look-up is explained by a case, an office or a duty, or it is flagged with the pattern that it follows."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearway.core.control import OfficeHours
from clearway.core.kernel.period import Period
from clearway.core.law.accountability import Pattern
from clearway.core.law.country import Calendar
from clearway.core.share.explained import (
    SENTENCES,
    Assignment,
    Before,
    Known,
    Look,
    Person,
    Post,
    before,
    explain,
    judge,
    reach,
    related,
)
from clearway.core.share.history import History

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
ALWAYS = Period(date(2020, 1, 1))
COUNTS = {"celebrity": (3, 24), "repeat": (2, 240), "scraping": (4, 1), "sequence": (3, 24)}
PATTERNS = [
    Pattern(code, {}, ALWAYS, "law", *COUNTS.get(code, (0, 0)), weight=50, explained=20 if code == "relative" else 0)
    for code in SENTENCES
]
LOOK = Look("a", NOON, "person/P0001000", "k.lee", "BANK", "desk-1", "CR-12", "L-1")
TOLD = Assignment("L-1", NOON - timedelta(days=1), None, frozenset({LOOK.subject}), frozenset({"k.lee"}))


def hours() -> OfficeHours:
    """Offices work from eight to five, on weekdays."""
    return OfficeHours(Calendar(frozenset({6, 7}), {}), UTC, timedelta(hours=8), timedelta(hours=17))


def but(**changes: Any) -> Look:
    """The look-up, but for some things."""
    return msgspec.structs.replace(LOOK, **changes)


def flagged(look: Look, known: Known = Known(), past: list[Look] | None = None) -> set[str]:  # noqa: B008 - frozen.
    """The patterns that a look-up follows."""
    return {flag.code for flag in judge(look, known, before(look, past or [], PATTERNS), PATTERNS, hours())}


@pytest.mark.parametrize(
    ("known", "look", "explanation"),
    [
        (Known(assignments=(TOLD,), tells_cases=True), LOOK, "case"),
        (Known(tells_cases=True), LOOK, ""),
        (Known(assignments=(TOLD,), tells_cases=True), but(official="m.park"), ""),
        (Known(assignments=(TOLD,), tells_cases=True), but(subject="person/P0002000"), ""),
        (Known(assignments=(TOLD,), tells_cases=True), but(at=NOON - timedelta(days=2)), ""),
        (Known(post=Post("k.lee", duties=frozenset({"CR-12"})), tells_cases=True), but(case=""), "duty"),
        (Known(), LOOK, "named"),
        (Known(), but(consent="K-1"), "consent"),
        (Known(), but(case=""), ""),
        (Known(tells_cases=True), but(is_emergency=True), "emergency"),
    ],
)
def test_what_explains_a_look_up(known: Known, look: Look, explanation: str) -> None:
    assert explain(look, known, Before()) == explanation


def test_a_case_of_an_area_is_everybodys_who_works_for_it() -> None:
    case = Assignment("L-1", NOON - timedelta(days=1), area="Haven")

    here = Known(post=Post("k.lee", areas=frozenset({"Haven"})), assignments=(case,), tells_cases=True)
    elsewhere = Known(post=Post("k.lee", areas=frozenset({"Capital"})), assignments=(case,), tells_cases=True)

    assert (explain(LOOK, here, Before()), explain(LOOK, elsewhere, Before())) == ("area", "")


def test_a_case_that_was_only_named_explains_one_person_and_no_second() -> None:
    other = but(access="b", subject="person/P0003000", at=NOON - timedelta(hours=1))

    assert (explain(LOOK, Known(), Before()), explain(LOOK, Known(), before(LOOK, [other], []))) == ("named", "")


def test_what_is_explained_is_flagged_by_nothing_that_weighs_nothing_then() -> None:
    known = Known(relation="relative", assignments=(TOLD,), tells_cases=True)

    [flag] = judge(but(at=NOON + timedelta(hours=12)), known, Before(), PATTERNS, hours())

    assert (flag.code, flag.weight) == ("relative", 20)
    assert flagged(LOOK, Known(tells_cases=True)) == {"other-case"}
    assert flagged(but(case=""), Known(tells_cases=True)) == {"no-case"}


def test_whoever_is_on_call_may_look_at_night() -> None:
    at_night = but(case="", at=NOON + timedelta(hours=10))

    assert "after-hours" in flagged(at_night)
    assert "after-hours" not in flagged(at_night, Known(post=Post("k.lee", is_on_call=True)))


def test_a_consent_is_for_the_case_in_which_it_was_used_first() -> None:
    first = but(access="b", case="L-0", consent="K-1", at=NOON - timedelta(days=40))
    patterns = [msgspec.structs.replace(one, explained=50) for one in PATTERNS]

    found = judge(but(consent="K-1"), Known(), before(but(consent="K-1"), [first], patterns), patterns, hours())

    assert [(one.code, one.facts) for one in found] == [("consent-reused", {"first": "L-0", "case": "L-1"})]


@pytest.mark.parametrize(
    ("code", "many"),
    [
        ("celebrity", [but(access=str(n), official=f"o{n}", at=NOON - timedelta(hours=n)) for n in range(1, 6)]),
        ("repeat", [but(access=str(n), at=NOON - timedelta(days=n)) for n in range(1, 6)]),
        ("scraping", [but(access=str(n), subject=f"person/P{7 * n:07}", case="") for n in range(1, 8)]),
        ("sequence", [but(access=str(n), subject=f"person/P{1000 + n:07}", case="") for n in range(1, 8)]),
    ],
)
def test_a_pattern_counts_what_lies_within_its_hours(code: str, many: list[Look]) -> None:
    most, within = COUNTS[code]
    look = but(case="")
    long_ago = [msgspec.structs.replace(one, at=one.at - timedelta(hours=within)) for one in many]

    assert code not in flagged(look, past=many[: most - 1])
    assert code in flagged(look, past=many[:most])
    assert code not in flagged(look, past=long_ago)


@given(st.text(max_size=3), st.text(max_size=3), st.text(max_size=3), st.text(max_size=3))
def test_what_is_not_known_makes_nobody_a_relative(household: str, other: str, family: str, address: str) -> None:
    official, subject = Person("1", household, family, address), Person("2", other, family, address)

    is_near = (household == other != "") or (family != "" and address != "")

    assert (related(official, subject) == "relative") is is_near
    assert related(official, Person("1")) == "own-record"
    assert related(Person("1"), Person("2"), {"2"}) == "colleague"


def test_a_flag_says_why_with_its_facts_and_no_number_of_a_person() -> None:
    for flag in judge(but(case=""), Known(relation="relative", tells_cases=True), Before(), PATTERNS, hours()):
        assert LOOK.subject not in flag.sentence.format(**flag.facts)


LOOKS = st.builds(
    Look,
    access=st.uuids().map(str),
    at=st.integers(0, 400).map(lambda hour: NOON + timedelta(hours=hour)),
    subject=st.integers(1, 9).map(lambda number: f"person/P{number}") | st.just("person/somebody"),
    official=st.sampled_from(["k.lee", "m.park"]),
    organisation=st.sampled_from(["BANK", "TAX"]),
    case=st.sampled_from(["", "L-1", "L-2"]),
    consent=st.sampled_from(["", "C-1", "C-2"]),
)


@given(st.lists(LOOKS, max_size=30))
def test_what_is_counted_as_look_ups_come_is_what_looking_at_all_of_them_finds(looks: list[Look]) -> None:
    history, seen = History(PATTERNS), list[Look]()
    for look in sorted(looks, key=lambda one: one.at):
        recent = [one for one in seen if one.at > look.at - reach(PATTERNS)]
        whole, counted = before(look, recent, PATTERNS), history.before(look)
        used = [one for one in seen if one.consent == look.consent and one.case and look.consent]

        assert (counted.counts, counted.is_of_others) == (whole.counts, whole.is_of_others)
        assert counted.first_case == (min((one.at, one.case) for one in used)[1] if used else "")
        history.add(look)
        seen.append(look)
