"""The language is a subset of DuckDB's: what an author writes means to DuckDB, unchanged, what it means to us.

The generator leaves parentheses out, so that this is about what binds more tightly than what.
"""

import os
from random import Random

import duckdb
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from clearway.core.predicates import PredicateRefused, judge, parse
from clearway.platform.columns import table_of
from tests.core.predicates.grammar import CATALOGUE

#: A smaller seed is not a simpler example.
UNSHRUNK = (Phase.explicit, Phase.generate)
#: `make prove` sets a larger number.
EXAMPLES = int(os.environ.get("CLEARWAY_PREDICATE_EXAMPLES", "20")) // 2
MACROS = (
    "CREATE MACRO day_of_week(day) AS isodow(day)",
    "CREATE MACRO days_between(earlier, later) AS datediff('day', earlier, later)",
)
VALUES = (
    "packages",
    "items",
    "2",
    "3",
    "-1",
    "abs(items)",
    "packages * 2",
    "- items",
    "length(origin)",
    "day_of_week(lodged)",
)
WORDS = ("origin", "commodity", "'KR'", "'8'", "left(commodity, 1)", "coalesce(origin, 'x')")
CONDITIONS = (
    *("<v> <s> <v>", "<v> <s> <v>", "<v> + <v> * <v> <s> <v>", "<v> - <v> - <v> <s> <v>", "<v> BETWEEN <v> AND <v>"),
    *("<v> + <v> BETWEEN <v> AND <v> - <v>", "<v> NOT BETWEEN <v> AND <v>", "<v> IN (1, 2)", "<v> + 1 NOT IN (2, 3)"),
    *("<w> = <w>", "<w> LIKE 'K%'", "<w> NOT LIKE '%\\%' ", "<w> LIKE '!_%' ESCAPE '!'", "<w> IS NULL"),
    *("<v> IS NOT NULL", "<v> + <v> IS NULL", "<v> IS DISTINCT FROM <v> + 1", "<v> IS NOT DISTINCT FROM <v>"),
    *("is_new", "is_sealed IS NOT TRUE", "is_new = is_sealed", "is_new IS FALSE", "(<v> < <v>) = is_new"),
    *(
        "CASE WHEN is_new THEN <v> ELSE <v> END + 1 > <v>",
        "starts_with(<w>, 'K')",
        "days_between(issued, lodged) > <v>",
    ),
)
SIGNS = ("=", "<>", "!=", "<", "<=", ">", ">=")
CELLS = {
    "origin": ("KR", "K", "", "_x", "%\\%", None),
    "commodity": ("8703", "KR", None),
    "packages": (0, 1, 2, 3, -1, None),
    "items": (0, 1, 2, -3, None),
    "lodged": tuple(map(CATALOGUE["lodged"].value, (738_000, 738_003, None))),
    "issued": tuple(map(CATALOGUE["issued"].value, (738_001, None))),
    "is_sealed": (True, False, None),
    "is_new": (True, False, None),
}


def loose_text(random: Random) -> str:
    text = ""
    for _ in range(random.randint(1, 5)):
        condition = random.choice(CONDITIONS)
        for mark, choices in (("<v>", VALUES), ("<w>", WORDS), ("<s>", SIGNS)):
            while mark in condition:
                condition = condition.replace(mark, random.choice(choices), 1)
        text += random.choice((" AND ", " OR ")) * bool(text) + random.choice(("", "", "NOT ")) + condition
    return text


@settings(max_examples=EXAMPLES, deadline=None, phases=UNSHRUNK)
@given(st.integers(0, 2**64).map(Random))
def test_what_an_author_writes_means_the_same_to_duckdb_unchanged(random):
    texts = [loose_text(random) for _ in range(25)]
    rows = [CATALOGUE.row({name: random.choice(cells) for name, cells in CELLS.items()}) for _ in range(60)]
    with duckdb.connect() as connection:
        for macro in MACROS:
            connection.execute(macro)
        connection.register("given", table_of(CATALOGUE, rows))
        for text in texts:
            try:
                mine = judge(parse(text, CATALOGUE).root)
            except PredicateRefused as refusal:
                assert refusal.code == "PRD-023", (refusal, text)
                continue
            found = [cell for (cell,) in connection.execute(f"SELECT {text} FROM given").fetchall()]
            assert [mine(row) for row in rows] == found, text
