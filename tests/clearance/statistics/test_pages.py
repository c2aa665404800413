"""Pages of statistics: who sees which offices, what they weigh, and that open data give nobody away."""

import csv
import gzip
import io
import json
import re
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from clearway.clearance.statistics import models, open_data, reading
from clearway.clearance.statistics.urls import PAGES
from clearway.platform.calendar import day_in, now
from clearway.registers.lawbook import public as lawbook
from clearway.watch.desks import open_data as watched
from tests.portal.people import lodged, member, officer, signed_in, words

pytestmark = pytest.mark.usefixtures("country")

SHEETS = ("/statistics", "/statistics/controls", "/statistics/revenue", "/statistics/release-times")
FILES = ("declarations", "controls", "revenue", "release-times")
MINE, OTHER = "DL000101", "DL000201"


@pytest.fixture(autouse=True)
def counted(country: None) -> Iterator[None]:
    lodged()
    reading.read_all(at=now())
    cache.clear()
    yield
    reading.forget()


@pytest.fixture
def supervisor() -> Client:
    return signed_in(officer("supervisor", MINE))


@pytest.fixture
def administrator() -> Client:
    return signed_in(officer("administrator", MINE))


def kept(office: str, number: int, **changed: str) -> models.Count:
    """A count that is only there for a test; a rebuild would not know it."""
    today = day_in(lawbook.current(now()).country.time_zone, now())
    row = {"regime": "transit", "lane": "green", "outcome": "released", **changed}
    one, _ = models.Count.objects.update_or_create(day=today, office=office, **row, defaults={"number": number})
    return one


@pytest.mark.parametrize("page", SHEETS)
@pytest.mark.parametrize("days", ["1", "7", "30", "92", "366", "nonsense", ""])
def test_a_page_answers_for_every_period(supervisor: Client, page: str, days: str) -> None:
    response = supervisor.get(page, {"days": days})

    assert response.status_code == 200
    assert "<h1>" in words(response)


@pytest.mark.parametrize("page", [*SHEETS, *(f"/statistics/{name}.csv" for name in FILES)])
def test_only_who_may_read_the_office_sees_its_statistics(page: str) -> None:
    assert Client().get(page).status_code == 302
    for somebody in (member(), officer("officer")):
        assert signed_in(somebody).get(page).status_code == 403
    assert signed_in(officer("supervisor"), second_factor=False).get(page).status_code == 302
    assert signed_in(officer("supervisor")).get(page).status_code == 200


def test_a_supervisor_sees_the_own_office_whatever_is_asked_for(supervisor: Client) -> None:
    kept(OTHER, 4711)

    for asked in ({}, {"office": OTHER}, {"office": ""}, {"office": MINE}):
        assert "4\u202f711" not in words(supervisor.get("/statistics", asked))
        assert ",4711" not in words(supervisor.get("/statistics/declarations.csv", asked))


def test_an_administrator_sees_every_office_and_may_choose_one(administrator: Client) -> None:
    kept(OTHER, 4711)

    assert "4\u202f711" in words(administrator.get("/statistics"))
    assert "4\u202f711" in words(administrator.get("/statistics", {"office": OTHER}))
    assert "4\u202f711" not in words(administrator.get("/statistics", {"office": MINE}))


@pytest.mark.parametrize("page", SHEETS)
def test_every_picture_has_its_numbers_beside_it(administrator: Client, page: str) -> None:
    said = words(administrator.get(page))

    assert said.count("<svg") <= said.count("<table")
    assert not re.search(r"<script(?! src=)|<style|\sstyle=", said)


@pytest.mark.parametrize("page", [*SHEETS, "/open-data"])
def test_a_page_is_light_and_asks_the_store_little(administrator: Client, page: str) -> None:
    administrator.get(page)

    with CaptureQueriesContext(connection) as seen:
        response = administrator.get(page, {"days": "366"})

    assert len(seen.captured_queries) <= 12
    assert len(gzip.compress(response.content)) <= 60 * 1024


@pytest.mark.parametrize("name", FILES)
def test_a_file_has_a_header_and_rows_of_its_length(administrator: Client, name: str) -> None:
    rows = list(csv.reader(io.StringIO(words(administrator.get(f"/statistics/{name}.csv")))))

    assert len(rows[0]) >= 4
    assert all(len(row) == len(rows[0]) for row in rows)


def test_open_data_leave_out_what_few_declarations_make() -> None:
    kept(OTHER, 4)
    kept(OTHER, 5, outcome="refused")

    rows = _rows("declarations")

    assert ["transit", "refused", "5"] in [row[2:] for row in rows]
    assert all(int(row[-1]) >= open_data.FEWEST for row in rows)
    assert not any(row[1] == OTHER and row[2:4] == ["transit", "released"] for row in rows)


def test_no_open_data_name_lanes_of_an_office_or_anything_of_a_person() -> None:
    names = {column for dataset in open_data.DATASETS for column, _said in dataset.columns}

    assert not names & {
        "mrn",
        "importer",
        "exporter",
        "declarant",
        "submitter",
        "day",
        "commodity",
        "reason",
        "found",
    }
    for dataset in open_data.DATASETS:
        assert not {"lane", "office"} <= {column for column, _said in dataset.columns}


@pytest.mark.parametrize("dataset", open_data.DATASETS, ids=lambda one: one.name)
def test_open_data_say_the_same_as_csv_and_as_json(dataset: open_data.Dataset) -> None:
    kept(OTHER, 400)

    described = json.loads(Client().get(f"/open-data/{dataset.name}.json").content)
    rows = _rows(dataset.name)

    assert described["licence"]["id"] == "CC-BY-4.0"
    assert [column["name"] for column in described["columns"]] == [name for name, _said in dataset.columns]
    assert [[str(value) for value in row.values()] for row in described["rows"]] == rows


def test_what_is_not_published_is_not_there() -> None:
    for address in ("/open-data/controls.csv", "/open-data/declarations.xml", "/open-data/../statistics.csv"):
        assert Client().get(address).status_code == 404


def test_the_open_page_shows_no_number_that_the_file_has_not() -> None:
    kept(OTHER, 4, regime="warehouse")

    said = words(Client().get("/open-data"))

    assert sum(int(row[-1]) for row in _rows("declarations")) == sum(
        int(number) for number in re.findall(r'<td class="number">(\d+)</td>', said)
    )


def test_open_data_lead_to_what_the_watch_publishes_and_say_what_each_column_is() -> None:
    assert 'href="/watch/open-data.csv"' in words(Client().get("/open-data"))
    assert tuple(name for name, _said in open_data.WATCHED) == watched.COLUMNS


def test_every_page_of_statistics_names_its_audience_and_permission() -> None:
    for page in PAGES:
        assert (page.permission is None) == (page.audience == "public")


def _rows(name: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(words(Client().get(f"/open-data/{name}.csv")))))[1:]
