"""What governments had set before, and the numbers of law of an older house, come along."""

from datetime import date
from decimal import Decimal
from importlib import import_module

import pytest
from django.db import connection

from clearway.watch.cases.reach import days_in
from clearway.watch.intake import public as intake
from clearway.watch.rulebook.public import local
from tests.watch.country import DEMOLAND, Town

pytestmark = pytest.mark.django_db


def test_days_that_a_government_had_set_count_on() -> None:
    moved = import_module("clearway.watch.cases.migrations.0003_local_numbers_are_of_the_rulebook")
    town = Town("moved", DEMOLAND)
    with connection.cursor() as store:
        store.execute("CREATE TEMPORARY TABLE watch_cases_local (id BIGINT, tenant TEXT, code TEXT, amount INT)")
        store.execute("INSERT INTO watch_cases_local VALUES (1, %s, 'answer_days_warning', 9)", [town.code])
        store.execute(moved._MOVED)
        store.execute("DROP TABLE pg_temp.watch_cases_local")

    (one,) = local.numbers(town.code)
    assert (one.code, one.amount, one.by) == ("answer_days_warning", 9, "clearway")
    assert days_in(town.book, town.code, "answer_days_warning", one.since) == 9
    assert days_in(town.book, "DL0102", "answer_days_warning", one.since) == 14


def test_numbers_of_law_are_kept_when_governments_get_their_own() -> None:
    kept = import_module("clearway.watch.intake.migrations.0002_governments_have_numbers_of_law")
    town = Town("kept")
    intake.put_law(town.code, [("filing_days", date(2020, 1, 1), None, Decimal(20), "X")])
    before = intake.law_of("another")
    with connection.cursor() as store:
        store.execute(kept._BACKWARDS)
        store.execute("SELECT count(*) FROM watch_sources.law")
        assert store.fetchone()[0] == len(before)
        store.execute(kept._FORWARDS)

    assert intake.law_of("another") == before
    assert intake.law_of(town.code) == before
