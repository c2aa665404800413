"""What found its partner and what did not is told: in the terminal, and to auditors of the government or above it."""

import json
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from typer.testing import CliRunner

from clearway.gateways.console.watch import app
from clearway.registers.offices import public as offices
from clearway.watch.linkage import public as linkage
from tests.conftest import PACK
from tests.portal.people import officer, signed_in, words
from tests.watch.country import DEMOLAND, Town
from tests.watch.linkage.test_whole_path import LAND, OUTLINE, SPLIT

pytestmark = pytest.mark.usefixtures("country")
HERE = "DL0101"
TABLES = ("public_parcels", "footprints", "key_changes", "public_leases")


@pytest.fixture
def town(country: object) -> Iterator[Town]:
    offices.load_offices(PACK)
    found = Town("report", DEMOLAND)
    found.code = HERE
    with connection.cursor() as cursor:
        for source in TABLES:
            cursor.execute(f"DELETE FROM watch_sources.{source} WHERE tenant = %s", [HERE])
    leases = ({"lease": "PL1", "parcel": "L1", "holder": "P1"}, {"lease": "PL2", "parcel": "L7", "holder": "P1"})
    found.deliver("public_parcels", found.change(LAND))
    found.deliver("footprints", found.change(OUTLINE))
    found.deliver("public_leases", *map(found.change, leases))
    found.deliver("key_changes", found.change(SPLIT), found.change({**SPLIT, "change": "C2", "numbers": "wells"}))
    return found


def test_every_way_is_counted_with_rows_to_look_at(town: Town) -> None:
    with CaptureQueriesContext(connection) as asked:
        found = linkage.report(HERE, town.book.sources)

    by_column = {f"{one.source}.{one.column}": one for one in found.columns}
    assert by_column["footprints.parcel"].found == {"split": 1}
    assert by_column["footprints.parcel"].examples["split"] == (linkage.Example("F1", "L1-1", "L1"),)
    assert by_column["public_leases.parcel"].found == {"direct": 1, "none": 1}
    assert by_column["public_leases.parcel"].examples["none"] == (linkage.Example("PL2", "L7", "L7"),)
    assert [(one.numbers, one.is_idle) for one in found.changes] == [("public_parcels", False), ("wells", True)]
    assert len(asked) == 4


def test_the_terminal_tells_the_same(town: Town) -> None:
    plain = CliRunner().invoke(app, ["linkage", "--tenant", HERE])
    assert plain.exit_code == 0, plain.output
    assert "public_leases.parcel of land, row PL2: L7 is none" in plain.output
    told = json.loads(CliRunner().invoke(app, ["linkage", "--tenant", HERE, "--json"]).output)
    assert {one["source"]: one["found"] for one in told["columns"]}["footprints"] == {"split": 1}


@pytest.mark.parametrize("office", [HERE, "DL01", "DL"])
def test_auditors_see_what_found_nothing(town: Town, office: str) -> None:
    page = signed_in(officer("watch auditor", office)).get(f"/watch/figures/linkage?government={HERE}")
    assert page.status_code == 200
    said = words(page)
    for part in ("footprints.parcel", "L1-1</code> → <code>L1", "<code>PL2</code>: <code>L7", "without effect"):
        assert part in said, part


def test_nobody_sees_another_government_and_only_auditors_look(town: Town) -> None:
    other = signed_in(officer("watch auditor", "DL0102")).get(f"/watch/figures/linkage?government={HERE}")
    assert "PL2" not in words(other)
    for role in ("watch official", "watch manager"):
        assert signed_in(officer(role, HERE)).get("/watch/figures/linkage").status_code in (403, 404)
