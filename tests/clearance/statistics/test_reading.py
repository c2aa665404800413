"""Counts follow the event log: once, whatever the batches, and again the same after a rebuild."""

import pytest
from django.db import connection

from clearway.clearance import conductor
from clearway.clearance.statistics import models, reading
from clearway.platform.calendar import day_in, now
from clearway.platform.events import readers
from clearway.platform.identity.actor import Actor
from clearway.registers.lawbook import public as lawbook
from tests.conftest import BROKER, demonstration

pytestmark = pytest.mark.usefixtures("country")

TABLES = (models.Passage, models.Count, models.Hit, models.Revenue, models.Posted, models.Duration)


def lodged(name: str = "1-tableware") -> str:
    actor = Actor(name="client:tests", party=BROKER, permissions=frozenset({"declarations:write"}))
    mrn = conductor.lodge(demonstration(name).submitted, by=actor).mrn
    assert mrn is not None
    return mrn


def test_a_lodged_declaration_is_counted_under_its_day_office_regime_and_lane() -> None:
    reading.read_all(at=now())
    before = _lodged_today()

    mrn = lodged()

    reading.read_all(at=now())
    passage = models.Passage.objects.get(mrn=mrn)
    assert passage.decided_at is not None
    assert (passage.office, passage.regime) == ("DL000101", "import")
    assert _lodged_today() == before + 1

    reading.read_all(at=now())
    assert _lodged_today() == before + 1


def test_a_rebuild_gives_the_same_rows() -> None:
    for name in ("1-tableware", "3-export", "4-warehouse", "6-net-above-gross"):
        lodged(name)
    reading.read_all(at=now())
    before = _rows()

    reading.forget()
    assert models.Count.objects.count() == 0
    reading.read_all(at=now())

    assert _rows() == before
    assert before[models.Count]


@pytest.mark.parametrize("limit", [1, 3, 1000])
def test_counts_do_not_depend_on_how_many_events_are_read_at_once(limit: int) -> None:
    reading.forget()
    reading.read_all(at=now())
    names = ("1-tableware", "2-tableware-and-linen", "6-net-above-gross")
    for name in names:
        lodged(name)

    while readers.read(reading.READER, at=now(), limit=limit):
        pass

    whole = _rows()
    reading.forget()
    reading.read_all(at=now())
    assert _rows() == whole


def test_revenue_is_what_the_ledger_says() -> None:
    lodged()
    reading.read_all(at=now())

    with connection.cursor() as store:
        store.execute("SELECT -sum(amount) FROM payments_posting WHERE starts_with(account, 'revenue/')")
        (owed,) = store.fetchone()

    assert owed > 0
    assert sum(row.amount for row in models.Revenue.objects.all()) == owed


def _lodged_today() -> int:
    today = day_in(lawbook.current(now()).country.time_zone, now())
    return sum(row.number for row in models.Count.objects.filter(day=today))


def _rows() -> dict[type, list[tuple[object, ...]]]:
    return {table: sorted(map(repr, table.objects.values_list())) for table in TABLES}
