"""A pack's scenarios are read whole, or refused with the file and the place."""

import re
from collections.abc import Callable

import pytest

from clearway.core.watch import WatchRefused, languages
from clearway.watch.rulebook import public as rulebook
from tests.watch.country import PACK

CARD, SQL, CASES = (f"watch/test/XT-01.{ending}" for ending in ("yaml", "sql", "cases.yaml"))
DAYS = "law/watch/filing_days.yaml"
SOURCES = "watch/sources/town.yaml"


def changed(path: str, pattern: str, by: str) -> dict[str, bytes]:
    """The pack with one text in a file replaced by another."""
    files = rulebook.gather(PACK)
    text = files[path].decode()
    assert re.search(pattern, text), pattern
    files[path] = re.sub(pattern, by, text, count=1).encode()
    return files


FAULTS: list[tuple[str, str, str, str]] = [
    (CARD, "status: live", "status: awake", "WAT-044"),
    (CARD, "owner: Tax desk\n", "", "WAT-044"),
    (CARD, "severity", "colour: red\nseverity", "WAT-044"),
    (CARD, "The building is exempt.", "unknown", "WAT-044"),
    (CARD, "id: XT-01", "id: XT-03", "WAT-044"),
    (CARD, r"purpose: .*\n", "purpose: {en: So., ko: 그래서., vi: Vậy., es: Así.}\n", "WAT-044"),
    (CARD, r"purpose: .*\n", "purpose: {en: So., ko: 그래서., vi: Vậy., es: Así., fr: }\n", "WAT-044"),
    (CARD, r"innocent_explanations: .*\n", "innocent_explanations: [{en: It is exempt.}]\n", "WAT-044"),
    (CARD, r"says: .*\n", "says: {en: a, ko: '{nobody}', vi: c, es: d, fr: e}}\n", "WAT-045"),
    (CARD, "owner: Tax desk", "owner: Tax desk\nowner: Another", "WAT-044"),
    (CARD, "assessments: building", "assessments: amount", "WAT-042"),
    (CARD, "approvals: building", "approvals: approval", "WAT-042"),
    (CARD, ", assessments: building", "", "WAT-043"),
    (CARD, "keys:", "reference: [residents]\nkeys:", "WAT-043"),
    (CARD, "AS due", "AS day", "WAT-041"),
    (CARD, "Approval {approval}", "Approval {permit}", "WAT-045"),
    (CARD, "assigned_by: approval", "assigned_by: permit", "WAT-045"),
    (SQL, "AS money", "AS amount", "WAT-040"),
    (SQL, "'filing_days'", "'filing_weeks'", "WAT-046"),
    (SQL, r"MIN\(d.set_by\) AS set_by", "MIN(a.value) AS least", "WAT-048"),
    (DAYS, "least: 10", "least: 90", "WAT-044"),
    (DAYS, "most: 90", "most: many", "WAT-061"),
    (DAYS, "most: 90", "mots: 90", "WAT-044"),
    (SQL, "a.value", "a.worth", "WAT-021"),
    (SQL, "t.building = a.building AND ", "", "WAT-047"),
    (SQL, "GROUP BY a.building", "GROUP BY a.approval", "WAT-027"),
    (CASES, "value: 1000.00", "value: 1000.005", "WAT-061"),
    (CASES, "money: 28.10", "amount: 28.10", "WAT-044"),
    (SOURCES, "type: DATE", "type: TIMESTAMP", "WAT-060"),
    (SOURCES, r"row: \[approval\]", "row: [number]", "WAT-060"),
]


@pytest.mark.parametrize(("path", "pattern", "by", "code"), FAULTS)
def test_what_is_wrong_is_refused_with_its_file(path: str, pattern: str, by: str, code: str) -> None:
    with pytest.raises(WatchRefused) as refused:
        rulebook.read(changed(path, pattern, by))
    assert refused.value.code == code, str(refused.value)
    assert refused.value.place.startswith(path.removesuffix(".yaml").removesuffix(".sql"))


def test_a_text_of_a_card_is_in_one_language_or_in_all() -> None:
    """What lacks a reader's language is read in English."""
    told = "purpose: {en: So., ko: 그래서., vi: Vậy., es: Así., fr: Ainsi.}\n"
    card = rulebook.read(changed(CARD, r"purpose: .*\n", told)).scenario("XT-01").card
    assert [languages.told(card.purpose, one) for one in languages.LANGUAGES] == [
        "So.", "그래서.", "Vậy.", "Así.", "Ainsi."
    ]  # fmt: skip
    (innocent,) = card.innocent_explanations
    assert innocent == {"en": "The building is exempt."}
    assert (languages.told(innocent, "ko"), languages.read_in(innocent, "ko")) == ("The building is exempt.", "en")


VERSIONS: list[tuple[Callable[[], dict[str, bytes]], bool]] = [
    (lambda: changed(SQL, "0.0001", "0.0002"), True),
    (lambda: changed(CARD, "add_days", "add_months"), True),
    (lambda: changed(CARD, "Tax desk", "Another desk"), False),
]


@pytest.mark.parametrize(("files", "is_another"), VERSIONS)
def test_a_version_is_what_decides(files: Callable[[], dict[str, bytes]], is_another: bool) -> None:
    before = rulebook.read(rulebook.gather(PACK)).scenario("XT-01").version
    assert (rulebook.read(files()).scenario("XT-01").version != before) == is_another


def test_a_number_of_law_ends_the_day_before_the_next_begins() -> None:
    law = [row for row in rulebook.read(rulebook.gather(PACK)).law if row[0] == "filing_days"]
    told = [(str(since), str(until), str(amount)) for _, since, until, amount in law]
    assert told == [("2020-01-01", "2025-12-31", "30"), ("2026-01-01", "None", "60")]
