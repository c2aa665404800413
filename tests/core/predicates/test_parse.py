"""What is not the language is refused with code, place and what would pass; nothing else is ever raised."""

from decimal import Decimal
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from clearway.core.predicates import PredicateRefused, fuse, judge, parse
from clearway.core.predicates.read import DEEPEST, LONGEST_TEXT, MOST_TOKENS
from tests.core.predicates.grammar import CATALOGUE, LISTS, PARAMETERS, random_text

REFUSED = [
    ("", "PRD-001", (1, 1), ()),
    ("origin =", "PRD-001", (1, 8), ()),
    ("(is_new", "PRD-001", None, ()),
    ("is_new is_sealed", "PRD-001", (1, 8), ()),
    ("is_new; is_sealed", "PRD-010", (1, 7), ()),
    ("origin = 'KR", "PRD-001", (1, 10), ()),
    ("SELECT 1", "PRD-001", (1, 8), ()),
    ("origin IN (SELECT origin FROM rows)", "PRD-001", None, ()),
    ("EXISTS (SELECT 1)", "PRD-001", None, ()),
    ("value::TEXT = '1'", "PRD-010", (1, 6), ()),
    ("CAST(value AS TEXT) = '1'", "PRD-001", None, ()),
    ("value % 2 = 1", "PRD-010", (1, 7), ()),
    ("value ** 2 = 1", "PRD-010", None, ()),
    ("origin || 'x' = 'KRx'", "PRD-010", (1, 8), ()),
    ("origin ILIKE 'k%'", "PRD-001", None, ()),
    ("origin ~ 'K.*'", "PRD-010", (1, 8), ()),
    ("origin SIMILAR TO 'K'", "PRD-010", None, ()),
    ("origin COLLATE NOCASE = 'kr'", "PRD-001", None, ()),
    ("value BETWEEN SYMMETRIC 9 AND 1", "PRD-010", (1, 1), ()),
    ("goods.origin = 'KR'", "PRD-010", (1, 6), ()),
    ("lodged > lodged + INTERVAL 3 DAY", "PRD-001", None, ()),
    ("orgin = 'KR'", "PRD-011", (1, 1), ("origin",)),
    ("is_sealed\n  AND valeu > 1", "PRD-011", (2, 7), ("value",)),
    ("lodged = current_date", "PRD-011", (1, 10), ()),
    ("daysbetween(issued, lodged) > 3", "PRD-012", (1, 1), ("days_between(earlier, later)",)),
    ("count(origin) > 3", "PRD-012", (1, 1), ()),
    ("sum(value) OVER () > 3", "PRD-001", None, ()),
    ("value > :treshold", "PRD-013", (1, 9), (":limit",)),
    ("value > ?", "PRD-010", (1, 9), ()),
    ("in_list(origin, 'watch')", "PRD-014", (1, 1), ("watched",)),
    ("upper(origin, 1) = 'KR'", "PRD-015", (1, 1), ("upper(text)",)),
    ("value", "PRD-020", (1, 1), ()),
    ("is_new AND value", "PRD-020", (1, 12), ()),
    ("NOT origin", "PRD-020", (1, 5), ()),
    ("value = '1000'", "PRD-021", (1, 1), ("number",)),
    ("lodged = '2024-03-03'", "PRD-021", (1, 1), ("date",)),
    ("coalesce(value, origin) = 1", "PRD-021", None, ()),
    ("CASE WHEN is_new THEN 1 ELSE 'x' END = 1", "PRD-021", None, ()),
    ("origin + 1 = 2", "PRD-022", (1, 1), ("number",)),
    ("is_new > is_sealed", "PRD-022", None, ("=", "<>")),
    ("value LIKE '1%'", "PRD-022", None, ("text",)),
    ("value * value * value > 1", "PRD-023", None, ()),
    ("value > 99999999999999999999999999999999999999999", "PRD-027", None, ()),
    ("origin IN (commodity)", "PRD-024", (1, 12), ()),
    ("origin LIKE commodity", "PRD-024", (1, 13), ()),
    ("left(origin, packages) = 'K'", "PRD-024", (1, 14), ()),
    ("origin = NULL", "PRD-025", (1, 1), ("IS NULL", "IS NOT NULL")),
    ("origin NOT IN ('KR', NULL)", "PRD-025", None, ()),
    ("value = 1 = TRUE", "PRD-026", (1, 1), ("(value = 1)",)),
    ("value > 1e3", "PRD-027", (1, 9), ()),
    ("lodged > DATE '2024-02-30'", "PRD-027", None, ("DATE '2026-01-31'",)),
    ("lodged > DATE '20240203'", "PRD-027", None, ("DATE '2024-02-03'",)),
    ("origin LIKE 'a!' ESCAPE '!'", "PRD-027", None, ()),
    ("origin LIKE 'a' ESCAPE '%'", "PRD-027", None, ()),
    ("origin = 'a\0b'", "PRD-027", (1, 12), ()),
    ("least(is_new, is_sealed)", "PRD-022", None, ()),
]


@pytest.mark.parametrize(("text", "code", "place", "allowed"), REFUSED, ids=[repr(case[0]) for case in REFUSED])
def test_what_is_not_the_language_is_refused_with_its_place_and_what_would_pass(text, code, place, allowed):
    with pytest.raises(PredicateRefused) as caught:
        parse(text, CATALOGUE, parameters=PARAMETERS, lists=LISTS)

    refusal = caught.value
    assert refusal.code == code
    assert place is None or (refusal.line, refusal.column) == place
    assert set(allowed) <= set(refusal.allowed)
    assert code in str(refusal) and refusal.sentence in str(refusal)


@pytest.mark.parametrize("value", [1.5, None, Decimal("NaN"), Decimal("1e99"), "a\0", b"x", [1]])
def test_a_parameter_that_no_engine_keeps_exactly_is_refused(value):
    with pytest.raises(PredicateRefused) as caught:
        parse("value > :limit", CATALOGUE, parameters={"limit": value})

    assert caught.value.code == "PRD-028"


BOMBS = {
    "many parentheses": "(" * 5000 + "is_new" + ")" * 5000,
    "open parentheses": "(" * 60,
    "nested calls": "abs(" * 3000 + "1" + ")" * 3000 + " = 1",
    "nested cases": "CASE WHEN " * 1000,
    "many NOTs": "NOT " * 3000 + "is_new",
    "many signs": "-" + " -" * 1500 + "1 = 1",
    "a long sum": " + ".join(["1"] * 1900) + " = 1",
    "types inside types": "decimal(" * 24 + "1" + ")" * 24,
    "structs inside structs": "struct(" * 24 + "1" + ")" * 24,
    "dates inside dates": "date(" * 24 + "1" + ")" * 24,
    "comparisons in a row": " = ".join(["is_new"] * 1900),
    "a long text": "is_new OR " * 10_000 + "is_new",
    "many words": "is_new OR " * (MOST_TOKENS // 2) + "is_new",
}


@pytest.mark.parametrize("text", BOMBS.values(), ids=BOMBS.keys())
def test_a_bomb_is_refused(text):
    with pytest.raises(PredicateRefused):
        parse(text, CATALOGUE)


def test_a_long_chain_of_alternatives_is_read():
    text = " OR ".join(f"packages = {number}" for number in range(900))

    assert len(text) < LONGEST_TEXT
    assert fuse([("R", parse(text, CATALOGUE))])(CATALOGUE.row({"packages": 899})) == ["R"]


NESTED = (
    ("(NOT ", "is_new", ")"),
    ("((", "is_new", ") IS TRUE)"),
    ("(is_sealed = (", "is_new", "))"),
    ("coalesce((", "is_new", ") = is_sealed, is_new)"),
    ("CASE WHEN is_new AND (", "is_new", ") THEN quota > 1 ELSE is_sealed END"),
    ("(CASE WHEN ", "is_new", " THEN value * 1 ELSE mass END NOT BETWEEN value + 1 AND quota + packages)"),
    ("(nullif(CASE WHEN ", "is_new", " THEN value ELSE mass END + 1, quota) IS DISTINCT FROM value / 2)"),
    ("(value IN (1, 2) OR least(1.5 + abs(-(CASE WHEN ", "is_new", " THEN 1 END)), 2) * 3 IN (1, 2))"),
)


@pytest.mark.parametrize("before, core, after", NESTED)
def test_whatever_is_not_nested_too_deeply_to_be_read_can_be_compiled(before, core, after):
    deepest = 0
    for depth in range(1, DEEPEST + 2):
        try:
            predicate = parse(before * depth + core + after * depth, CATALOGUE)
        except PredicateRefused as refusal:
            assert refusal.code == "PRD-003"
            break
        deepest = depth
        fuse([("R", predicate)])(CATALOGUE.row({}))
        judge(predicate.root)(CATALOGUE.row({}))

    assert DEEPEST // 8 <= deepest <= DEEPEST


WORDS = (
    "origin value lodged is_new AND OR NOT IN IS NULL TRUE FALSE CASE WHEN THEN ELSE END LIKE ESCAPE "
    "BETWEEN DISTINCT FROM "
    "DATE INTERVAL SELECT WITH LATERAL UNNEST CAST TRY_CAST STRUCT MAP ARRAY LAMBDA OVER FILTER PIVOT VALUES "
    "decimal int "
    "( ) ( ) [ ] { } , ; : :: . .. * / // % ^ + - -- -> ->> = == <> < > <= >= || && | & ~ ~~ @ @@ # $ $$ ? ! "
    "1 2.5 .5 1e5 0x1F "
    "'a' 'it''s' \"q\" E'a' X'00' 'open /* */ \\ ` \n abs( coalesce( in_list( :limit"
).split(" ")


@settings(max_examples=1500, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)))
@example("(:")
@example("':x'")
@example('":x" = 1')
@example("::x = 1")
@example("\ud800")
@example("$$a$$ = origin")
@example("a -- \n")
@example("/* origin")
def test_random_text_is_a_predicate_or_refused_and_nothing_else(text):
    try:
        predicate = parse(text, CATALOGUE, parameters=PARAMETERS, lists=LISTS)
    except PredicateRefused as refusal:
        assert refusal.line >= 1 and refusal.column >= 1
        return
    fuse([("R", predicate)])(CATALOGUE.row({}))


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 2**64).map(Random))
def test_a_predicate_with_a_slip_of_the_pen_is_a_predicate_or_refused_and_nothing_else(random):
    text = random_text(random, "c", 3)
    start = random.randrange(len(text))
    slip = random.choice(("", random.choice(WORDS), text[start : start + 5] * 2))
    try:
        parse(
            text[:start] + slip + text[start + random.randint(0, 6) :], CATALOGUE, parameters=PARAMETERS, lists=LISTS
        )
    except PredicateRefused as refusal:
        assert refusal.found
