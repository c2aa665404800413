"""Lodging and deciding: durable before it is answered, once, in few round trips."""

from concurrent.futures import ThreadPoolExecutor

import msgspec
import pytest

from clearway.clearance import conductor, errors, stored
from clearway.clearance.record import Submitted
from clearway.core.facts.answer import Answer
from clearway.platform.database.hot import CountingConnection
from clearway.platform.events import log
from clearway.platform.identity.actor import Actor, Forbidden
from clearway.stations.declarations import public as declarations
from tests.conftest import demonstration

pytestmark = pytest.mark.usefixtures("country")

MOST_ROUND_TRIPS = 8


def test_a_lawful_import_is_assessed_and_given_its_lane(broker: Actor) -> None:
    received = demonstration()

    answer = conductor.lodge(received.submitted, by=broker)

    assert answer.outcome == "accepted", answer.findings
    assert answer.lane is not None
    assert answer.total is not None
    assert answer.total.amount > 0
    file = declarations.find(answer.mrn or "", submitter=broker.party)
    assert file is not None
    assert file.state == "targeted"
    assert declarations.version_of(file.id, 1).facts == received.declaration


def test_an_unlawful_declaration_is_kept_refused_with_every_finding(broker: Actor) -> None:
    answer = conductor.lodge(demonstration("6-net-above-gross").submitted, by=broker)

    assert answer.outcome == "refused"
    rejecting = [finding for finding in answer.findings if finding.severity == "reject"]
    assert any(finding.at == "goods_shipment/items/1/net_mass" for finding in rejecting)
    assert all(finding.law and finding.sentence and finding.remedy for finding in rejecting)
    assert declarations.find(answer.mrn or "", submitter=broker.party).state == "refused"  # type: ignore[union-attr] # found or the test fails


@pytest.mark.parametrize("items", [1, 200])
def test_lodging_takes_at_most_eight_round_trips_whatever_the_items(broker: Actor, items: int) -> None:
    conductor.lodge(demonstration().submitted, by=broker)
    received = demonstration()
    shipment = received.declaration.goods_shipment
    assert shipment is not None
    many = tuple(msgspec.structs.replace(shipment.items[0], sequence=number) for number in range(1, items + 1))
    declaration = msgspec.structs.replace(
        received.declaration, goods_shipment=msgspec.structs.replace(shipment, items=many)
    )

    before = CountingConnection.round_trips
    answer = conductor.lodge(Submitted(declaration, "json", received.content), by=broker)

    assert answer.mrn
    assert CountingConnection.round_trips - before <= MOST_ROUND_TRIPS


def test_the_same_declaration_again_is_given_the_first_answer(broker: Actor) -> None:
    received = demonstration()

    first = conductor.lodge(received.submitted, by=broker)
    second = conductor.lodge(received.submitted, by=broker)

    assert second == first
    assert [told.type for told in log.about(f"declaration/{first.mrn}")] == [
        "declarations.lodged.v1",
        "clearance.decided.v1",
    ]


def test_the_same_reference_with_other_content_is_refused_and_nothing_is_stored(broker: Actor) -> None:
    received = demonstration()
    first = conductor.lodge(received.submitted, by=broker)
    other = msgspec.structs.replace(received.declaration, total_packages=None)

    with pytest.raises(errors.ReferenceReused):
        conductor.lodge(Submitted(other, "json", b"{}"), by=broker)

    found = declarations.find(received.declaration.reference or "", submitter=broker.party)
    assert found is not None
    assert found.mrn == first.mrn


def test_a_hundred_copies_at_once_are_one_declaration(broker: Actor) -> None:
    received = demonstration()

    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda _: conductor.lodge(received.submitted, by=broker), range(100)))

    assert len({answer.mrn for answer in answers}) == 1


def test_copies_within_one_batch_are_one_declaration(broker: Actor) -> None:
    received = demonstration()

    answers = conductor.lodge_many([received.submitted] * 5, by=broker)

    assert len({answer.mrn for answer in answers if isinstance(answer, Answer)}) == 1


def test_who_lacks_the_permission_lodges_nothing() -> None:
    reader = Actor(name="reader", party="DL0000002010", permissions=frozenset({"declarations:read"}))

    with pytest.raises(Forbidden):
        conductor.lodge(demonstration().submitted, by=reader)


def test_a_check_stores_nothing(broker: Actor) -> None:
    received = demonstration()

    checked = conductor.check(received.declaration, by=broker)

    assert checked.decision.outcome == "accepted"
    assert declarations.find(received.declaration.reference or "", submitter=broker.party) is None


def test_a_stored_decision_is_read_back_whole(broker: Actor) -> None:
    received = demonstration()
    answer = conductor.lodge(received.submitted, by=broker)

    decision = stored.decision_of(answer.mrn or "", 1)

    assert decision is not None
    assert decision.outcome == answer.outcome
    assert decision.findings == answer.findings
    assert decision.assessment is not None
    assert decision.assessment.total == answer.total
