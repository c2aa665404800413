"""Every night what stands is compared with full runs, once a government; where it differs, it is told."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from clearway.clearance.statistics import heard
from clearway.clearance.trader.standing import components
from clearway.platform.events import readers
from clearway.platform.events.models import Event
from clearway.platform.identity.models import User
from clearway.platform.notifications.models import Notice
from clearway.watch.backtest import models
from clearway.watch.backtest.nightly import Nightwatch
from tests.watch.country import DEMOLAND, Town, instant
from tests.watch.linkage.test_whole_path import LAND, OUTLINE, SPLIT

APPROVED = {"approval": "A1", "building": "B1", "approved_on": "2025-12-01", "value": "1000.00"}


@pytest.fixture(autouse=True)
def database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        models.Night.objects.all().delete()
        yield


class Clock:
    """What time it is, here and where the law counts days."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def watch(self) -> Nightwatch:
        auditors = frozenset({"night-auditor"})
        return Nightwatch(lambda: self.at, lambda at: at.astimezone(UTC), lambda _: auditors)


def proofs(town: Town) -> list[dict[str, object]]:
    """What the log holds of a government's proofs."""
    rows = Event.objects.filter(type="watch.proved.v1", subject=f"tenant/{town.code}").order_by("id")
    return [row.facts for row in rows]


def says(at: datetime) -> str:
    """What everybody may read of the watch, once the log was read."""
    while readers.read(heard.READER, at=at):
        pass
    return next(one.state for one in components(at) if one.name == "watch")


def test_a_government_is_proved_once_a_night_after_the_day_has_come() -> None:
    town = Town("night")
    town.deliver("approvals", town.change(APPROVED))
    town.look()
    clock = Clock(instant(town.day, 60))
    watch = clock.watch()
    assert not watch.turn(), "too early"
    clock.at = instant(town.day, 121)
    assert watch.turn()
    assert not watch.turn()
    assert [one["unequal"] for one in proofs(town)] == [[]]

    clock.at = instant(town.day + timedelta(days=1), 121)
    assert not watch.turn(), "what stands is of the day before until the day is ticked"
    town.tick(town.day + timedelta(days=1))
    assert watch.turn()
    assert len(proofs(town)) == 2
    assert models.Night.objects.get(tenant=town.code).day == town.day
    assert says(clock.at) == "works"


def test_what_differs_is_told_to_auditors_and_on_the_page_of_what_works() -> None:
    User.objects.get_or_create(username="night-auditor")
    town = Town("alarm")
    town.deliver("approvals", town.change(APPROVED))
    town.look()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE watch_findings_finding SET money = 1 WHERE tenant = %s", [town.code])
    clock = Clock(instant(town.day, 180))
    watch = clock.watch()
    assert watch.turn()
    assert not watch.turn()
    assert [one["unequal"] for one in proofs(town)] == [["XT-01/B1"]]
    notices = Notice.objects.filter(kind="watch.unequal", subject=f"tenant/{town.code}")
    assert [one.user.username for one in notices] == ["night-auditor"]
    assert says(clock.at) == "late"
    assert next(one.state for one in components(clock.at + timedelta(hours=27)) if one.name == "watch") == "works"


def test_a_wrong_link_is_found_whether_or_not_a_finding_hangs_on_it() -> None:
    """The proof goes by keys as they came, and links them anew."""
    User.objects.get_or_create(username="night-auditor")
    town = Town("links", DEMOLAND)
    small = {**OUTLINE, "footprint": "F2", "overlap": "0.01"}
    town.deliver("public_parcels", town.change(LAND), town.change({**LAND, "parcel": "L9"}))
    town.deliver("footprints", town.change(OUTLINE), town.change(small))
    town.deliver("key_changes", town.change(SPLIT))
    town.look()
    watch = Clock(instant(town.day, 180)).watch()
    assert watch.turn()
    assert [one["unequal"] for one in proofs(town)] == [[]]

    _linked(town, "F2", "L9")
    watch = Clock(instant(_next(town), 180)).watch()
    assert watch.turn()
    assert proofs(town)[-1]["unequal"] == ["footprints.parcel/F2"]

    _linked(town, "F2", "L1")
    _linked(town, "F1", "L9")
    watch = Clock(instant(_next(town), 180)).watch()
    assert watch.turn()
    assert proofs(town)[-1]["unequal"] == ["LD-24/L1", "LD-24/L9", "footprints.parcel/F1"]
    assert Notice.objects.filter(kind="watch.unequal", subject=f"tenant/{town.code}").count() == 2


def _next(town: Town) -> date:
    town.tick(town.day + timedelta(days=1))
    return town.day


def _linked(town: Town, footprint: str, parcel: str) -> None:
    """Somebody links a row by another key, behind the back of the house."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE watch_sources.footprints SET parcel = %s WHERE tenant = %s AND row_id = %s",
            [parcel, town.code, footprint],
        )
