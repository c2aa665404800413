"""A delivery opens and another settles; what is sure is told, what is not is not."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.plugin import DjangoDbBlocker

from clearway.platform.events import log
from clearway.platform.notifications import models as notifications
from clearway.watch.findings import public as findings
from clearway.watch.findings.public import Audience, Subject
from clearway.watch.intake import public as intake
from tests.watch.country import Town, instant

SOURCES = ("approvals", "assessments", "allowances", "residents")
APPROVED = {"approval": "A1", "building": "B1", "approved_on": "2025-12-01", "value": "1000.00"}
ASSESSED = {"assessment": "T1", "building": "B1", "assessed_on": "2026-02-01", "amount": "28.00"}
PAID = {"payment": 1, "worker": 7, "dependant": "P1", "paid_on": "2026-02-10", "amount": "50.00"}


@pytest.fixture(autouse=True)
def database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


def events(town: Town, case: str = "B1") -> list[str]:
    """What the log says of a case."""
    found = findings.findings(tenants=[town.code], states=("seen", "open", "settled"))
    numbers = sorted(one.number for one in found if one.case_key == case)
    return [told.type for number in numbers for told in log.about(f"finding/{number}")]


def test_a_delivery_opens_a_finding_and_an_assessment_settles_it() -> None:
    town = Town("opens")
    town.deliver("approvals", town.change(APPROVED))
    town.look()

    assert town.states() == {("XT-01", "B1"): "seen"}
    (one,) = findings.findings(tenants=[town.code], states=("seen",))
    assert str(one.money) == "34.00"
    assert one.evidence == {"approval": "A1", "approved_on": "2025-12-01", "mean_value": "1000", "set_by": "law"}

    town.deliver("assessments", town.change(ASSESSED))
    town.look()
    assert town.states() == {("XT-01", "B1"): "settled"}
    assert events(town) == ["watch.finding-seen.v1", "watch.finding-settled.v1"]


def test_an_omission_is_not_claimed_while_the_ledger_is_still_to_deliver() -> None:
    town = Town("ledger")
    town.deliver("approvals", town.change(APPROVED), minute=10)
    town.look()
    assert town.told() == 0, "the tax ledger has told nothing yet"

    town.deliver("assessments", minute=9)
    assert town.told() == 0, "nor up to the minute of the approval"

    town.deliver("assessments", minute=10)
    assert town.told() == 1
    assert town.states() == {("XT-01", "B1"): "open"}
    assert town.told() == 0, "and never twice"
    assert events(town) == ["watch.finding-seen.v1", "watch.finding-told.v1"]


def test_what_clears_before_it_is_sure_was_never_told() -> None:
    town = Town("never")
    town.deliver("approvals", town.change(APPROVED), minute=10)
    town.look()
    town.deliver("assessments", town.change(ASSESSED), minute=20)
    assert town.told() == 0, "a case that waits to be looked at is not sure"
    town.look()
    assert town.told() == 0
    (one,) = findings.findings(tenants=[town.code], states=("settled",))
    assert one.told_at is None


def test_a_gap_in_the_deliveries_holds_what_would_be_told() -> None:
    town = Town("gap")
    town.deliver("approvals", town.change(APPROVED), minute=10)
    town.look()
    town.deliver("assessments", number=2, minute=30)
    assert town.told() == 0, "the first delivery of the ledger is missing"

    town.deliver("assessments", number=1, minute=20)
    assert town.told() == 1


def test_the_three_lines_are_told_at_once_and_of_the_settlement_too() -> None:
    town = Town("lines")
    for name in ("w-official", "w-manager", "w-auditor"):
        get_user_model().objects.get_or_create(username=name, defaults={"language": "en"})

    def audiences(subjects: Sequence[Subject]) -> Mapping[int, Audience]:
        assert {one.record for one in subjects} == {"A1"}, "the scenario names the owner's record"
        whom = Audience(frozenset({"w-official"}), frozenset({"w-manager"}), frozenset({"w-auditor"}))
        return {one.number: whom for one in subjects}

    town.deliver("approvals", town.change(APPROVED))
    town.look()
    town.deliver("assessments", minute=5)
    assert town.told(audiences) == 1
    told = sorted(notifications.Notice.objects.values_list("user__username", "kind"))
    assert told == [("w-auditor", "watch.auditor"), ("w-manager", "watch.manager"), ("w-official", "watch.official")]

    town.deliver("assessments", town.change(ASSESSED), minute=6)
    town.look()
    assert town.told(audiences) == 1
    assert notifications.Notice.objects.filter(kind="watch.settled").count() == 3
    assert town.told(audiences) == 0


def test_a_day_that_comes_opens_what_no_change_of_records_does() -> None:
    town = Town("day")
    town.deliver("approvals", town.change(APPROVED | {"approved_on": "2026-01-20"}))
    town.look()
    assert town.states() == {}

    town.tick(date(2026, 3, 21))
    assert town.states() == {}, "the sixtieth day is still in time"
    town.tick(date(2026, 3, 22))
    assert town.states() == {("XT-01", "B1"): "seen"}


def test_what_grows_by_the_day_is_kept_right_and_tells_nobody_of_a_change() -> None:
    town = Town("grows")
    town.deliver("approvals", town.change(APPROVED))
    town.deliver("assessments")
    town.look()
    town.told()
    town.tick(date(2026, 3, 11))

    (one,) = findings.findings(tenants=[town.code])
    assert str(one.money) == "35.00"
    assert "watch.finding-changed.v1" not in events(town)


def test_a_change_of_the_records_is_told_in_the_log() -> None:
    town = Town("changed")
    town.deliver("approvals", town.change(APPROVED))
    town.look()
    town.deliver("approvals", town.change(APPROVED | {"value": "2000.00"}))
    town.look()
    assert events(town)[-1] == "watch.finding-changed.v1"


def test_a_case_that_comes_again_is_another_finding() -> None:
    town = Town("again")
    town.deliver("approvals", town.change(APPROVED))
    town.deliver("assessments", town.change(ASSESSED))
    town.look()
    assert town.states() == {}
    town.deliver("assessments", town.change({"assessment": "T1"}, op="delete"))
    town.look()
    town.deliver("assessments", town.change(ASSESSED))
    town.look()
    town.deliver("assessments", town.change({"assessment": "T1"}, op="delete"))
    town.look()
    found = findings.findings(tenants=[town.code], states=("seen", "settled"))
    assert sorted(one.state for one in found) == ["seen", "settled"]


def test_a_reference_leads_to_cases_though_it_has_no_key() -> None:
    town = Town("reference")
    town.deliver("allowances", town.change(PAID))
    town.look()
    town.deliver("residents", town.change({"person": "P1", "died_on": "2026-02-01"}))
    town.look()
    assert town.states() == {("XT-02", "7"): "seen"}
    town.deliver("residents", town.change({"person": "P1", "died_on": "2026-03-01"}))
    town.look()
    assert town.states() == {("XT-02", "7"): "settled"}


def test_two_governments_never_meet() -> None:
    town = Town("here")
    town.deliver("approvals", town.change(APPROVED))
    other = intake.Batch("elsewhere", "assessments", 1, instant(), (town.change(ASSESSED),))
    findings.deliver(other, town.book, at=instant())
    town.look()
    assert town.states() == {("XT-01", "B1"): "seen"}


def test_what_cannot_be_calculated_keeps_no_other_case_waiting() -> None:
    town = Town("fault")
    workers = [
        PAID | {"payment": n, "worker": n, "amount": "99999999.00" if n == 3 else "50.00"} for n in range(1, 8)
    ]
    town.deliver("residents", town.change({"person": "P1", "died_on": "2026-02-01"}))
    town.look()
    town.deliver("allowances", *(town.change(row) for row in workers))
    town.look()

    assert [(one.scenario, one.case_key) for one in findings.faults(town.code)] == [("XT-02", "3")]
    assert len(town.states()) == len(workers) - 1
    town.deliver("allowances", town.change(workers[2] | {"amount": "50.00"}))
    town.look()
    assert findings.faults(town.code) == ()
    assert len(town.states()) == len(workers)


def test_a_look_takes_the_same_statements_for_one_case_and_for_many() -> None:
    counts = []
    for many in (1, 400):
        town = Town(f"count-{many}")
        rows = [APPROVED | {"approval": f"A{n}", "building": f"B{n}"} for n in range(many)]
        with CaptureQueriesContext(
            connection,
        ) as delivering:
            town.deliver("approvals", *(town.change(row) for row in rows))
        with CaptureQueriesContext(connection) as looking:
            assert findings.look(town.book, at=instant()) is not None
        town.look()
        town.deliver("assessments")
        with CaptureQueriesContext(connection) as telling:
            assert town.told() == many
        counts.append((len(delivering), len(looking), len(telling)))
    assert counts[0] == counts[1]
    assert counts[0][1] <= 20, counts
