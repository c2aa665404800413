"""A delivery opens and another settles; what is sure is told, what is not is not."""

from collections.abc import Iterator

import pytest
from pytest_django.plugin import DjangoDbBlocker

from clearway.watch.findings import public as findings
from tests.watch.country import Town


@pytest.fixture(autouse=True)
def database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


APPROVED = {"approval": "A1", "building": "B1", "approved_on": "2025-12-01", "value": "1000.00"}
ASSESSED = {"assessment": "T1", "building": "B1", "assessed_on": "2026-02-01", "amount": "28.00"}


def test_a_delivery_opens_a_finding_and_an_assessment_settles_it() -> None:
    town = Town("opens")
    town.deliver("approvals", town.change(APPROVED))
    town.look()

    assert town.states() == {("XT-01", "B1"): "seen"}
    (one,) = findings.findings(tenants=[town.code], states=("seen",))
    assert str(one.money) == "34.00"
    assert one.evidence == {"approval": "A1", "approved_on": "2025-12-01", "mean_value": "1000"}

    town.deliver("assessments", town.change(ASSESSED))
    town.look()
    assert town.states() == {("XT-01", "B1"): "settled"}
