"""Which declarations a party reads and which it acts on."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clearway.clearance import reach
from clearway.platform.calendar import now
from clearway.registers.traders.public import mandates
from clearway.stations.declarations import public as declarations
from tests.conftest import BROKER, TRADER, today
from tests.portal.people import STRANGER, lodged, member, signed_in, words

pytestmark = pytest.mark.usefixtures("country")

#: A broker to whom the demonstration's trader gave no mandate for imports.
SWIFT = "DL0000002044"


def test_a_trader_reads_what_its_broker_lodged_for_it() -> None:
    number = lodged("2-tableware-and-linen", party=BROKER)
    file = declarations.find(number)
    assert file is not None
    assert (file.submitter, TRADER in (file.importer, file.exporter)) == (BROKER, True)

    page = signed_in(member("owner", TRADER))

    assert page.get(f"/declarations/{number}").status_code == 200
    assert number in words(page.get("/party/declarations"))
    assert number in [one.mrn for one in declarations.recent(reader=TRADER)]


def test_a_party_that_is_not_named_reads_nothing() -> None:
    number = lodged("2-tableware-and-linen", party=BROKER)

    assert reach.readable(number, STRANGER) is None
    assert signed_in(member("owner", STRANGER)).get(f"/declarations/{number}").status_code == 404
    assert number not in [one.mrn for one in declarations.recent(reader=STRANGER)]


def test_the_reference_is_the_submitters_own() -> None:
    number = lodged("2-tableware-and-linen", party=BROKER)
    file = declarations.find(number)
    assert file is not None

    assert declarations.find(file.reference, reader=BROKER) == file
    assert declarations.find(file.reference, reader=TRADER) is None


def test_whoever_is_named_reads_but_only_who_lodged_or_has_a_mandate_acts() -> None:
    number = lodged("2-tableware-and-linen", party=BROKER)
    assert reach.actable(number, BROKER) is not None
    assert reach.actable(number, TRADER) is None
    assert reach.actable(number, SWIFT) is None

    day = today()
    given = mandates.give(
        TRADER, SWIFT, regimes=("import",), since=day - timedelta(days=1), until=None, today=day,
        by="user:tests", at=now(),
    )  # fmt: skip
    assert reach.actable(number, SWIFT) is not None
    mandates.revoke(given, of=TRADER, today=day, by="user:tests", at=now())
    assert reach.actable(number, SWIFT) is None


def test_pages_of_what_is_read_follow_one_another_without_gap_or_repetition() -> None:
    numbers = {lodged("2-tableware-and-linen", party=BROKER) for _ in range(3)} | {
        lodged(party=TRADER) for _ in range(3)
    }
    seen: list[str] = []
    before = None
    while page := declarations.recent(reader=TRADER, before=before, limit=2):
        seen += [one.mrn for one in page]
        before = page[-1].id

    assert numbers <= set(seen)
    assert len(set(seen)) == len(seen)


def test_what_names_a_party_is_found_by_walking_along_indexes() -> None:
    """The conditions of the query and of the indexes are the same; else every list would read every declaration."""
    with CaptureQueriesContext(connection) as seen:
        declarations.recent(reader="DL1", before=10**18, limit=5)
    with connection.cursor() as cursor:
        cursor.execute("SET enable_seqscan = off; SET enable_sort = off; SET enable_bitmapscan = off")
        cursor.execute(f"EXPLAIN (FORMAT json) {seen.captured_queries[0]['sql']}")
        plan = json.dumps(cursor.fetchone()[0])
        cursor.execute("RESET enable_seqscan; RESET enable_sort; RESET enable_bitmapscan")

    assert len(seen) == 1
    for index in ("by_submitter", "by_declarant", "by_importer", "by_exporter"):
        assert f"declaration_{index}" in plan
