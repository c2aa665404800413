"""Empty deliveries are forgotten once their mark has passed them, and a number that was used stays used."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import msgspec
import pytest
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from clearway.config import subscriptions
from clearway.platform.events import log
from clearway.watch.findings import public as findings
from clearway.watch.intake import forgetting, models
from clearway.watch.intake import public as intake
from clearway.watch.intake.forgetting import ANEW, KEPT, Forgetting
from clearway.watch.intake.public import Batch, Taken
from tests.watch.country import Town, instant

ROW = {"approval": "A1", "building": "B1", "approved_on": "2025-12-01", "value": "1000.00"}
#: Every delivery of the first hours is old by then.
LATER = instant(minute=600) + KEPT


@pytest.fixture(autouse=True)
def database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


def kept(town: Town, source: str = "approvals") -> list[int]:
    """The numbers of the deliveries that are still on record."""
    rows = models.Delivery.objects.filter(tenant=town.code, source=source)
    return list(rows.order_by("number").values_list("number", flat=True))


def forget(at: datetime = LATER) -> None:
    """Forget until nothing is left to look at."""
    errand = Forgetting()
    while errand.turn(at):
        pass


def silent(town: Town, *, times: int = 4) -> list[Batch]:
    """A source says that it has nothing new, some minutes apart."""
    batches = [town.batch("approvals", minute=minute) for minute in range(10, 10 + times)]
    for one in batches:
        findings.deliver(one, town.book, at=instant(minute=20))
    return batches


def take(town: Town, batch: Batch) -> Taken:
    return findings.deliver(batch, town.book, at=LATER)


def test_empty_deliveries_go_and_the_last_and_those_with_rows_stay() -> None:
    town = Town("forgotten")
    town.deliver("approvals", town.change(ROW))
    town.deliver("approvals", town.change(ROW, changed=1))
    silent(town)
    town.deliver("approvals", town.change(ROW | {"value": "2.00"}))
    silent(town)
    standing = intake.standing(town.code)
    forget()
    assert kept(town) == [1, 2, 7, 11]
    assert intake.last_number(town.code, "approvals") == 11
    assert intake.standing(town.code) == standing


def test_what_was_taken_lately_stays() -> None:
    town = Town("lately")
    silent(town)
    forget(instant(minute=20) + KEPT)
    assert kept(town) == [1, 2, 3, 4]
    forget(instant(minute=20) + KEPT + timedelta(seconds=1))
    assert kept(town) == [4]


def test_what_stands_above_a_gap_stays_until_it_is_closed() -> None:
    town = Town("gap")
    silent(town, times=2)
    missing = town.batch("approvals", town.change(ROW))
    silent(town, times=3)
    forget()
    assert kept(town) == [2, 4, 5, 6]

    assert take(town, missing).outcome == "applied"
    assert [one.number for one in intake.standing(town.code)] == [6], "nothing that closes the gap was lost"
    forget()
    assert kept(town) == [3, 6]


def test_what_was_set_aside_stays() -> None:
    town = Town("set-aside")
    silent(town, times=2)
    poison = town.batch("approvals", town.change(ROW | {"value": "many"}))
    assert take(town, poison).outcome == "aside"
    odd, unknown = town.batch("approvals", number=0), town.batch("gardens")
    assert [take(town, one).outcome for one in (odd, unknown)] == ["aside", "aside"]
    models.Delivery.objects.update(taken_at=instant())
    forget()
    assert (kept(town), kept(town, "gardens")) == ([0, 2, 3], [1])


def test_governments_and_sources_have_marks_of_their_own() -> None:
    town = Town("own-marks")
    silent(town, times=3)
    town.numbers["approvals"] = 1
    here, town.code = town.code, f"{town.code}-other"
    silent(town, times=3)
    elsewhere, town.code = town.code, here
    town.deliver("assessments", number=2)
    forget()
    assert (kept(town), kept(town, "assessments")) == ([3], [2])
    town.code = elsewhere
    assert kept(town) == [2, 3, 4]


def test_a_forgotten_delivery_that_comes_again_is_answered_and_changes_nothing() -> None:
    town = Town("again")
    batches = silent(town)
    forget()
    before = (kept(town), intake.standing(town.code), len(log.about(f"tenant/{town.code}")))
    assert [take(town, one) for one in batches] == [Taken("repeated")] * 4
    assert (kept(town), intake.standing(town.code), len(log.about(f"tenant/{town.code}"))) == before


def test_a_forgotten_delivery_of_a_source_that_is_no_more_is_still_known() -> None:
    town = Town("retired")
    models.Mark.objects.create(
        tenant=town.code, source="gardens", number=3, reached=instant(minute=9), seen=instant(minute=9)
    )
    assert take(town, town.batch("gardens", minute=9, number=2)) == Taken("repeated")
    assert take(town, town.batch("gardens", minute=9, number=4)).reasons[0].code == "WAT-064"
    assert kept(town, "gardens") == [4]


OTHER: list[dict[str, Any]] = [
    {"changes": "a row"},
    {"unread": (intake.Reason("WAT-063", "line 1", 1),)},
    {"watermark": instant(minute=14)},
    {"watermark": instant(minute=11).replace(tzinfo=None)},
    {"until": instant(minute=31)},
]


@pytest.mark.parametrize("other", OTHER, ids=["rows", "unread", "told-more", "without-a-zone", "until-later"])
def test_other_content_under_a_forgotten_number_is_refused(other: dict[str, Any]) -> None:
    town = Town("used")
    batches = silent(town)
    # Behind a gap the source has been seen later than it has told everything.
    town.deliver("approvals", minute=30, number=6)
    forget()
    if "changes" in other:
        other = {"changes": (town.change(ROW),)}
    standing = intake.standing(town.code)
    taken = take(town, msgspec.structs.replace(batches[1], **other))
    assert (taken.outcome, taken.is_other, [one.code for one in taken.reasons]) == ("aside", True, ["WAT-066"])
    assert (kept(town), intake.standing(town.code), intake.aside(town.code)) == ([4, 6], standing, ())
    assert intake.rows_of(town.code, town.book.sources.table("approvals")) == []
    assert [told.type for told in log.about(f"tenant/{town.code}")] == ["watch.delivery-set-aside.v1"]


def test_a_number_that_no_source_counts_is_still_set_aside() -> None:
    town = Town("odd")
    silent(town)
    forget()
    taken = take(town, town.batch("approvals", number=0))
    assert (taken.is_other, taken.reasons[0].code) == (False, "WAT-063")


def test_a_turn_looks_at_a_few_and_the_next_goes_on_behind_what_is_passed_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(forgetting, "AT_ONCE", 3)
    town = Town("turns")
    town.numbers["approvals"] = 1
    silent(town, times=4)
    town.numbers["approvals"] = 0
    town.code, above_a_gap = f"{town.code}-other", town.code
    silent(town, times=5)
    errand = Forgetting()
    assert (errand.turn(LATER), kept(town)) == (True, [1, 2, 3, 4, 5])
    assert (errand.turn(LATER), kept(town)) == (True, [3, 4, 5])
    assert (errand.turn(LATER), kept(town)) == (True, [5])
    assert errand.turn(LATER) is False

    town.code = above_a_gap
    town.deliver("approvals", number=1)
    soon = LATER + ANEW - timedelta(seconds=1)
    assert (errand.turn(soon), kept(town)) == (False, [1, 2, 3, 4, 5]), "behind where it has come to"
    assert (errand.turn(LATER + ANEW), kept(town)) == (True, [4, 5])
    assert (errand.turn(LATER + ANEW), kept(town)) == (True, [5])


def test_what_grows_old_behind_the_last_turn_is_found_by_the_next() -> None:
    town, errand = Town("goes-on"), Forgetting()
    silent(town, times=2)
    for minute in (700, 701, 702):
        town.deliver("approvals", minute=minute)
    assert (errand.turn(LATER), kept(town)) == (False, [3, 4, 5])
    assert (errand.turn(LATER + timedelta(hours=3)), kept(town)) == (False, [5])


def test_the_worker_forgets_by_an_index_however_many_deliveries_there_are() -> None:
    assert intake.ERRAND in subscriptions.ERRANDS
    town = Town("plan")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO watch_intake_delivery"
            " (tenant, source, number, watermark, digest, state, reasons, rows, applied, taken_at)"
            " SELECT %(tenant)s, 'approvals', n, %(at)s, '', 'applied', '[]', n %% 2, 0, %(at)s"
            " FROM generate_series(1, 20000) AS n",
            {"tenant": town.code, "at": instant()},
        )
        cursor.execute("ANALYZE watch_intake_delivery")
        asked = {"until": LATER, "most": 1000, **forgetting._BEFORE_ALL._asdict()}
        cursor.execute(f"EXPLAIN {forgetting._FORGET}", asked)
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "delivery_empty" in plan
    assert "Seq Scan on watch_intake_delivery" not in plan
