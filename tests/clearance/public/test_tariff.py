"""The tariff for everybody: found by code or words, measures with law and days, an estimate that adds up."""

import html
import re
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from clearway.clearance.public.estimate import Asked, estimate
from clearway.clearance.public.measures import measures
from clearway.clearance.public.nomenclature import below, find, lines, ranked
from clearway.core.law.lawbook import Law
from clearway.platform.calendar import now
from clearway.registers.lawbook import public as lawbook
from tests.portal.people import words

pytestmark = pytest.mark.usefixtures("country")

TABLEWARE, BEER = "69111090", "220300"


@pytest.fixture
def law(country: None) -> Law:
    return lawbook.current(now()).on(date(2026, 11, 22))


def _page(address: str, **asked: str) -> HttpResponse:
    return Client().get(address, asked)


def _words(response: HttpResponse) -> str:
    return re.sub(r"[ \n]+", " ", html.unescape(words(response)))


@pytest.mark.parametrize("asked", ["6911", "69 11", "69.11"])
def test_a_code_leads_to_its_page_however_it_is_written(asked: str) -> None:
    assert _page("/tariff", q=asked)["Location"] == "/tariff/6911"


def test_digits_of_another_territory_lead_to_the_line_they_stand_below() -> None:
    assert _page("/tariff", q="2203000100")["Location"] == f"/tariff/{BEER}"


def test_the_beginning_of_a_code_finds_all_that_begin_so(law: Law) -> None:
    found = find(lines(law, "en"), "691110")
    assert [one.code for one in found] == sorted(
        one.code for one in lines(law, "en") if one.code.startswith("691110")
    )
    assert TABLEWARE in {one.code for one in found}


@pytest.mark.parametrize(
    ("language", "asked", "subheading"),
    [
        ("en", "48 tea sets", "691110"),
        ("ko", "찻잔", "691110"),
        ("vi", "xe đạp", "871200"),
        ("fr", "vélos", "871200"),
    ],
)
def test_everyday_words_find_goods_first(law: Law, language: str, asked: str, subheading: str) -> None:
    assert ranked(law, asked, language)[0].code.startswith(subheading)


def test_words_find_goods_whatever_their_capitals_marks_and_order(law: Law) -> None:
    for asked in ("porcelain tableware", "TABLEWARE Porcelain"):
        assert TABLEWARE in {one.code for one in find(lines(law, "en"), asked)}
    spanish = next(one for one in lines(law, "es") if "á" in one.title)
    plain = spanish.title.replace("á", "a").replace("é", "e").replace("í", "i").replace("ó", "o")
    assert spanish.code in {one.code for one in find(lines(law, "es"), plain)}


@pytest.mark.parametrize("asked", ["xyzzy", "...", "qqzz xyzzy"])
def test_what_is_not_there_is_said_not_to_be(asked: str) -> None:
    assert "No goods are found" in _words(_page("/tariff", q=asked))


def test_without_a_question_the_sections_are_shown() -> None:
    page = _words(_page("/tariff"))
    assert "Animals and products of animals" in page
    assert 'href="/tariff/69"' in page


def test_many_lines_are_shown_sheet_by_sheet() -> None:
    first, second = _words(_page("/tariff", q="other")), _words(_page("/tariff", q="other", page="2"))
    assert 'rel="next"' in first
    assert 'rel="prev"' in second


def test_a_line_shows_where_it_stands_and_what_lies_below(law: Law) -> None:
    page = _words(_page("/tariff/6911"))
    assert 'href="/tariff/69"' in page
    assert 'href="/tariff/691110"' in page
    assert {len(one.code) for one in below(law, "69", "en")} == {4}


@pytest.mark.parametrize("code", ["99999999", "abc", "٦٩", "6911109099"])
def test_a_line_that_is_not_there_is_not_found(code: str) -> None:
    assert _page(f"/tariff/{code}").status_code == 404


def test_every_measure_names_its_law_and_its_days() -> None:
    page = _words(_page(f"/tariff/{TABLEWARE}"))
    assert "Third-country duty" in page
    assert "11\u00a0%" in page
    assert "Customs Tariff Act 2019" in page
    assert "since 2020-01-01" in page


def test_the_measures_of_an_origin_are_those_that_decide_for_it(law: Law) -> None:
    every, one = measures(law, TABLEWARE, None), measures(law, TABLEWARE, "JP")
    assert set(one) <= set(every)
    applicable = law.applicable(TABLEWARE, "JP")
    assert len(one) == len(applicable)


def test_papers_of_one_condition_stand_for_each_other(law: Law) -> None:
    (preference,) = (one for one in measures(law, TABLEWARE, "JP") if one.role == "preference")
    assert [(one.code, one.is_other) for one in preference.documents] == [("N954", False), ("U111", True)]


def test_measures_are_read_for_every_line_and_some_origins(law: Law) -> None:
    """Of every line the measures without an origin are all that any origin has."""
    for code in list(law.tariff.lines)[::40]:
        if law.tariff.line(code, law.day) is None:
            continue
        every = set(measures(law, code, None))
        for origin in ("JP", "KR", "CN"):
            assert set(measures(law, code, origin)) <= every, code


def test_another_day_has_another_law() -> None:
    now_, then = (_words(_page(f"/tariff/{TABLEWARE}", day=day)) for day in ("2026-11-22", "2024-01-01"))
    assert now_ != then
    assert 'value="2024-01-01"' in then
    assert _page(f"/tariff/{TABLEWARE}", day="never").status_code == 200
    assert _page(f"/tariff/{TABLEWARE}", day="1066-10-14").status_code == 200


def test_an_estimate_adds_up_and_shows_how(law: Law) -> None:
    with translation.override("en"):
        found = estimate(Asked(TABLEWARE, "JP", value="1000"), law)

    amounts = [Decimal(line.amount.split("\u00a0")[0]) for line in found.lines]
    assert amounts == [Decimal("110.00"), Decimal("166.50")]
    assert found.total == "276.50\u00a0DML"
    assert all(line.law and line.steps for line in found.lines)
    page = _words(_page(f"/tariff/{TABLEWARE}", origin="JP", value="1000"))
    assert "276.50" in page
    assert "It binds nobody" in page


def test_a_duty_by_quantity_asks_for_the_quantity(law: Law) -> None:
    without = _words(_page(f"/tariff/{BEER}", origin="DE", value="1000"))
    given = _words(_page(f"/tariff/{BEER}", origin="DE", value="1000", quantity="200"))
    assert "needs the quantity in LTR" in without
    assert 'name="quantity"' in without
    assert "Together" in given


@pytest.mark.parametrize("value", ["-5", "NaN", "1e400", "ten", "Infinity", "1" * 19])
def test_what_is_no_number_is_said_to_be_none(value: str) -> None:
    response = _page(f"/tariff/{TABLEWARE}", origin="JP", value=value)
    assert response.status_code == 200
    assert "Give numbers in digits" in _words(response)


def test_a_comma_is_a_point(law: Law) -> None:
    assert "276.64" in _words(_page(f"/tariff/{TABLEWARE}", origin="JP", value="1000,50"))


@pytest.mark.parametrize("language", ["ko", "vi", "es", "fr"])
def test_titles_are_in_the_readers_language(language: str, law: Law) -> None:
    page = words(Client().get("/tariff", headers={"accept-language": language}))
    assert law.tariff.sections[0].titles[language] in html.unescape(page)


def test_the_tariff_is_read_without_the_store() -> None:
    _page(f"/tariff/{TABLEWARE}", origin="JP", value="1000")
    with CaptureQueriesContext(connection) as seen:
        _page(f"/tariff/{TABLEWARE}", origin="JP", value="1000")
        _page("/tariff", q="porcelain")
    assert len(seen) <= 2
