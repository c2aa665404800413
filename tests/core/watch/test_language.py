"""What the language takes, and what it refuses by name: with its code, its place, and what would pass."""

import pytest

from clearway.core.watch import ScenarioRefused, check, read_sources
from clearway.core.watch.sources import DAY, TEXT, WHOLE, decimal

SOURCES = read_sources(
    {
        "sources": {
            "permits": {
                "system": "permits",
                "row": ["permit"],
                "columns": {
                    "permit": {"type": "VARCHAR"},
                    "building": {"type": "VARCHAR"},
                    "since": {"type": "DATE"},
                    "until": {"type": "DATE"},
                    "area": {"type": "DECIMAL(18,2)"},
                    "rooms": {"type": "BIGINT"},
                    "order": {"type": "VARCHAR"},
                },
            },
            "taxes": {
                "system": "tax",
                "row": ["tax"],
                "columns": {
                    "tax": {"type": "VARCHAR"},
                    "building": {"type": "VARCHAR"},
                    "amount": {"type": "BIGINT"},
                },
            },
        }
    }
)

TAKEN = [
    "SELECT p.permit FROM permits p WHERE p.since BETWEEN DATE '2026-01-01' AND today()",
    "SELECT permit FROM permits WHERE until IS NULL OR NOT (rooms IN (1, 2, 3))",
    "SELECT p.order FROM permits p WHERE p.order <> 'none'",
    "WITH a AS (SELECT building AS b, SUM(area) AS s FROM permits GROUP BY building) SELECT b FROM a WHERE s > 1.5",
    "SELECT p.permit FROM permits p LEFT JOIN taxes t ON t.building = p.building WHERE t.tax IS NULL",
    "SELECT permit FROM permits UNION ALL SELECT tax FROM taxes",
    "SELECT p.permit FROM permits p WHERE EXISTS (SELECT t.tax FROM taxes t WHERE t.building = p.building)",
    "SELECT building, COUNT(DISTINCT permit) AS n FROM permits GROUP BY building HAVING COUNT(*) > 1",
    "SELECT CASE WHEN rooms > 1 THEN 'many' ELSE text(rooms) END AS said FROM permits",
    "SELECT permit FROM permits p WHERE p.area > (SELECT MAX(l.amount) FROM law l WHERE l.code = 'bar_area')",
    "SELECT permit FROM permits WHERE starts_with(permit, 'A') AND iso_weekday(since) = 7",
    "SELECT DISTINCT building FROM permits",
    "SELECT x.b FROM (SELECT building AS b FROM permits) AS x",
]

#: What some engine answers and another does not.
NOT_EVERYWHERE = [
    "SELECT p.permit, (SELECT SUM(t.amount) FROM taxes t WHERE t.amount < p.rooms) AS v FROM permits p",
    """SELECT p.permit, (SELECT SUM(t.amount) FROM taxes t WHERE t.building = p.building OR t.tax = p.permit) AS v
    FROM permits p""",
    """SELECT p.permit, (SELECT SUM(t.amount * p.rooms) FROM taxes t WHERE t.building = p.building) AS v
    FROM permits p""",
    """SELECT p.permit FROM permits p WHERE EXISTS (SELECT t.tax FROM taxes t WHERE t.building = p.building
    AND NOT EXISTS (SELECT u.tax FROM taxes u WHERE u.tax = p.permit))""",
    """SELECT p.permit FROM permits p JOIN taxes t ON t.building = p.building
    AND EXISTS (SELECT u.tax FROM taxes u WHERE u.tax = t.tax)""",
    """SELECT p.permit FROM permits p LEFT JOIN taxes t ON t.building = p.building
    AND t.amount = (SELECT MAX(u.amount) FROM taxes u WHERE u.building = p.building)""",
    """SELECT p.permit FROM permits p WHERE EXISTS (SELECT t.tax FROM taxes t WHERE t.building = p.building
    UNION ALL SELECT u.tax FROM taxes u WHERE u.tax = p.permit)""",
    """SELECT p.permit FROM permits p WHERE EXISTS (SELECT q.tax FROM (SELECT t.tax AS tax FROM taxes t
    WHERE t.building = p.building) AS q WHERE q.tax IS NOT NULL)""",
    """SELECT p.permit FROM permits p WHERE EXISTS (SELECT t.tax FROM taxes t
    LEFT JOIN taxes u ON u.building = p.building WHERE t.building = p.building AND u.tax IS NULL)""",
    """SELECT p.building, COUNT(*) AS n, (SELECT MAX(t.amount) FROM taxes t WHERE t.building = p.building) AS v
    FROM permits p GROUP BY p.building""",
    """SELECT p.building, SUM((SELECT MAX(t.amount) FROM taxes t WHERE t.building = p.building)) AS v
    FROM permits p GROUP BY p.building""",
]

REFUSED = [
    ("SELECT * FROM permits", "WAT-009"),
    ("SELECT p.* FROM permits p", "WAT-009"),
    ("SELECT area / 2 AS half FROM permits", "WAT-005"),
    ("SELECT permit FROM permits WHERE permit LIKE 'A%'", "WAT-006"),
    ("SELECT permit FROM permits ORDER BY permit", "WAT-008"),
    ("SELECT permit FROM permits LIMIT 1", "WAT-008"),
    ("SELECT SUM(area) OVER (PARTITION BY building) AS s FROM permits", "WAT-007"),
    ("SELECT CAST(area AS DOUBLE) AS a FROM permits", "WAT-010"),
    ("SELECT permit FROM permits WHERE since < CURRENT_DATE", "WAT-011"),
    ("SELECT permit FROM permits WHERE since < now()", "WAT-023"),
    ("SELECT p.permit FROM permits p, taxes t WHERE p.building = t.building", "WAT-012"),
    ("SELECT p.permit FROM permits p CROSS JOIN taxes t", "WAT-012"),
    ("SELECT permit FROM permits WHERE building IN (SELECT building FROM taxes)", "WAT-013"),
    ("SELECT permit FROM permits WHERE area > (SELECT t.amount FROM taxes t)", "WAT-014"),
    ('SELECT "permit" FROM permits', "WAT-015"),
    ("SELECT permit FROM licences", "WAT-020"),
    ("SELECT permit FROM other.permits", "WAT-020"),
    ("SELECT name FROM permits", "WAT-021"),
    ("SELECT building FROM permits p JOIN taxes t ON t.building = p.building", "WAT-022"),
    ("SELECT random() AS r FROM permits", "WAT-023"),
    ("SELECT add_days(since) AS d FROM permits", "WAT-024"),
    ("SELECT permit, permit FROM permits", "WAT-025"),
    ("SELECT permit FROM permits WHERE SUM(area) > 1", "WAT-026"),
    ("SELECT permit, SUM(area) AS s FROM permits GROUP BY building", "WAT-027"),
    ("SELECT permit FROM permits WHERE rooms", "WAT-030"),
    ("SELECT permit FROM permits WHERE since = '2026-01-01'", "WAT-031"),
    ("SELECT permit FROM permits WHERE permit = 1", "WAT-031"),
    ("SELECT since + 1 AS d FROM permits", "WAT-031"),
    ("SELECT permit FROM permits WHERE permit = TRUE", "WAT-031"),
    ("SELECT add_days(since, area) AS d FROM permits", "WAT-032"),
    ("SELECT NULL AS nothing FROM permits", "WAT-032"),
    ("SELECT CAST(permit AS BIGINT) AS n FROM permits", "WAT-033"),
    ("SELECT permit FROM permits WHERE until = NULL", "WAT-034"),
    ("SELECT permit FROM permits WHERE since = DATE '2026-02-30'", "WAT-035"),
    ("SELECT permit FROM permits WHERE area > 1e3", "WAT-035"),
    ("SELECT permit FROM permits UNION ALL SELECT tax, amount FROM taxes", "WAT-036"),
    ("SELECT permit FROM permits UNION SELECT tax FROM taxes", "WAT-004"),
    ("SELECT permit FROM permits WHERE since > INTERVAL 1 DAY", "WAT-004"),
    ("SELECT DISTINCT ON (building) permit FROM permits", "WAT-004"),
    ("DELETE FROM permits", "WAT-001"),
    ("SELECT permit FROM permits; SELECT tax FROM taxes", "WAT-001"),
    ("SELECT permit FROM", "WAT-001"),
    ("SELECT permit FROM permits WHERE permit = 'open", "WAT-001"),
    ("SELECT ratio(area, rooms, 2.5) AS r FROM permits", "WAT-024"),
    ("SELECT 1 AS one", "WAT-004"),
]


@pytest.mark.parametrize("text", TAKEN)
def test_the_language_takes(text: str) -> None:
    assert check(text, SOURCES).columns


@pytest.mark.parametrize(("text", "code"), REFUSED)
def test_the_language_refuses_by_name(text: str, code: str) -> None:
    with pytest.raises(ScenarioRefused) as refused:
        check(text, SOURCES)
    assert refused.value.code == code, str(refused.value)


def test_a_refusal_says_where_and_what_would_pass() -> None:
    with pytest.raises(ScenarioRefused) as refused:
        check("SELECT permit\nFROM permits\nWHERE nme = 'x'", SOURCES)
    assert (refused.value.line, refused.value.column) == (3, 7)
    assert "permits.permit" in refused.value.allowed
    assert "WAT-021 at 3:7" in str(refused.value)


def test_types_follow_from_what_is_calculated() -> None:
    text = """SELECT text(rooms) AS a, area * 0.055 AS b, rooms * 2 AS c, rooms + 1 AS d, ratio(area, rooms, 3) AS e,
    COALESCE(until, since) AS f, GREATEST(area, 1) AS g, ROUND(area, -1) AS h FROM permits"""
    found = {name: cell.type for name, cell in check(text, SOURCES).columns.items()}
    assert found == {
        "a": TEXT, "b": decimal(5), "c": decimal(0), "d": WHOLE, "e": decimal(3), "f": DAY, "g": decimal(2),
        "h": decimal(0),
    }  # fmt: skip


def test_what_a_query_asks_for_is_known() -> None:
    text = """SELECT p.building FROM permits p JOIN law l ON l.code = 'bar_area' AND p.area > l.amount
    WHERE p.since < today() AND NOT EXISTS (SELECT t.tax FROM taxes t WHERE t.building = p.building)"""
    query = check(text, SOURCES)
    assert (query.sources, query.laws, query.asks_today) == ({"permits", "taxes"}, {"bar_area"}, True)
    assert query.origins == {("permits", "building")}


@pytest.mark.parametrize("text", NOT_EVERYWHERE)
def test_what_not_every_engine_answers_is_refused_by_name(text: str) -> None:
    with pytest.raises(ScenarioRefused) as refused:
        check(text, SOURCES)
    assert refused.value.code == "WAT-016"
    assert refused.value.allowed
