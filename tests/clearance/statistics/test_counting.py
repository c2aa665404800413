"""What declarations add to the counts: outcomes, controls that found something, times of each step."""

import itertools
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection

from clearway.clearance.statistics import queries, reading
from clearway.clearance.statistics.queries import Asked
from clearway.platform.events.readers import Happened

pytestmark = pytest.mark.usefixtures("country")

_numbers = itertools.count(1)
FIRST = 9_000_000_000_000_000_000
NINE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
MARCH = Asked(date(2026, 3, 1), date(2026, 3, 31), ("DLTEST",))


@pytest.fixture(autouse=True)
def empty(country: None) -> Iterator[None]:
    reading.forget()
    yield
    reading.forget()
    with connection.cursor() as store:
        for table, key in (("targeting_selected", "declaration_id"), ("declarations_declaration", "id")):
            store.execute(f"DELETE FROM {table} WHERE {key} >= %s", [FIRST])


def stored(*, state: str = "targeted", lane: str = "red", reasons: tuple[str, ...] = (), random: bool = False) -> str:
    """A declaration of an office of this test alone."""
    number = FIRST + next(_numbers)
    mrn = f"T{number - FIRST:017}"
    said = ", ".join(f'{{"reason_class": "{one}", "lane": "{lane}"}}' for one in reasons)
    with connection.cursor() as store:
        store.execute(
            "INSERT INTO declarations_declaration (id, mrn, reference, submitter, declarant, importer, exporter,"
            " regime, type_code, office, state, lane, waits_for, version, lodged_at, day)"
            " VALUES (%s, %s, '', '', '', '', '', 'import', '', 'DLTEST', %s, %s, '', 1, %s, %s)",
            [number, mrn, state, lane, NINE, NINE.date()],
        )
        store.execute(
            "INSERT INTO targeting_selected (declaration_id, version, lane, is_random, selection)"
            " VALUES (%s, 1, %s, %s, %s::jsonb)",
            [number, lane, random, f'{{"reasons": [{said}]}}'],
        )
    return mrn


def told(mrn: str, kind: str, minutes: int, **facts: object) -> Happened:
    at = NINE + timedelta(minutes=minutes)
    return Happened(next(_numbers), at, kind, f"declaration/{mrn}", "test", {"mrn": mrn, **facts})


def count(*events: Happened) -> None:
    reading.count(events, time_zone="UTC")


def test_a_refused_declaration_moves_from_open_to_refused() -> None:
    mrn = stored()
    count(told(mrn, "clearance.decided.v1", 0))
    assert queries.declared(MARCH).by_outcome == {"open": 1}

    with connection.cursor() as store:
        store.execute("UPDATE declarations_declaration SET state = 'refused' WHERE mrn = %s", [mrn])
    count(told(mrn, "controls.refused.v1", 60))

    assert queries.declared(MARCH).by_outcome == {"refused": 1}


def test_a_hit_counts_for_the_lane_and_for_each_reason_of_the_control() -> None:
    found, nothing, chance = stored(reasons=("Value", "Origin")), stored(reasons=("Value",)), stored(random=True)
    count(
        told(found, "controls.closed.v1", 30, result="not conform"),
        told(nothing, "controls.closed.v1", 30, result="conform"),
        told(chance, "controls.closed.v1", 30, result="conform"),
    )

    rates = {one.reason: (one.controls, one.found) for one in queries.hit_rates(MARCH)}

    assert rates == {"": (3, 1), "Value": (2, 1), "Origin": (1, 1), "chance": (1, 0)}


def test_a_control_that_was_dropped_is_no_control() -> None:
    count(told(stored(), "controls.closed.v1", 30, result="dropped"))

    assert queries.hit_rates(MARCH) == ()


@pytest.mark.parametrize("together", [True, False])
def test_a_refusal_is_a_finding_counted_once(together: bool) -> None:
    mrn = stored()
    events = [told(mrn, "controls.refused.v1", 20), told(mrn, "controls.closed.v1", 20, result="not conform")]

    if together:
        count(*events)
    else:
        for event in events:
            count(event)

    assert [(one.controls, one.found) for one in queries.hit_rates(MARCH)] == [(1, 1)]


def test_times_are_measured_from_step_to_step() -> None:
    mrn = stored(state="released")
    count(
        told(mrn, "clearance.decided.v1", 0),
        told(mrn, "controls.closed.v1", 60, result="conform"),
        told(mrn, "payments.covered.v1", 180),
        told(mrn, "release.released.v1", 240),
    )

    times = {one.step: one.median / 60 for one in queries.release_times(MARCH)}

    assert times["decision"] < 1
    for step, minutes in (("control", 60), ("payment", 180), ("release", 60), ("whole", 240)):
        assert times[step] == pytest.approx(minutes, rel=0.05)


def test_a_file_that_was_not_released_has_no_times() -> None:
    mrn = stored()
    count(told(mrn, "clearance.decided.v1", 0), told(mrn, "payments.covered.v1", 30))

    assert queries.release_times(MARCH) == ()


def test_half_are_no_longer_than_the_median_and_nine_of_ten_no_longer_than_the_other() -> None:
    for minutes in range(1, 101):
        mrn = stored(state="released")
        count(told(mrn, "clearance.decided.v1", 0), told(mrn, "release.released.v1", minutes))

    whole = next(one for one in queries.release_times(MARCH) if one.step == "whole")

    assert whole.files == 100
    assert whole.median / 60 == pytest.approx(50, rel=0.06)
    assert whole.ninetieth / 60 == pytest.approx(90, rel=0.06)


def test_other_offices_are_not_seen() -> None:
    count(told(stored(), "clearance.decided.v1", 0))

    assert queries.declared(MARCH._replace(offices=("DL000101",))).total == 0
    assert queries.declared(MARCH._replace(offices=())).total == 0
    assert queries.declared(MARCH).total == 1
