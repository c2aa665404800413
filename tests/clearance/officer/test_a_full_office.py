"""An office with five thousand open pieces has a worklist like any other: bounded, true in its counts, and cheap."""

from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from clearway.clearance.officer import work
from clearway.clearance.officer.worklist import GIVEN_OUT
from clearway.platform.calendar import now
from tests.clearance.officer.desk import OTHER_OFFICE, alone, empty, person, yellow
from tests.portal.people import signed_in, words

MANY = 5000
_FILES = """
INSERT INTO declarations_declaration (id, mrn, reference, submitter, declarant, importer, exporter, regime, type_code,
                                      office, state, lane, waits_for, version, lodged_at, day)
SELECT 9000000000000000 + n, 'FULL' || lpad(n::text, 14, '0'), reference, submitter, declarant, importer, exporter,
       regime, type_code, %(office)s, state, lane, waits_for, version, lodged_at - n * interval '1 minute', day
FROM declarations_declaration, generate_series(1, %(many)s) n WHERE mrn = %(mrn)s
"""
_CHECKS = """
INSERT INTO controls_control (declaration_id, version, kind, office, officer, opened_at, result)
SELECT d.id, 1, CASE WHEN d.id %% 2 = 0 THEN 'goods' ELSE 'documents' END, d.office,
       CASE WHEN d.id %% 10 = 0 THEN %(officer)s ELSE %(colleague)s END, d.lodged_at, ''
FROM declarations_declaration d WHERE d.mrn LIKE 'FULL%%'
"""


@pytest.fixture
def full() -> Iterator[str]:
    """Somebody with a tenth of the work of a full office, which is empty again afterwards."""
    name, colleague = alone(office=OTHER_OFFICE), person(office=OTHER_OFFICE)
    file = yellow()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(_FILES, {"mrn": file.mrn, "many": MANY, "office": OTHER_OFFICE})
            cursor.execute(_CHECKS, {"officer": name, "colleague": colleague})
            cursor.execute("ANALYZE controls_control")
        yield name
        transaction.set_rollback(True)


@pytest.mark.parametrize("whose", ["mine", "office"])
def test_the_page_asks_little_and_counts_right(full: str, whose: str) -> None:
    client = signed_in(full)
    client.get("/office", {"whose": whose})

    with CaptureQueriesContext(connection) as seen:
        answer = client.get("/office", {"whose": whose})

    said = words(answer)
    assert len(seen) <= 12, "\n".join(query["sql"][:100] for query in seen)
    assert f"({MANY})" in said
    assert len(answer.content) <= 150 * 1024


def test_the_most_urgent_of_each_kind_are_read_and_no_more(full: str) -> None:
    pieces = work.open_work(OTHER_OFFICE, at=now())

    assert len([one for one in pieces if one.what == "goods"]) == work.MOST
    assert len([one for one in pieces if one.what == "documents"]) == work.MOST
    for kind in ("goods", "documents"):
        since = [one.since for one in pieces if one.what == kind]
        assert since == sorted(since)


def test_ones_own_work_is_found_among_all_of_it(full: str) -> None:
    mine = work.open_work(OTHER_OFFICE, at=now(), officer=full)

    assert {one.officer for one in mine} == {full}
    assert len(mine) == work.MOST
    assert work.counted(OTHER_OFFICE, full, signs=False) == (MANY, MANY // 10)


def test_looking_gives_out_a_few_and_leaves_the_rest_to_the_worker(full: str) -> None:
    empty(OTHER_OFFICE)
    newcomer = person(office=OTHER_OFFICE)

    signed_in(newcomer).get("/office")

    assert work.counted(OTHER_OFFICE, newcomer, signs=False) == (MANY, GIVEN_OUT)
